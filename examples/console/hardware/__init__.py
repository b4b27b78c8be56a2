"""The board the image is built for, as the commands see it.

Each module here has a ``BOARD``, an instance of :class:`hardware.base.Board`. Only the one that
fits is imported, so that the others' drivers are not in the image.
"""

import importlib
import os

MODULES = {
    "usbarmory-mk2": "usbarmory", "mx6ullevk": "mx6ullevk", "pi1": "pi1", "pizero": "pizero",
    "pi2": "pi2",
}
NAME = os.uname().nodename
_module = ".".join((__name__, MODULES.get(NAME, "none")))

BOARD = importlib.import_module(_module).BOARD
