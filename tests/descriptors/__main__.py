"""``python -m tests.descriptors``: what the DCP is given for AES-128-CBC, as a table."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from tests.descriptors.running import KINDS, Request, requests

_HEAD = """\
# Descriptors of the DCP
Made by `python -m tests.descriptors --table {file}`; do not edit.

AES-128-CBC by the DCP of an i.MX 6ULL (`tamapy/soc/nxp/dcp`), in blocks of the sizes in which
OpenSSL, AF_ALG and others are measured. How fast the block works through a descriptor is the same
for all that use it; what differs is into how many descriptors a request is cut, and what the
processor does besides. The model counts the first, the emulator the second: instructions of a
program built with `-O2`, those that wait for the DCP included, for which each look at its status
lets one descriptor pass. Transfers themselves take no instructions.

`encrypt` copies data into DMA memory, in pieces of 16 KiB, and the result out of it;
`encrypt_in_place` works on a buffer that lies there, as one chain.

| block | request | descriptors | bytes per descriptor | instructions | per byte |
| ---: | --- | ---: | ---: | ---: | ---: |
"""


def page(found: Iterable[Request], file: Path) -> str:
    """The table as Markdown."""
    return _HEAD.format(file=file) + "".join(map(_row, found))


def _row(request: Request) -> str:
    sizes = sorted(set(request.descriptors), reverse=True)
    cells = [
        f"{request.size:,}", KINDS[request.kind], f"{len(request.descriptors):,}",
        ", ".join(f"{size:,}" for size in sizes), f"{request.instructions:,}",
        f"{request.instructions / request.size:.2f}",
    ]
    return "| " + " | ".join(cells) + " |\n"


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.descriptors", description=__doc__)
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the table to a file")
    options = parser.parse_args(arguments)
    found = requests()
    if options.table:
        options.table.write_text(page(found, options.table), encoding="utf-8")
    else:
        print("".join(map(_row, found)), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
