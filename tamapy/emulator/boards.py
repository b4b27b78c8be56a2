"""The boards that the emulator knows, by their names."""

from __future__ import annotations

import importlib
import json
from typing import Any

from tamapy.compiler.notes import SECTION
from tamapy.emulator.chip import Chip

DEFAULT = "usbarmory-mk2"
#: Module of this package and name in it.
_PLACES = {
    DEFAULT: ("imx6ul", "CHIP"),
    f"{DEFAULT}/6ul": ("imx6ul", "CHIP_6UL"),  # with the other chip that there is of it
    "mx6ullevk": ("imx6ul", "EVK"),
    "pi1": ("bcm2835", "PI_1"),
    "pi2": ("bcm2835", "PI_2"),
    "pizero": ("bcm2835", "PI_ZERO"),
}


def board_of(elf: Any) -> str:
    """The name of the board that an ELF file was built for; the default where it does not say."""
    section = elf.get_section_by_name(SECTION)
    return str(json.loads(section.data()).get("board", DEFAULT)) if section else DEFAULT


def chip_of(board: str) -> Chip:
    """The chip of a board by the board's name; ``LookupError`` if the emulator has none."""
    module, name = _PLACES[board]
    found = getattr(importlib.import_module(f"tamapy.emulator.{module}"), name)
    assert isinstance(found, Chip)
    return found
