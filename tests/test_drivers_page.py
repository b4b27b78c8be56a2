"""docs/drivers.md is what tools/drivers.py makes of the sources."""

import re

from tools.drivers import BLOCKS, PAGE, PARTLY, ROOT, YES, page, sources


def test_the_page_is_up_to_date():
    assert PAGE.read_text() == page(), "run python -m tools.drivers"


def test_every_driver_is_in_it():
    listed = {path.parent for block in BLOCKS for path in sources(block.driver)}
    directories = {
        path.parent for vendor in ("nxp", "broadcom", "arm")
        for path in (ROOT / "tamapy" / "soc" / vendor).glob("*/__init__.py")
    }
    assert not directories - listed


def test_what_it_says_of_qemu_goes_with_the_tests():
    """A block that QEMU has is tested there."""
    for line in page().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 11 and re.fullmatch(r"\d+", cells[1]):
            assert int(cells[7]) and int(cells[8]), line
            assert bool(int(cells[9])) == (cells[10] in (YES, PARTLY)), line
