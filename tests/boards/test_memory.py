"""Large blocks come and go on the Raspberry Pi, where memory starts at 0."""

import pytest

from tests.worlds import CAN_RUN, run

PROGRAM = """\
blocks = []
for number in range(40):
    block = bytearray(8 << 20)
    block[0] = block[-1] = number
print(block[0])
try:
    while True:
        blocks.append(bytearray(1 << 20))
except MemoryError:
    count = len(blocks)
    blocks.clear()
print(20 < count < 64)
"""


@pytest.mark.parametrize("world", ["pi1-qemu", "pi2-qemu", "pi2-emulator"])
def test_what_looks_like_an_address_keeps_nothing(world, tmp_path):
    """Sizes and counts on the stack are far from the heap's addresses."""
    if not CAN_RUN[world]:
        pytest.skip("qemu-system-arm is not installed; tools/setup installs it")
    path = tmp_path / "blocks.py"
    path.write_text(PROGRAM)
    got = run(path, world, tmp_path, ram=64 << 20)
    assert (got.output, got.status) == ("39\nTrue\n", 0)
