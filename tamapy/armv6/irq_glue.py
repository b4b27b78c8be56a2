"""The way into the handler of interrupts and back on the ARM1176, whose VFP has 16 registers.

Encoded like :mod:`tamapy.arm.glue`; an image has it only if it calls it.
"""

from __future__ import annotations

ROWS: dict[str, list[tuple[str, str, str]]] = {
    # Other exceptions go to the entries of tamapy.arm.vectors with the same numbers. An
    # interrupt is handled in IRQ mode, on that mode's stack, with interrupts masked. Saved is
    # what a called function may change (AAPCS32, 6.1.1 and 6.1.2); the handler keeps the rest.
    "tamapy.arm.irq.vectors": [
        ("eafffffe", "b", "tamapy.arm.vectors"),
        ("eaffffff", "b", "tamapy.arm.vectors"),
        ("ea000000", "b", "tamapy.arm.vectors"),
        ("ea000001", "b", "tamapy.arm.vectors"),
        ("ea000002", "b", "tamapy.arm.vectors"),
        ("ea000003", "b", "tamapy.arm.vectors"),
        ("ea000000", "b #0x20", ""),
        ("ea000005", "b", "tamapy.arm.vectors"),
        ("e24ee004", "sub lr, lr, #4", ""),
        ("e92d500f", "push {r0, r1, r2, r3, ip, lr}", ""),
        ("eef10a10", "vmrs r0, fpscr", ""),
        ("ed2d0b10", "vpush {d0, d1, d2, d3, d4, d5, d6, d7}", ""),
        ("e92d0003", "push {r0, r1}", ""),
        ("ebfffffe", "bl", "tamapy.arm.irq.handle"),
        ("e8bd0003", "pop {r0, r1}", ""),
        ("ecbd0b10", "vpop {d0, d1, d2, d3, d4, d5, d6, d7}", ""),
        ("eee10a10", "vmsr fpscr, r0", ""),
        ("e8fd900f", "ldm sp!, {r0, r1, r2, r3, ip, pc} ^", ""),
    ],
}
