"""Switching the ARM1176's memory management unit and caches on.

ARM1176: ARM1176JZF-S Technical Reference Manual, ARM DDI 0301H, chapters 3 and 6. Translation
tables are those of :mod:`tamapy.arm.mmu`: with SCTLR.XP the descriptors mean the same.
"""

from tamapy.arm.mmu import (
    SCTLR_A,
    SCTLR_AFE,
    SCTLR_C,
    SCTLR_EE,
    SCTLR_I,
    SCTLR_M,
    SCTLR_TRE,
    SCTLR_V,
    SCTLR_Z,
    tables,
)
from tamapy.metal import dsb, isb, mcr, metal, mrc, u32

# 3.2.7 Control Register, ARM1176
SCTLR_S = 1 << 8
SCTLR_R = 1 << 9
SCTLR_U = 1 << 22  # loads and stores of words and halfwords may be unaligned
SCTLR_XP = 1 << 23  # descriptors of ARMv6: no subpages, execute-never


@metal
def enable() -> None:
    """Switch the MMU, both caches and branch prediction on."""
    # 3.2.22 Cache operations, ARM1176
    mcr(15, 0, 0, 7, 6, 0)  # the data cache holds nothing
    invalidate_instruction_cache()
    mcr(15, 0, 0, 7, 5, 6)  # branch targets
    mcr(15, 0, 0, 8, 7, 0)  # both TLBs (3.2.24)
    mcr(15, 0, 0, 2, 0, 2)  # TTBCR: TTBR0 alone
    # Table walks go past the caches (3.2.13), so the tables have to be in memory: they are, for
    # the caches are off still.
    mcr(15, 0, u32(tables.level1.addr), 2, 0, 0)
    mcr(15, 0, 1, 3, 0, 0)  # DACR: domain 0 obeys the descriptors
    dsb()
    isb()
    control = mrc(15, 0, 1, 0, 0)
    control &= ~u32(
        SCTLR_A | SCTLR_S | SCTLR_R | SCTLR_V | SCTLR_EE | SCTLR_TRE | SCTLR_AFE
    )
    control |= SCTLR_M | SCTLR_C | SCTLR_Z | SCTLR_I | SCTLR_U | SCTLR_XP
    mcr(15, 0, control, 1, 0, 0)
    isb()


@metal
def invalidate_instruction_cache() -> None:
    """Forget the instruction cache.

    Erratum 411920: one such operation can fail, four do not if at least eleven instructions
    follow that do nothing (torvalds/linux, arch/arm/mm/cache-v6.S).
    """
    for _ in range(4):
        mcr(15, 0, 0, 7, 5, 0)
    for _ in range(11):
        isb()
