"""Functions that delete variables or collect keep nothing alive; optimised, as users build."""

from pathlib import Path

import pytest

from tests.worlds import CAN_RUN, check


@pytest.mark.skipif(not CAN_RUN["native"], reason="runs Linux executables")
def test_deleted_objects_are_gone(tmp_path: Path) -> None:
    """Weak references tell."""
    check(Path(__file__).parent / "lifetimes.py", "native", tmp_path, optimise=2)
