"""Masking interrupts, and their mode's stack, encoded like :mod:`tamapy.arm.glue`.

An image has these routines only if it calls them.
"""

from __future__ import annotations

ROWS: dict[str, list[tuple[str, str, str]]] = {
    "tamapy.arm.irq.mask": [
        ("f10c0080", "cpsid i", ""),
        ("e12fff1e", "bx lr", ""),
    ],
    "tamapy.arm.irq.unmask": [
        ("f1080080", "cpsie i", ""),
        ("e12fff1e", "bx lr", ""),
    ],
    "tamapy.arm.irq.hold": [
        ("e10f0000", "mrs r0, apsr", ""),
        ("f10c0080", "cpsid i", ""),
        ("e12fff1e", "bx lr", ""),
    ],
    "tamapy.arm.irq.release": [
        ("e121f000", "msr cpsr_c, r0", ""),
        ("e12fff1e", "bx lr", ""),
    ],
    # r0: the upper end of the stack of IRQ mode.
    "tamapy.arm.irq.set_stack": [
        ("e10f1000", "mrs r1, apsr", ""),
        ("f1020012", "cps #0x12", ""),
        ("e1a0d000", "mov sp, r0", ""),
        ("e121f001", "msr cpsr_c, r1", ""),
        ("e12fff1e", "bx lr", ""),
    ],
}
