"""What the processor says of itself: identification and feature registers, with their fields.

ARM DDI 0406C, B4.1, under the names of the registers. ::

    print(identity.processor())             # ARM Cortex-A7 r0p5
    for name, value in identity.registers().items():
        print(name, hex(value), identity.decode(name, value))
"""

from tamapy.metal import mrc
from tamapy.runtime.effect import effect

YES = {0: "no", 1: "yes"}
ARMV7 = 4  # CTR's format
#: Fields of registers: name, lowest bit, bits, and what values mean; others stay numbers.
FIELDS = {
    "MIDR": (
        ("implementer", 24, 8, {0x41: "ARM"}),
        ("variant", 20, 4, {}),
        ("architecture", 16, 4, {15: "told by the feature registers"}),
        ("part", 4, 12, {
            0xB76: "ARM1176", 0xC05: "Cortex-A5", 0xC07: "Cortex-A7", 0xC08: "Cortex-A8",
            0xC09: "Cortex-A9", 0xC0F: "Cortex-A15",
        }),
        ("revision", 0, 4, {}),
    ),
    "CTR": (
        ("format", 29, 3, {ARMV7: "ARMv7"}),
        ("write-back granule", 24, 4, {}),  # this one and those below: 4 << value bytes
        ("exclusives granule", 20, 4, {}),
        ("data line", 16, 4, {}),
        ("instruction cache", 14, 2, {1: "AIVIVT", 2: "VIPT", 3: "PIPT"}),
        ("instruction line", 0, 4, {}),
    ),
    "MPIDR": (
        ("multiprocessing extensions", 31, 1, YES),
        ("uniprocessor", 30, 1, YES),
        ("interdependent", 24, 1, YES),
        ("affinity 2", 16, 8, {}),
        ("affinity 1", 8, 8, {}),
        ("affinity 0", 0, 8, {}),
    ),
    "ID_PFR0": (
        ("ThumbEE", 12, 4, YES),
        ("Jazelle", 8, 4, {0: "no", 1: "yes", 2: "yes, off in exceptions"}),
        ("Thumb", 4, 4, {0: "no", 1: "Thumb", 3: "Thumb-2"}),
        ("ARM", 0, 4, YES),
    ),
    "ID_PFR1": (
        ("generic timer", 16, 4, YES),
        ("virtualization", 12, 4, YES),
        ("M profile", 8, 4, {0: "no", 2: "yes"}),
        ("security", 4, 4, {0: "no", 1: "yes", 2: "yes, with NSACR.RFR"}),
        ("programmers' model", 0, 4, {1: "standard"}),
    ),
    "ID_DFR0": (
        ("performance monitors", 24, 4, {0: "no", 1: "PMUv1", 2: "PMUv2", 15: "no"}),
        ("memory-mapped trace", 20, 4, YES),
        ("coprocessor trace", 16, 4, YES),
        ("memory-mapped debug", 8, 4, {0: "no", 4: "v7", 5: "v7.1"}),
        ("secure debug", 4, 4, {0: "no", 3: "v6.1", 4: "v7", 5: "v7.1"}),
        ("coprocessor debug", 0, 4, {0: "no", 2: "v6", 3: "v6.1", 4: "v7", 5: "v7.1"}),
    ),
    "ID_MMFR0": (
        ("innermost shareability", 28, 4, {0: "not cached", 1: "coherent", 15: "ignored"}),
        ("FCSE", 24, 4, YES),
        ("auxiliary registers", 20, 4, {}),
        ("TCM", 16, 4, {}),
        ("shareability levels", 12, 4, {0: "one", 1: "two"}),
        ("outermost shareability", 8, 4, {0: "not cached", 1: "coherent", 15: "ignored"}),
        ("PMSA", 4, 4, {0: "no"}),
        ("VMSA", 0, 4, {
            0: "no", 2: "VMSAv6", 3: "VMSAv7", 4: "VMSAv7, PXN", 5: "VMSAv7, long descriptors",
        }),
    ),
    "ID_ISAR0": (
        ("divide", 24, 4, {0: "no", 1: "Thumb", 2: "Thumb, ARM"}),
        ("breakpoint", 20, 4, YES),
        ("coprocessor", 16, 4, {}),
        ("compare and branch", 12, 4, YES),
        ("bit field", 8, 4, YES),
        ("count of zeros", 4, 4, YES),
        ("swap", 0, 4, {}),
    ),
}


def registers():
    """The registers' values by name."""
    effect("register")
    found = {
        "MIDR": mrc(15, 0, 0, 0, 0),
        "CTR": mrc(15, 0, 0, 0, 1),
        "TLBTR": mrc(15, 0, 0, 0, 3),
        "MPIDR": mrc(15, 0, 0, 0, 5),
        "REVIDR": mrc(15, 0, 0, 0, 6),
        "ID_PFR0": mrc(15, 0, 0, 1, 0),
        "ID_PFR1": mrc(15, 0, 0, 1, 1),
        "ID_DFR0": mrc(15, 0, 0, 1, 2),
        "ID_AFR0": mrc(15, 0, 0, 1, 3),
        "ID_MMFR0": mrc(15, 0, 0, 1, 4),
        "ID_MMFR1": mrc(15, 0, 0, 1, 5),
        "ID_MMFR2": mrc(15, 0, 0, 1, 6),
        "ID_MMFR3": mrc(15, 0, 0, 1, 7),
        "ID_ISAR0": mrc(15, 0, 0, 2, 0),
        "ID_ISAR1": mrc(15, 0, 0, 2, 1),
        "ID_ISAR2": mrc(15, 0, 0, 2, 2),
        "ID_ISAR3": mrc(15, 0, 0, 2, 3),
        "ID_ISAR4": mrc(15, 0, 0, 2, 4),
        "ID_ISAR5": mrc(15, 0, 0, 2, 5),
    }
    if found["CTR"] >> 29 == ARMV7:  # others do not have the register (ARM1176, 3.2.1)
        found["CLIDR"] = mrc(15, 1, 0, 0, 1)
    return found


def decode(name, value):
    """The fields of a register's value: their meanings, or numbers where those have no name.

    Registers whose fields are not listed in :data:`FIELDS` have none.
    """
    fields = {}
    for field, position, width, meanings in FIELDS.get(name, ()):
        number = value >> position & (1 << width) - 1
        fields[field] = meanings.get(number, number)
    return fields


def processor(midr=None):
    """Maker, part, variant and revision (of another's MIDR), as in ``ARM Cortex-A7 r0p5``."""
    if midr is None:
        midr = registers()["MIDR"]
    fields = decode("MIDR", midr)
    maker, part = fields["implementer"], fields["part"]
    maker = maker if isinstance(maker, str) else f"0x{maker:02x}"
    part = part if isinstance(part, str) else f"0x{part:03x}"
    return f"{maker} {part} r{fields['variant']}p{fields['revision']}"
