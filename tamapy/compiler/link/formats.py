"""The formats that an image can be written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from tamapy.compiler.link.elf import write_elf
from tamapy.compiler.link.imx import write_imx

if TYPE_CHECKING:
    from tamapy.compiler.link.linker import Image


@dataclass(frozen=True)
class Format:
    """A format: how it is written, and what a file of it is called."""

    write: Callable[[Image, bool], bytes]  # with whether to leave out symbols, where there are any
    suffix: str
    names: str = ""  # a board's attribute with the name that its boot loader looks for, if any
    needs: str = ""  # a board's attribute without which it cannot boot this
    executable: bool = False

    def file_name(self, application: str, board: ModuleType) -> str:
        """What the file is called unless the user says."""
        return str(getattr(board, self.names, "") if self.names else "") or (
            application + self.suffix
        )


FORMATS = {
    "elf": Format(write_elf, ".elf", executable=True),
    "raw": Format(lambda image, strip: image.raw(), ".bin", names="KERNEL"),
    "imx": Format(lambda image, strip: write_imx(image), ".imx", needs="BOOT"),
}
