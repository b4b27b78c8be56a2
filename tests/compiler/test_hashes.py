"""The build knows the target's hashes: tables are made with them, and objects keep them."""

from pathlib import Path

import pytest

from tamapy.compiler.load.guards import Texts, make_builtins
from tamapy.runtime.hashing import host_hash
from tests.compiler.hashes import KEYS
from tests.worlds import CAN_RUN, run


@pytest.mark.parametrize(("world", "bits"), [("native", 64), ("emulator", 32)])
def test_as_the_target(world: str, bits: int, tmp_path: Path) -> None:
    """What the build computes is what a program prints."""
    if not CAN_RUN[world]:
        pytest.skip("runs Linux executables")
    printed = run(Path(__file__).parent / "hashes.py", world, tmp_path).output.splitlines()
    assert printed == [
        f"{host_hash((key,), bits)} {host_hash(key, bits) & 0x3FFFFFFF}" for key in KEYS
    ]


class _Tag:
    def __init__(self, *parts: object) -> None:
        self.parts = parts

    def __hash__(self) -> int:
        return 5

    __eq__ = object.__eq__


def test_objects_that_keep_hashes() -> None:
    """``hash`` of modules that are imported by the build is the target's."""
    for bits in 32, 64:
        module, _, _ = make_builtins(Texts(), lambda *arguments: None, bits)
        hash_ = vars(module)["hash"]
        assert hash_(("a", 1.5)) == host_hash(("a", 1.5), bits)
        assert hash_((_Tag(), 1)) == host_hash((5, 1), bits)
        assert hash_(_Tag()) == 5
        with pytest.raises(TypeError, match="unhashable"):
            hash_(([],))
