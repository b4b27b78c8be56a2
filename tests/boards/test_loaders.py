"""Images start from every state that a loader may leave: HYP or SVC, MMU and caches on or off.

In place of a loader, words that QEMU starts: they make the state and jump to the image's entry.
"""

import shutil
import struct
import subprocess

import capstone
import pytest

from tamapy.board import pi1, pi2
from tamapy.emulator import qemu
from tests.emulator.images import build

#: One worker for all, so that an image is built once.
pytestmark = pytest.mark.xdist_group("loaders")

ENTRY = 0x10000
LOADER = 0x04000000
#: Where the image is going to have its own tables, as a loader with tables there would have it.
TABLE, HYP_TABLE = 0x4000, 0x8000
MB, GB = 1 << 20, 1 << 30
PROGRAM = """\
import threading, time
begin = time.monotonic()
thread = threading.Thread(target=time.sleep, args=(0.05,))
thread.start()
thread.join()
print(sum(i * 1.5 for i in range(10)), 0.05 <= time.monotonic() - begin < 5)
"""

# From the secure SVC mode of reset to HYP mode, where VFP and NEON, the physical timer and writes
# to the registers of the MMU are kept from other modes (ARM DDI 0406C, B4.1: HCPTR, CNTHCTL,
# HCR.TVM).
TO_HYP = [
    ("f1020016", "cps #0x16"),
    ("e3a00b03", "mov r0, #0xc00"),
    ("ee010f51", "mcr p15, #0, r0, c1, c1, #2"),
    ("e3a00c01", "mov r0, #0x100"),
    ("e3800001", "orr r0, r0, #1"),
    ("ee010f11", "mcr p15, #0, r0, c1, c1, #0"),
    ("f57ff06f", "isb sy"),
    ("e30001da", "movw r0, #0x1da"),
    ("e16ff000", "msr spsr_fsxc, r0"),
    ("e1a0e00f", "mov lr, pc"),
    ("e28ee004", "add lr, lr, #4"),
    ("e1b0f00e", "movs pc, lr"),
    ("e3a00b03", "mov r0, #0xc00"),
    ("ee810f51", "mcr p15, #4, r0, c1, c1, #2"),
    ("e3a00000", "mov r0, #0"),
    ("ee8e0f11", "mcr p15, #4, r0, c14, c1, #0"),
    ("e3a00301", "mov r0, #0x4000000"),
    ("ee810f11", "mcr p15, #4, r0, c1, c1, #0"),
    ("f57ff06f", "isb sy"),
]
# HYP mode's MMU and caches on, with long descriptors.
HYP_MMU = [
    ("e3a000ff", "mov r0, #0xff"),
    ("ee8a0f12", "mcr p15, #4, r0, c10, c2, #0"),
    ("e3a00102", "mov r0, #0x80000000"),
    ("ee820f50", "mcr p15, #4, r0, c2, c0, #2"),
    ("e3a00902", "mov r0, #0x8000"),
    ("e3a01000", "mov r1, #0"),
    ("ec410f42", "mcrr p15, #4, r0, r1, c2"),
    ("ee881f17", "mcr p15, #4, r1, c8, c7, #0"),
    ("f57ff04f", "dsb sy"),
    ("ee910f10", "mrc p15, #4, r0, c1, c0, #0"),
    ("e3800a01", "orr r0, r0, #0x1000"),
    ("e3800005", "orr r0, r0, #5"),
    ("ee810f10", "mcr p15, #4, r0, c1, c0, #0"),
    ("f57ff06f", "isb sy"),
]
# SVC mode's, on either processor.
MMU = [
    ("e3a00000", "mov r0, #0"),
    ("ee020f50", "mcr p15, #0, r0, c2, c0, #2"),
    ("ee080f17", "mcr p15, #0, r0, c8, c7, #0"),
    ("e3a00901", "mov r0, #0x4000"),
    ("ee020f10", "mcr p15, #0, r0, c2, c0, #0"),
    ("e3a00001", "mov r0, #1"),
    ("ee030f10", "mcr p15, #0, r0, c3, c0, #0"),
    ("ee110f10", "mrc p15, #0, r0, c1, c0, #0"),
    ("e3800b06", "orr r0, r0, #0x1800"),
    ("e3800502", "orr r0, r0, #0x800000"),
    ("e3800005", "orr r0, r0, #5"),
    ("ee010f10", "mcr p15, #0, r0, c1, c0, #0"),
    ("e3a00000", "mov r0, #0"),
    ("ee070f95", "mcr p15, #0, r0, c7, c5, #4"),
]
GO = [
    ("e3a00801", "mov r0, #0x10000"),
    ("e12fff10", "bx r0"),
]


def table():
    """Sections, flat, of normal memory with caches that all may read, write and execute."""
    return b"".join(struct.pack("<I", i * MB | 0x1C0E) for i in range(4096))


def hyp_table():
    """The same as long descriptors: four blocks of a gigabyte."""
    return b"".join(struct.pack("<Q", i * GB | 0x741) for i in range(4))


STATES = {
    "svc": (pi2, (GO,)), "svc, mmu": (pi2, (MMU, GO)), "hyp": (pi2, (TO_HYP, GO)),
    "hyp, mmu": (pi2, (TO_HYP, HYP_MMU, GO)), "arm1176": (pi1, (GO,)),
    "arm1176, mmu": (pi1, (MMU, GO)),
}


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    """The program for a board, built once."""
    made = {}
    path = tmp_path_factory.mktemp("loaders") / "app.py"
    path.write_text(PROGRAM)

    def image(board):
        if board not in made:
            made[board] = build(path, board=board)
        return made[board]

    return image


@pytest.mark.parametrize("rows", [TO_HYP, HYP_MMU, MMU, GO])
def test_words_are_what_they_say(rows):
    disassembler = capstone.Cs(capstone.CS_ARCH_ARM, capstone.CS_MODE_ARM)
    for word, text in rows:
        found, = disassembler.disasm(int(word, 16).to_bytes(4, "little"), 0)
        assert f"{found.mnemonic} {found.op_str}" == text


@pytest.mark.skipif(shutil.which(qemu.PROGRAM) is None, reason="QEMU is not installed")
@pytest.mark.parametrize("state", STATES)
def test_a_state_that_a_loader_leaves(images, tmp_path, state):
    board, parts = STATES[state]
    words = [int(word, 16) for rows in parts for word, _ in rows]
    files = {"loader": struct.pack(f"<{len(words)}I", *words), "table": table(),
             "hyp": hyp_table(), "app.elf": images(board)}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    command = qemu.command(str(tmp_path / "app.elf"), 0, False, board.NAME)
    for name, address, more in (
        ("table", TABLE, ""), ("hyp", HYP_TABLE, ""), ("loader", LOADER, ",cpu-num=0"),
    ):
        command += ["-device", f"loader,file={tmp_path / name},addr={address},force-raw=on{more}"]
    result = subprocess.run(command, input=b"\x04", stdout=subprocess.PIPE, timeout=60)
    assert (result.stdout.split(), result.returncode) == ([b"67.5", b"True"], 0)
