"""The instructions LLVM cannot make for us, encoded (ARM DDI 0406C, chapters A8 and B9).

A row is a word in hexadecimal, the instruction as a disassembler writes it, and the
symbol a branch or literal refers to. Branch targets count from the routine's start.
"""

from __future__ import annotations

import inspect
from types import ModuleType

from tamapy.metal.glue import Glue

Rows = list[tuple[str, str, str]]

ROWS: dict[str, Rows] = {
    # Cores other than the first sleep for ever. Whatever mode the loader left (HYP or SVC): to
    # SVC with interrupts masked; the same small stack below __text_start for the exception modes
    # and the way to the real one; VFP and NEON on; bss zeroed.
    "_start": [
        ("ee100fb0", "mrc p15, #0, r0, c0, c0, #5", ""),
        ("e2100003", "ands r0, r0, #3", ""),
        ("0a000001", "beq #0x14", ""),
        ("e320f003", "wfi", ""),
        ("eafffffd", "b #0xc", ""),
        ("e10f0000", "mrs r0, apsr", ""),
        ("e200101f", "and r1, r0, #0x1f", ""),
        ("e351001a", "cmp r1, #0x1a", ""),
        ("1a000005", "bne #0x3c", ""),
        ("e3c0001f", "bic r0, r0, #0x1f", ""),
        ("e38000d3", "orr r0, r0, #0xd3", ""),
        ("e16ff000", "msr spsr_fsxc, r0", ""),
        ("e28f1004", "add r1, pc, #4", ""),
        ("e12ef301", "msr elr_hyp, r1", ""),
        ("e160006e", "eret", ""),
        ("e321f0d3", "msr cpsr_c, #0xd3", ""),
        ("e59f406c", "ldr r4, [pc, #0x6c]", ""),
        ("e2444903", "sub r4, r4, #0xc000", ""),
        ("e321f0d1", "msr cpsr_c, #0xd1", ""),
        ("e1a0d004", "mov sp, r4", ""),
        ("e321f0d2", "msr cpsr_c, #0xd2", ""),
        ("e1a0d004", "mov sp, r4", ""),
        ("e321f0d7", "msr cpsr_c, #0xd7", ""),
        ("e1a0d004", "mov sp, r4", ""),
        ("e321f0db", "msr cpsr_c, #0xdb", ""),
        ("e1a0d004", "mov sp, r4", ""),
        ("e321f0d3", "msr cpsr_c, #0xd3", ""),
        ("e1a0d004", "mov sp, r4", ""),
        ("ee110f50", "mrc p15, #0, r0, c1, c0, #2", ""),
        ("e380060f", "orr r0, r0, #0xf00000", ""),
        ("ee010f50", "mcr p15, #0, r0, c1, c0, #2", ""),
        ("f57ff06f", "isb sy", ""),
        ("e3a00101", "mov r0, #0x40000000", ""),
        ("eee80a10", "vmsr fpexc, r0", ""),
        ("e59f0028", "ldr r0, [pc, #0x28]", ""),
        ("e59f1028", "ldr r1, [pc, #0x28]", ""),
        ("e3a02000", "mov r2, #0", ""),
        ("e3a03000", "mov r3, #0", ""),
        ("e1500001", "cmp r0, r1", ""),
        ("38a0000c", "stmlo r0!, {r2, r3}", ""),
        ("3afffffc", "blo #0x98", ""),
        ("e3a0b000", "mov fp, #0", ""),
        ("e3a0e000", "mov lr, #0", ""),
        ("ebfffffe", "bl", "tamapy.arm.start.start"),
        ("e7f000f0", "udf #0", ""),
        ("00000000", ".word", "__text_start"),
        ("00000000", ".word", "__bss_start"),
        ("00000000", ".word", "__bss_end"),
    ],
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


def assemble(symbol: str, rows: Rows, module: ModuleType) -> Glue:
    """A routine ready to be linked."""
    code = bytearray()
    relocs = []
    for word, mnemonic, target in rows:
        if target:
            relocs.append((len(code), target, "abs" if mnemonic == ".word" else "call"))
        code += int(word, 16).to_bytes(4, "little")
    return Glue(symbol, bytes(code), relocs, module.__file__ or "", _line_of(symbol, module))


def _line_of(symbol: str, module: ModuleType) -> int:
    source, _ = inspect.findsource(module)
    for i, text in enumerate(source):
        if f'"{symbol}": [' in text:
            return i + 1
    return 1


def all_glue() -> list[Glue]:
    """Every routine, the entry first."""
    from tamapy.arm import blocks, glue

    return [
        assemble(symbol, rows, module)
        for module in (glue, blocks) for symbol, rows in module.ROWS.items()
    ]
