"""What the DCP is given for a request."""

from __future__ import annotations

from pathlib import Path

from tests.descriptors.__main__ import page
from tests.descriptors.running import KINDS, requests


def test_descriptors_of_requests() -> None:
    found = {(each.kind, each.size): each for each in requests(0)}
    for size in (16, 512, 4096, 16384):
        assert found["bytes", size].descriptors == [size]
        assert found["memory", size].descriptors == [size]
    assert found["bytes", 65536].descriptors == [16384] * 4
    assert found["memory", 65536].descriptors == [65536]
    assert found["sectors", 4096].descriptors == [512] * 8
    assert found["sectors", 65536].descriptors == [512] * 128
    assert all(each.instructions > 0 for each in found.values())
    # What is in place is not copied: the work does not grow with the size.
    assert found["memory", 65536].instructions < 2 * found["memory", 16].instructions
    assert found["bytes", 65536].instructions > found["memory", 65536].instructions


def test_the_table_has_a_row_for_each() -> None:
    found = requests(0)
    rows = page(found, Path("FILE")).split("| ---: |\n")[1].splitlines()
    assert len(rows) == len(found)
    assert all(row.count("|") == 7 for row in rows)
    assert {each.kind for each in found} == set(KINDS)
