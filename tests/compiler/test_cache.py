"""What builds keep for each other never shows in an image."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tamapy.cli.boards import find_board
from tamapy.cli.builds import start_build
from tamapy.cli.settings import Settings
from tamapy.compiler import cache
from tamapy.compiler.garbage import collector_paused
from tamapy.compiler.load import loader
from tamapy.compiler.load.sources import Sources

BOARD = "linux-amd64"
FILES = {
    "main.py": "from helper import Point, scale\nprint(scale(Point(3)))\n",
    "helper.py": (
        "from sizes import Size\nFACTOR = 2\n\n\nclass Point:\n    unit = 'm'\n\n"
        "    def __init__(self, x):\n        self.x = x\n\n\n"
        "def scale(point, by=FACTOR):\n"
        "    return Size(point.x * by, point.unit)\n"
    ),
    "sizes.py": "class Size(tuple):\n    def __new__(cls, *parts):\n"
                "        return super().__new__(cls, parts)\n",
}
#: One after the other: a file, what stands in it, what comes in its place.
EDITS = [
    ("helper.py", "point.x * by", "point.x + by"),  # a function
    ("helper.py", "by=FACTOR", "by=7"),  # a default
    ("helper.py", "unit = 'm'", "unit = 'cm'"),  # an attribute of a class
    ("helper.py", "FACTOR = 2", "FACTOR = 3"),  # a constant
    ("sizes.py", "Size(tuple)", "Size(list)"),  # a type in another module
]


def product(app: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...]:
    """What the linker gets: texts of all shards, and the frozen data."""
    monkeypatch.setenv("TAMAPY_CACHE", str(kept))
    monkeypatch.setattr(loader, "_sources", Sources())  # as in a process of its own
    build = start_build(str(app), find_board(BOARD), Settings(board=BOARD), lambda stage: None)
    with collector_paused():
        build.close()
        build.lower()
        writer = build.arrange()
        build.freeze_places()
    blobs = build.program.freezer.blobs.values()
    return (
        [writer.text(m) for m in writer.modules()],
        [(bytes(b.data), b.symbols, b.sizes, b.relocs) for b in blobs],
    )


def test_a_build_after_an_edit_equals_a_first_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tmp_path / "app"
    app.mkdir()
    for name, text in FILES.items():
        (app / name).write_text(text)
    before = None
    for number, (name, old, new) in enumerate(EDITS):
        path = app / name
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))
        warm = product(app / "main.py", tmp_path / "kept", monkeypatch)
        assert warm == product(app / "main.py", tmp_path / f"fresh{number}", monkeypatch)
        assert warm != before
        before = warm


def test_an_image_does_not_depend_on_how_many_build_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    images = []
    for jobs in ("1", "3"):
        monkeypatch.setenv("TAMAPY_JOBS", jobs)
        settings = Settings(board=BOARD)
        app = str(tmp_path / "main.py")
        build = start_build(app, find_board(BOARD), settings, lambda stage: None)
        images.append(build.run().elf())
    assert images[0] == images[1]


def test_products_are_told_apart_by_all_their_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAMAPY_CACHE", str(tmp_path))
    places = {
        cache.place_of("kind", *parts)
        for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("a", "b", "c"), ("abc", ""))
    }
    assert len(places) == 5
    place = cache.place_of("kind", "a")
    assert cache.find(place) is None
    cache.keep(place, b"content")
    assert cache.find(place) == b"content"
    assert [p.name for p in place.parent.iterdir()] == [place.name]
