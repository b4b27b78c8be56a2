"""Run an ELF file: ``python -m tamapy.emulator IMAGE [--ram SIZE] [--timeout S]``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tamapy.compiler.sizes import parse_size
from tamapy.emulator.run import run_elf


@click.command()
@click.argument("image", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--ram", default="512M", show_default=True, help="RAM of the machine.")
@click.option("--timeout", type=float, help="Stop after so many seconds.")
@click.option("--icount", is_flag=True, help="Tell the number of instructions.")
def main(image: Path, ram: str, timeout: float | None, icount: bool) -> None:
    """Run IMAGE; the exit status is the program's."""
    sys.exit(run_elf(image.read_bytes(), parse_size(ram), icount, timeout))


main()
