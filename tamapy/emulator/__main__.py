"""Run an ELF file: ``python -m tamapy.emulator IMAGE``, with the options of ``tamapy run``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tamapy.compiler.sizes import parse_size
from tamapy.emulator.run import raw_input, run_elf


@click.command()
@click.argument("image", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--ram", default="512M", show_default=True, help="RAM of the machine.")
@click.option("--timeout", type=float, help="Stop after so many seconds.")
@click.option("--sd", metavar="FILE", help="What is on the SD card.")
@click.option("--mmc", metavar="FILE", help="What is on the eMMC.")
@click.option("--icount", is_flag=True, help="Tell the number of instructions.")
@click.option("--gdb", metavar="WHERE",
              help="Wait for gdb at a socket, [HOST]:PORT or a path, and do as it says.")
def main(
    image: Path, ram: str, timeout: float | None, sd: str | None, mmc: str | None, icount: bool,
    gdb: str | None,
) -> None:
    """Run IMAGE; the exit status is the program's."""
    cards = {name: path for name, path in (("sd", sd), ("mmc", mmc)) if path}
    elf, size = image.read_bytes(), parse_size(ram)
    if gdb is None:
        sys.exit(run_elf(elf, size, icount, timeout, cards))
    from tamapy.emulator.gdb.run import debug_elf

    sys.exit(debug_elf(elf, gdb, size, timeout, cards, raw_input()))


main()
