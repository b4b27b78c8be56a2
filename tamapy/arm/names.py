"""The names by which LLVM calls block operations and arithmetic ("Run-time ABI for the Arm
Architecture", IHI 0043), encoded like :mod:`tamapy.arm.glue`.
"""

ROWS: dict[str, list[tuple[str, str, str]]] = {
    # (destination, count, value)
    "__aeabi_memset": [
        ("e1a03001", "mov r3, r1", ""),
        ("e1a01002", "mov r1, r2", ""),
        ("e1a02003", "mov r2, r3", ""),
        ("eafffffe", "b", "memset"),
    ],
    "__aeabi_memclr": [
        ("e1a02001", "mov r2, r1", ""),
        ("e3a01000", "mov r1, #0", ""),
        ("eafffffe", "b", "memset"),
    ],
    # The run-time ABI's names (ARM IHI 0043, 4.3.4).
    "__aeabi_memcpy": [("eafffffe", "b", "memcpy")],
    "__aeabi_memcpy4": [("eafffffe", "b", "memcpy")],
    "__aeabi_memcpy8": [("eafffffe", "b", "memcpy")],
    "__aeabi_memmove": [("eafffffe", "b", "memmove")],
    "__aeabi_memmove4": [("eafffffe", "b", "memmove")],
    "__aeabi_memmove8": [("eafffffe", "b", "memmove")],
    "__aeabi_memset4": [("eafffffe", "b", "__aeabi_memset")],
    "__aeabi_memset8": [("eafffffe", "b", "__aeabi_memset")],
    "__aeabi_memclr4": [("eafffffe", "b", "__aeabi_memclr")],
    "__aeabi_memclr8": [("eafffffe", "b", "__aeabi_memclr")],
    # Arithmetic, in tamapy.arm.helpers.
    "__aeabi_uldivmod": [("eafffffe", "b", "tamapy.arm.helpers.divide")],
    "__aeabi_ldivmod": [("eafffffe", "b", "tamapy.arm.helpers.divide_signed")],
    "__aeabi_d2ulz": [("eafffffe", "b", "tamapy.arm.helpers.f64_to_u64")],
    "__aeabi_d2lz": [("eafffffe", "b", "tamapy.arm.helpers.f64_to_i64")],
    "__aeabi_ul2d": [("eafffffe", "b", "tamapy.arm.helpers.u64_to_f64")],
    "__aeabi_l2d": [("eafffffe", "b", "tamapy.arm.helpers.i64_to_f64")],
    "fmod": [("eafffffe", "b", "tamapy.arm.helpers.remainder")],
}
