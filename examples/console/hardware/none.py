"""A process of an operating system: no hardware of its own."""

import os

from hardware.base import Board


class Hosted(Board):
    """linux-amd64, or CPython."""

    name = os.uname().nodename
    on_metal = False
    idle = "the kernel's"


BOARD = Hosted()
