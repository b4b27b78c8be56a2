"""What images have in files: those named, metadata of distributions, data in packages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tamapy.compiler.load import LoadError, World
from tamapy.compiler.load.distributions import Distribution


def content(world: World, path: str) -> bytes | None:
    """The content of a file of a world, ``None`` if it is not there."""
    try:
        return world.modules["_memfs"].find(path).data
    except OSError:
        return None


def install(directory: Path, name: str, **files: str) -> Path:
    """Write the metadata of a distribution."""
    place = directory / name
    place.mkdir(parents=True)
    for file, text in files.items():
        (place / file.replace("_txt", ".txt")).write_text(text)
    return place


def test_files_named_by_patterns(app, tmp_path) -> None:
    (tmp_path / "data" / "deep").mkdir(parents=True)
    for name in "a.txt", "b.bin", "deep/c.txt":
        (tmp_path / "data" / name).write_text(name)
    app.write(
        helper="import os\nHERE = os.path.dirname(__file__)\n"
        "found = sorted(os.listdir(os.path.join(HERE, 'data')))\n"
        "text = os.read(os.open(os.path.join(HERE, 'data/a.txt'), os.O_RDONLY), 9)\n"
    )
    world = app.load("import helper\n", files=["data/**/*.txt"])
    assert content(world, "/app/data/deep/c.txt") == b"deep/c.txt"
    assert world.modules["helper"].found == ["a.txt", "deep"]
    assert world.modules["helper"].text == b"a.txt" and not world.boot
    with pytest.raises(LoadError, match="no file matches 'nothing'"):
        app.load("import os\n", files=["data/*", "nothing"])


def test_what_is_not_there_may_be_there_at_boot(app) -> None:
    app.write(helper="import os\ntry: os.open('/tmp/x', os.O_RDONLY)\nexcept OSError: pass\n")
    assert app.load("import helper\n").boot_names() == ["helper"]


def test_a_file_of_the_image_is_changed_by_writing(app, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("first")
    memory = app.load("import os\n", files=["a.txt"]).modules["_memfs"]
    node = memory.find("/app/a.txt")
    opened = memory.OpenFile(node, memory.O_RDWR)
    assert isinstance(node.data, bytes) and node.read_file(opened, 2) == b"fi"
    node.write_file(opened, b"ne")
    assert node.data == b"finet"
    memory.truncate(node, 3)
    assert node.data == b"fin"


def test_metadata_of_what_is_imported(app, tmp_path) -> None:
    site = tmp_path / "site"
    for name in "used", "unused", "tool":
        site.joinpath(name).mkdir(parents=True)
        (site / name / "__init__.py").write_text("")
    (site / "used" / "plugin.py").write_text("")
    points = "[group]\na = used.plugin:run\nb = used.lost\n[other]\nc = unused:x\n"
    install(site, "used-1.dist-info", METADATA="Name: used\nVersion: 1\n",
            entry_points_txt=points, RECORD="used/__init__.py,,\nused-1.dist-info/METADATA,,\n",
            direct_url_json="{}")
    install(site, "unused-2.dist-info", METADATA="Name: unused\n", top_level_txt="unused\n")
    install(site, "tool.egg-info", **{"PKG-INFO": "Version: 3\n"}, top_level_txt="tool\n")
    use = "import used, tool\n"
    asking = "from importlib import metadata\ndef f(): metadata.entry_points(group='group')\n"
    world = app.load(use + asking, packages=[str(site)])
    places = "/usr/lib/python3.11/site-packages"
    assert content(world, f"{places}/used-1.dist-info/METADATA") == b"Name: used\nVersion: 1\n"
    assert content(world, f"{places}/tool.egg-info/PKG-INFO") == b"Version: 3\n"
    for lacking in "used-1.dist-info/direct_url.json", "unused-2.dist-info":
        assert content(world, f"{places}/{lacking}") is None
    assert "used.plugin" in world.modules and "used.lost" in world.unavailable
    world = app.load(use + "import os\n", packages=[str(site)])
    assert content(world, f"{places}/tool.egg-info/PKG-INFO") is None
    assert "used.plugin" not in world.modules


def test_a_version_is_known_while_modules_are_imported(app, tmp_path) -> None:
    install(tmp_path, "helper-4.dist-info", METADATA="Version: 4\n", top_level_txt="helper\n")
    app.write(helper="from importlib.metadata import version\n__version__ = version('helper')\n")
    world = app.load("import helper\n")
    assert world.modules["helper"].__version__ == "4" and not world.boot


def test_data_in_packages(app, tmp_path) -> None:
    app.write(parcel____init__="", parcel__code="")
    for name in "words.txt", "code.pyi", ".hidden", "deep/more.txt", "inner/__init__.py", "inner/x":
        path = tmp_path / "parcel" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    world = app.load("import parcel\nfrom importlib import resources\n")
    assert content(world, "/app/parcel/words.txt") == b"words.txt"
    assert content(world, "/app/parcel/deep/more.txt") == b"deep/more.txt"
    for lacking in "code.py", "code.pyi", ".hidden", "inner/x":
        assert content(world, f"/app/parcel/{lacking}") is None
    assert content(app.load("import parcel, os\n"), "/app/parcel/words.txt") is None


def test_what_a_distribution_installs(tmp_path) -> None:
    record = 'one/__init__.py,sha256=x,3\n"two.py",,\n../bin/tool,,\none-1.dist-info/RECORD,,\n'
    found = Distribution(str(install(tmp_path, "one-1.dist-info", RECORD=record)))
    assert {"one", "two"} <= found.top_levels()
    assert list(found.entry_points("any")) == [] and list(found.files()) == []
