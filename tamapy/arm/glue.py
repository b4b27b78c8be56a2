"""The instructions LLVM cannot make for us, encoded (ARM DDI 0406C, chapters A8 and B9).

A row is a word in hexadecimal, the instruction as a disassembler writes it, and the
symbol a branch or literal refers to. Branch targets count from the routine's start.
"""

from __future__ import annotations

import inspect
from types import ModuleType

from tamapy.metal.glue import Glue

Rows = list[tuple[str, str, str]]

#: What every processor has; its way from reset and its block operations are apart.
ROWS: dict[str, Rows] = {
    # r0: a stack's upper end; r1: a function that does not return.
    "tamapy.arm.hooks.run_on_stack": [
        ("e1a0d000", "mov sp, r0", ""),
        ("e3a0b000", "mov fp, #0", ""),
        ("e3a0e000", "mov lr, #0", ""),
        ("e12fff11", "bx r1", ""),
    ],
    # In SVC mode the call overwrites lr when no debugger takes it.
    "tamapy.arm.semihosting.semihost": [
        ("e92d4010", "push {r4, lr}", ""),
        ("ef123456", "svc #0x123456", ""),
        ("e8bd8010", "pop {r4, pc}", ""),
    ],
    "tamapy.arm.hooks.call_with_registers": [
        ("e92d4ff8", "push {r3, r4, r5, r6, r7, r8, sb, sl, fp, lr}", ""),
        ("ed2d8b10", "vpush {d8, d9, d10, d11, d12, d13, d14, d15}", ""),
        ("e1a02000", "mov r2, r0", ""),
        ("e1a00001", "mov r0, r1", ""),
        ("e1a0100d", "mov r1, sp", ""),
        ("e12fff32", "blx r2", ""),
        ("e28dd040", "add sp, sp, #0x40", ""),
        ("e8bd8ff8", "pop {r3, r4, r5, r6, r7, r8, sb, sl, fp, pc}", ""),
    ],
    "tamapy.arm.hooks.switch": [
        ("e92d4ff8", "push {r3, r4, r5, r6, r7, r8, sb, sl, fp, lr}", ""),
        ("ed2d8b10", "vpush {d8, d9, d10, d11, d12, d13, d14, d15}", ""),
        ("e580d000", "str sp, [r0]", ""),
        ("e1a0d001", "mov sp, r1", ""),
        ("ecbd8b10", "vpop {d8, d9, d10, d11, d12, d13, d14, d15}", ""),
        ("e8bd8ff8", "pop {r3, r4, r5, r6, r7, r8, sb, sl, fp, pc}", ""),
    ],
    # A new stack holds r4 = argument and r5 = function, and returns here.
    "tamapy.arm.hooks.thread_entry": [
        ("e1a00004", "mov r0, r4", ""),
        ("e12fff35", "blx r5", ""),
        ("e7f000f0", "udf #0", ""),
    ],
    # Reset, undefined, SVC, prefetch abort, data abort, HYP, IRQ, FIQ. The only SVC in an
    # image is the semihosting call: without a debugger it yields -1. The others save
    # (spsr, sp, lr, r0-r12, pc) and report.
    "tamapy.arm.vectors": [
        ("ea000008", "b #0x28", ""),
        ("ea00000b", "b #0x38", ""),
        ("ea000004", "b #0x20", ""),
        ("ea00000e", "b #0x4c", ""),
        ("ea000012", "b #0x60", ""),
        ("ea000003", "b #0x28", ""),
        ("ea000015", "b #0x74", ""),
        ("ea000019", "b #0x88", ""),
        ("e3e00000", "mvn r0, #0", ""),
        ("e1b0f00e", "movs pc, lr", ""),
        ("e24dd004", "sub sp, sp, #4", ""),
        ("e92d5fff", "push {r0, r1, r2, r3, r4, r5, r6, r7, r8, sb, sl, fp, ip, lr}", ""),
        ("e3a00000", "mov r0, #0", ""),
        ("ea000017", "b #0x98", ""),
        ("e24ee004", "sub lr, lr, #4", ""),
        ("e24dd004", "sub sp, sp, #4", ""),
        ("e92d5fff", "push {r0, r1, r2, r3, r4, r5, r6, r7, r8, sb, sl, fp, ip, lr}", ""),
        ("e3a00001", "mov r0, #1", ""),
        ("ea000012", "b #0x98", ""),
        ("e24ee004", "sub lr, lr, #4", ""),
        ("e24dd004", "sub sp, sp, #4", ""),
        ("e92d5fff", "push {r0, r1, r2, r3, r4, r5, r6, r7, r8, sb, sl, fp, ip, lr}", ""),
        ("e3a00003", "mov r0, #3", ""),
        ("ea00000d", "b #0x98", ""),
        ("e24ee008", "sub lr, lr, #8", ""),
        ("e24dd004", "sub sp, sp, #4", ""),
        ("e92d5fff", "push {r0, r1, r2, r3, r4, r5, r6, r7, r8, sb, sl, fp, ip, lr}", ""),
        ("e3a00004", "mov r0, #4", ""),
        ("ea000008", "b #0x98", ""),
        ("e24ee004", "sub lr, lr, #4", ""),
        ("e24dd004", "sub sp, sp, #4", ""),
        ("e92d5fff", "push {r0, r1, r2, r3, r4, r5, r6, r7, r8, sb, sl, fp, ip, lr}", ""),
        ("e3a00006", "mov r0, #6", ""),
        ("ea000003", "b #0x98", ""),
        ("e24ee004", "sub lr, lr, #4", ""),
        ("e24dd004", "sub sp, sp, #4", ""),
        ("e92d5fff", "push {r0, r1, r2, r3, r4, r5, r6, r7, r8, sb, sl, fp, ip, lr}", ""),
        ("e3a00007", "mov r0, #7", ""),
        ("e14f2000", "mrs r2, spsr", ""),
        ("e10f3000", "mrs r3, apsr", ""),
        ("e202101f", "and r1, r2, #0x1f", ""),
        ("e38110c0", "orr r1, r1, #0xc0", ""),
        ("e121f001", "msr cpsr_c, r1", ""),
        ("e1a0400d", "mov r4, sp", ""),
        ("e1a0500e", "mov r5, lr", ""),
        ("e121f003", "msr cpsr_c, r3", ""),
        ("e92d0034", "push {r2, r4, r5}", ""),
        ("e1a0100d", "mov r1, sp", ""),
        ("ebfffffe", "bl", "tamapy.arm.faults.report"),
        ("eafffffe", "b #0xc4", ""),
    ],
    # Tools may set flags in a linked image: see tamapy.arm.settings.
    "__boot_flags": [("00000000", ".word", "")],
}


def assemble(symbol: str, rows: Rows, module: ModuleType, optional: bool = False) -> Glue:
    """A routine ready to be linked; an optional one is left out unless it is called."""
    code = bytearray()
    relocs = []
    for word, mnemonic, target in rows:
        if target:
            relocs.append((len(code), target, "abs" if mnemonic == ".word" else "call"))
        code += int(word, 16).to_bytes(4, "little")
    line = _line_of(symbol, module)
    return Glue(symbol, bytes(code), relocs, module.__file__ or "", line, optional)


def _line_of(symbol: str, module: ModuleType) -> int:
    source, _ = inspect.findsource(module)
    for i, text in enumerate(source):
        if f'"{symbol}": [' in text:
            return i + 1
    return 1


def all_glue(*modules: ModuleType, optional: bool = False) -> list[Glue]:
    """Every routine of some modules, in their order: the entry has to come first."""
    return [
        assemble(symbol, rows, module, optional)
        for module in modules for symbol, rows in module.ROWS.items()
    ]
