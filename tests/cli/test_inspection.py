"""``tamapy inspect``: every byte of code has an origin and a line."""

from __future__ import annotations

import pytest

from tamapy.cli.inspection import inspect_elf, origin_of_file
from tamapy.compiler.errors import CompileError
from tests.worlds import ROOT, image

HELLO = ROOT / "tests" / "cli" / "hello.py"


@pytest.fixture(scope="module", params=[("usbarmory-mk2", 0), ("linux-amd64", 0)])
def inspection(request):
    """The inspection of a small program's image."""
    board, optimise = request.param
    return inspect_elf(image(HELLO, board, optimise))


def test_every_byte_of_code_maps_to_a_line_of_python(inspection) -> None:
    """The third promise."""
    assert [f.name for f in inspection.functions if f.unmapped] == []
    assert inspection.share == 100
    assert inspection.code["application"] > 0 and inspection.code["glue"] > 0


def test_all_bytes_are_counted(inspection) -> None:
    """Nothing is counted twice or left out."""
    assert sum(inspection.code.values()) == inspection.sections[".text"]
    assert sum(inspection.data.values()) == sum(
        inspection.sections[name] for name in (".rodata", ".data", ".bss")
    )


def test_functions_that_touch_raw_memory_lie_in_trusted_rooms(inspection) -> None:
    """And only there."""
    files = {filename for _, filename, _ in inspection.raw}
    assert files and all(
        f.startswith(("/usr/lib/tamapy/runtime/", "/usr/lib/tamapy/arm/", "/usr/lib/tamapy/amd64/",
                      "/usr/lib/tamapy/board/", "/usr/lib/tamapy/reg.py"))
        for f in files
    )


def test_places_are_not_those_of_the_build_machine(inspection) -> None:
    """Files are shown where they pretend to be installed."""
    assert {f.filename for f in inspection.functions if not f.filename.startswith("/usr/lib/")} == {
        "tests/cli/hello.py"
    }


@pytest.mark.parametrize(("filename", "origin"), [
    ("app.py", "application"), ("/usr/lib/python3.11/json/decoder.py", "CPython's Lib"),
    ("/usr/lib/python3.11/site-packages/six.py", "PyPI package"),
    ("/usr/lib/tamapy/lib/time.py", "tamapy.lib"), ("/usr/lib/tamapy/runtime/heap.py", "runtime"),
    ("/usr/lib/tamapy/soc/nxp/uart/__init__.py", "drivers"), ("/usr/lib/tamapy/reg.py", "drivers"),
])
def test_origins(filename: str, origin: str) -> None:
    """By the name of the file."""
    assert origin_of_file(filename) == origin


def test_what_is_no_image_is_refused() -> None:
    """With a message, not a traceback."""
    with pytest.raises(CompileError, match="not an ELF file"):
        inspect_elf(b"hello")
