"""Source, then the intermediate code it must become: a file ``<construct>.ir`` each.

``REGENERATE=1 python -m pytest tests/compiler/golden`` writes the files anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import FunctionType

import pytest
from constructs import CONSTRUCTS

from tamapy.compiler.ir.pretty import function_text
from tests.compiler.intermediate import functions_of

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct(name: str, tmp_path: Path) -> None:
    """The code is what the file says."""
    source = CONSTRUCTS[name]
    code = "\n\n".join(function_text(f) for f in functions_of(source, tmp_path))
    text = f"{source}----\n{code}\n"
    path = HERE / f"{name}.ir"
    if os.environ.get("REGENERATE"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_no_file_without_a_construct() -> None:
    """A construct that was renamed takes its file along."""
    assert {path.stem for path in HERE.glob("*.ir")} == set(CONSTRUCTS)


def test_functions_only() -> None:
    """Each source defines ``f``."""
    for name, source in CONSTRUCTS.items():
        space: dict[str, object] = {}
        exec(source, space)
        assert isinstance(space["f"], FunctionType), name
