"""What is written to coprocessor 15 when the ARM1176's MMU is switched on."""

import pytest

from tamapy.armv6 import mmu
from tamapy.metal import Ptr, intrinsics, u32, usize

SCTLR = (1, 0, 0)
RESET = 0x00050078  # 3.2.7 Control Register: the value after reset


@pytest.fixture
def written(monkeypatch):
    found = []
    handlers = {
        "mcr": lambda cp, op1, value, crn, crm, op2: found.append(
            ((int(crn), int(crm), int(op2)), int(value))
        ),
        "mrc": lambda cp, op1, crn, crm, op2: u32(RESET | 1 << 13),
        "dsb": lambda: None, "isb": lambda: None,
    }
    monkeypatch.setattr(intrinsics, "_handlers", handlers)
    mmu.tables.level1 = Ptr[u32](usize(0x4000))
    return found


def test_control_register(written):
    mmu.enable()
    register, control = written[-1]
    assert register == SCTLR
    assert control & 0x1805 == 0x1805  # instruction cache, prediction, data cache, MMU
    assert control >> 22 & 3 == 3  # unaligned access, descriptors of ARMv6
    assert control & (1 << 13 | 1 << 1 | 1 << 8 | 1 << 9) == 0  # V, A, S, R
    assert control & 0x78 == 0x78


def test_caches_come_before_it(written):
    mmu.enable()
    registers = [register for register, _ in written]
    assert registers.count((7, 5, 0)) == 4  # erratum 411920
    assert registers.index((7, 6, 0)) < registers.index(SCTLR)
    assert ((2, 0, 0), 0x4000) in written
