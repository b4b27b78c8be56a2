"""Constants made when the module is imported."""

import re
from collections import namedtuple

NAME = "shop-" + "x" * 3
Limit = namedtuple("Limit", "low high")
LIMITS = [Limit(int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", "1-5, 10-50")]
