"""What the architecture supplies: as on bare ARM, without what only a whole machine has."""

import sys

from tamapy.arm import blocks, glue, helpers, names
from tamapy.arm.hooks import (
    FRAME_WORDS,
    call_with_registers,
    prepare_stack,
    saved_frame,
    switch,
    thread_entry,
    thread_entry_address,
)
from tamapy.metal import extern, isize, usize

ENTRY = "_start"
ROOTS = helpers.ROOTS

ROWS: dict[str, glue.Rows] = {
    "_start": [
        ("e1a0000d", "mov r0, sp", ""),
        ("e3a0b000", "mov fp, #0", ""),
        ("e3a0e000", "mov lr, #0", ""),
        ("e3cdd007", "bic sp, sp, #7", ""),
        ("ebfffffe", "bl", "tamapy.amd64.start.start"),
        ("e7f000f0", "udf #0", ""),
    ],
    # The number in r7, arguments in r0 to r5 (Linux, "syscall(2)": arm/EABI).
    "tamapy.board.under_linux.hooks.syscall": [
        ("e92d40b0", "push {r4, r5, r7, lr}", ""),
        ("e1a07000", "mov r7, r0", ""),
        ("e1a00001", "mov r0, r1", ""),
        ("e1a01002", "mov r1, r2", ""),
        ("e1a02003", "mov r2, r3", ""),
        ("e59d3010", "ldr r3, [sp, #0x10]", ""),
        ("e59d4014", "ldr r4, [sp, #0x14]", ""),
        ("e59d5018", "ldr r5, [sp, #0x18]", ""),
        ("ef000000", "svc #0", ""),
        ("e8bd80b0", "pop {r4, r5, r7, pc}", ""),
    ],
}
_TAKEN = (call_with_registers, switch, thread_entry)
GLUE = [
    *glue.all_glue(sys.modules[__name__]),
    *(
        glue.assemble(symbol, glue.ROWS[symbol], glue)
        for symbol in (f"{f.__module__}.{f.__qualname__}" for f in _TAKEN)
    ),
    *glue.all_glue(blocks, names),
]


@extern
def syscall(n: usize, a: usize, b: usize, c: usize, d: usize, e: usize, f: usize) -> isize:
    """A raw system call: number and six arguments; a result from -4095 to -1 is an error."""


__all__ = [
    "ENTRY", "FRAME_WORDS", "GLUE", "ROOTS", "call_with_registers", "prepare_stack",
    "saved_frame", "switch", "syscall", "thread_entry", "thread_entry_address",
]
