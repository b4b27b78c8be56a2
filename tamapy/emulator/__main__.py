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
@click.option("--board", default="", help="The machine's board, if it is not the image's.")
@click.option("--sd", metavar="FILE", help="What is on the SD card.")
@click.option("--sd2", metavar="FILE", help="What is on the card in the second slot.")
@click.option("--mmc", metavar="FILE", help="What is on the eMMC.")
@click.option("--net", multiple=True, metavar="PORT:PORT", help="UDP ports of an Ethernet port.")
@click.option("--icount", is_flag=True, help="Tell the number of instructions.")
@click.option("--gdb", metavar="WHERE",
              help="Wait for gdb at a socket, [HOST]:PORT or a path, and do as it says.")
def main(
    image: Path, ram: str, timeout: float | None, board: str, sd: str | None, sd2: str | None,
    mmc: str | None, net: tuple[str, ...], icount: bool, gdb: str | None,
) -> None:
    """Run IMAGE; the exit status is the program's."""
    cards = {name: path for name, path in (("sd", sd), ("sd2", sd2), ("mmc", mmc)) if path}
    cables = [(int(local), int(remote)) for local, remote in (each.split(":") for each in net)]
    elf, size = image.read_bytes(), parse_size(ram)
    if gdb is None:
        sys.exit(run_elf(elf, size, icount, timeout, cards, cables, board))
    from tamapy.emulator.gdb.run import debug_elf

    sys.exit(debug_elf(elf, gdb, size, timeout, cards, raw_input()))


main()
