"""Division of words, for processors without an instruction for it ("Run-time ABI for the Arm
Architecture", IHI 0043, 4.3.1).
"""

from tamapy.metal import clz, i32, metal, u32


@metal
def divide(n: u32, d: u32) -> tuple[u32, u32]:
    """Quotient and remainder; of a division by zero 0 and the dividend."""
    quotient: u32 = 0
    if d == 0 or n < d:
        return quotient, n
    steps = clz(d) - clz(n) + 1
    d <<= steps - 1
    while steps != 0:
        quotient <<= 1
        if n >= d:
            n -= d
            quotient |= 1
        d >>= 1
        steps -= 1
    return quotient, n


@metal
def divide_signed(n: i32, d: i32) -> tuple[i32, i32]:
    """Quotient toward zero, and the remainder with the dividend's sign."""
    un = u32(n)
    ud = u32(d)
    if n < 0:
        un = u32(0) - un
    if d < 0:
        ud = u32(0) - ud
    quotient, rest = divide(un, ud)
    if (n < 0) != (d < 0):
        quotient = u32(0) - quotient
    if n < 0:
        rest = u32(0) - rest
    return i32(quotient), i32(rest)


#: What the glue branches to. The quotients alone are the first of the two results.
ROOTS = (divide, divide_signed)
ROWS: dict[str, list[tuple[str, str, str]]] = {
    "__aeabi_uidiv": [("eafffffe", "b", "tamapy.armv6.divisions.divide")],
    "__aeabi_uidivmod": [("eafffffe", "b", "tamapy.armv6.divisions.divide")],
    "__aeabi_idiv": [("eafffffe", "b", "tamapy.armv6.divisions.divide_signed")],
    "__aeabi_idivmod": [("eafffffe", "b", "tamapy.armv6.divisions.divide_signed")],
}
