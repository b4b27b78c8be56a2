"""The way into the handler of interrupts and back, and to the monitor, encoded like
:mod:`tamapy.arm.glue`.

An image has these routines only if it calls them.
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
        ("ed6d0b20", "vpush {d16, d17, d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, "
         "d29, d30, d31}", ""),
        ("e92d0003", "push {r0, r1}", ""),
        ("ebfffffe", "bl", "tamapy.arm.irq.handle"),
        ("e8bd0003", "pop {r0, r1}", ""),
        ("ecfd0b20", "vpop {d16, d17, d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, "
         "d29, d30, d31}", ""),
        ("ecbd0b10", "vpop {d0, d1, d2, d3, d4, d5, d6, d7}", ""),
        ("eee10a10", "vmsr fpscr, r0", ""),
        ("e8fd900f", "ldm sp!, {r0, r1, r2, r3, ip, pc} ^", ""),
    ],
    # SMC is the only exception that comes here; the answer is that nothing is supported.
    "tamapy.arm.security.monitor": [
        ("e7f000f0", "udf #0", ""),
        ("e7f000f0", "udf #0", ""),
        ("ea000004", "b #0x20", ""),
        ("e7f000f0", "udf #0", ""),
        ("e7f000f0", "udf #0", ""),
        ("e7f000f0", "udf #0", ""),
        ("e7f000f0", "udf #0", ""),
        ("e7f000f0", "udf #0", ""),
        ("e3e00000", "mvn r0, #0", ""),
        ("e1b0f00e", "movs pc, lr", ""),
    ],
    "tamapy.arm.security.smc": [
        ("e1600070", "smc #0", ""),
        ("e12fff1e", "bx lr", ""),
    ],
}
