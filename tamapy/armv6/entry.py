"""From reset to :mod:`tamapy.arm.start` on the ARM1176, encoded like :mod:`tamapy.arm.glue`.

ARM1176: ARM1176JZF-S Technical Reference Manual, ARM DDI 0301H.
"""

ROWS: dict[str, list[tuple[str, str, str]]] = {
    # SVC mode with interrupts masked; MMU and caches off, after what a loader left in the data
    # cache, if that was on, has gone to memory (3.2.22 Cache operations); the same small stack
    # below __text_start for the exception modes and the way to the real one; VFP on (3.2.7 Control
    # and Auxiliary Control Registers, 20.4 VFP11 system registers), with the default NaN for every
    # NaN: other operands that are NaN it leaves to software (p22-19, 22.11 Input exceptions); bss
    # zeroed.
    "_start": [
        ("e321f0d3", "msr cpsr_c, #0xd3", ""),
        ("e3a01000", "mov r1, #0", ""),
        ("ee110f10", "mrc p15, #0, r0, c1, c0, #0", ""),
        ("e3100004", "tst r0, #4", ""),
        ("0a000000", "beq #0x18", ""),
        ("ee071f1e", "mcr p15, #0, r1, c7, c14, #0", ""),
        ("ee071f9a", "mcr p15, #0, r1, c7, c10, #4", ""),
        ("e3c00b06", "bic r0, r0, #0x1800", ""),
        ("e3c00005", "bic r0, r0, #5", ""),
        ("ee010f10", "mcr p15, #0, r0, c1, c0, #0", ""),
        ("ee071f15", "mcr p15, #0, r1, c7, c5, #0", ""),
        ("ee071fd5", "mcr p15, #0, r1, c7, c5, #6", ""),
        ("ee081f17", "mcr p15, #0, r1, c8, c7, #0", ""),
        ("ee071f9a", "mcr p15, #0, r1, c7, c10, #4", ""),
        ("ee071f95", "mcr p15, #0, r1, c7, c5, #4", ""),
        ("e59f4078", "ldr r4, [pc, #0x78]", ""),
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
        ("e3a00000", "mov r0, #0", ""),
        ("ee070f95", "mcr p15, #0, r0, c7, c5, #4", ""),
        ("e3a00101", "mov r0, #0x40000000", ""),
        ("eee80a10", "vmsr fpexc, r0", ""),
        ("e3a00402", "mov r0, #0x2000000", ""),
        ("eee10a10", "vmsr fpscr, r0", ""),
        ("e59f0028", "ldr r0, [pc, #0x28]", ""),
        ("e59f1028", "ldr r1, [pc, #0x28]", ""),
        ("e3a02000", "mov r2, #0", ""),
        ("e3a03000", "mov r3, #0", ""),
        ("e1500001", "cmp r0, r1", ""),
        ("38a0000c", "stmlo r0!, {r2, r3}", ""),
        ("3afffffc", "blo #0xa0", ""),
        ("e3a0b000", "mov fp, #0", ""),
        ("e3a0e000", "mov lr, #0", ""),
        ("ebfffffe", "bl", "tamapy.arm.start.start"),
        ("e7f000f0", "udf #0", ""),
        ("00000000", ".word", "__text_start"),
        ("00000000", ".word", "__bss_start"),
        ("00000000", ".word", "__bss_end"),
    ],
}
