"""The steps of AES (FIPS 197) on planes of bits.

Eight vectors are the state of four blocks: plane ``i`` has bit ``i`` of all their bytes. Byte ``p``
of a plane has that of byte ``p`` of block ``j`` in its bit ``j``, and that of byte ``p + 8`` in bit
``j + 4``. So a step is logic on whole vectors, and moves of bytes and halves of bytes to places
that are always the same (after E. Käsper, P. Schwabe, "Faster and Timing-Attack Resistant AES-GCM",
CHES 2009, section 4, who have vectors of twice the length). An ARM processor with NEON has
registers enough for all values of a step.
"""

from tamapy.metal import inline, metal, pick, u8x8

#: Eight planes, of bit 0 first.
Planes = tuple[u8x8, u8x8, u8x8, u8x8, u8x8, u8x8, u8x8, u8x8]


def _places(step: int, turn: int) -> tuple[int, ...]:
    """Where bytes come from if row ``r`` moves by ``step * r`` columns, and then the rows turn.

    Byte ``4 c + r`` is in row ``r`` of column ``c`` (3.4). Of columns 2 and 3, which are beside
    those of columns 0 and 1, there are the numbers from 8 on: ``pick`` finds them in a vector
    whose bytes have their halves exchanged.
    """
    found = []
    for c in range(2):
        for r in range(4):
            row = (r + turn) % 4
            column = (c + step * row) % 4
            found.append(8 * (column // 2) + 4 * (column % 2) + row)
    return tuple(found)


#: ShiftRows (5.1.2) and its inverse (5.3.1), columns turned by one row and by two, and the first
#: and the third at once.
ROWS, BACK, TURN, HALF, ROWS_TURN = (
    _places(1, 0), _places(-1, 0), _places(0, 1), _places(0, 2), _places(1, 1),
)


@metal
@inline
def substitute(
    q0: u8x8, q1: u8x8, q2: u8x8, q3: u8x8, q4: u8x8, q5: u8x8, q6: u8x8, q7: u8x8
) -> Planes:
    """SubBytes (5.1.1) without the addition of 0x63, which round keys have in them.

    The circuit of 32 AND and 81 XOR gates of J. Boyar and R. Peralta, "A new combinational logic
    minimization technique with applications to cryptology" (SEA 2010; eprint 2009/191); the names
    ``y``, ``t`` and ``z`` are theirs. Their inputs are numbered from bit 7 down.
    """
    y14, y13, y9, y8, t0 = q4 ^ q2, q7 ^ q1, q7 ^ q4, q7 ^ q2, q6 ^ q5
    y1 = t0 ^ q0
    y4, y12, y2, y5 = y1 ^ q4, y13 ^ y14, y1 ^ q7, y1 ^ q1
    y3, t1 = y5 ^ y8, q3 ^ y12
    y15, y20 = t1 ^ q2, t1 ^ q6
    y6, y10, y11 = y15 ^ q0, y15 ^ t0, y20 ^ y9
    y7, y17, y19, y16 = q0 ^ y11, y10 ^ y11, y10 ^ y8, t0 ^ y11
    y21, y18 = y13 ^ y16, q7 ^ y16
    t2, t7, t12 = y12 & y15, y13 & y16, y9 & y11
    t14, t16 = (y14 & y17) ^ t12, (y8 & y10) ^ t12
    t21 = (y3 & y6) ^ t2 ^ t14 ^ y20
    t22 = (y4 & q0) ^ t2 ^ t16 ^ y19
    t23 = (y5 & y1) ^ t7 ^ t14 ^ y21
    t24 = (y2 & y7) ^ t7 ^ t16 ^ y18
    t25, t26 = t21 ^ t22, t21 & t23
    t27, t30, t31 = t24 ^ t26, t23 ^ t24, t22 ^ t26
    t29 = (t25 & t27) ^ t22
    t33 = (t31 & t30) ^ t24
    t36 = t24 & (t27 ^ t33)
    t37 = t36 ^ t23 ^ t33
    t40 = t25 ^ (t29 & (t27 ^ t36))
    t41, t42, t43, t44 = t40 ^ t37, t29 ^ t33, t29 ^ t40, t33 ^ t37
    t45 = t42 ^ t41
    z2, z3, z4, z5 = t33 & q0, t43 & y16, t40 & y1, t29 & y7
    z10, z12, z7, z16 = t37 & y3, t43 & y13, t45 & y17, t45 & y14
    t46, t48, t53 = (t42 & y9) ^ z16, z5 ^ (t40 & y5), (t44 & y15) ^ z3
    t57 = z2 ^ z12 ^ t53
    t58, t59 = z4 ^ t46, z3 ^ (t42 & y11) ^ z7
    t62, t63 = z7 ^ (t41 & y10) ^ t58, (t44 & y12) ^ z10 ^ t58
    t64, t65 = z4 ^ t59, (t29 & y2) ^ t57 ^ t62
    t66 = (t37 & y6) ^ t63
    s3 = t53 ^ t66
    return (
        t48 ^ t46 ^ t57, z12 ^ t48 ^ t62, z10 ^ (t33 & y4) ^ t65, z2 ^ z5 ^ t66,
        s3, z16 ^ (t41 & y8) ^ t64 ^ t65, t64 ^ s3, t59 ^ t63,
    )


@metal
@inline
def unmap(
    q0: u8x8, q1: u8x8, q2: u8x8, q3: u8x8, q4: u8x8, q5: u8x8, q6: u8x8, q7: u8x8
) -> Planes:
    """The inverse of the affine map in SubBytes, without its constant (5.3.2)."""
    return (
        q2 ^ q5 ^ q7, q3 ^ q6 ^ q0, q4 ^ q7 ^ q1, q5 ^ q0 ^ q2,
        q6 ^ q1 ^ q3, q7 ^ q2 ^ q4, q0 ^ q3 ^ q5, q1 ^ q4 ^ q6,
    )


@metal
@inline
def moved(x: u8x8) -> u8x8:
    """A plane with the halves of its bytes exchanged: the columns two further."""
    return x << 4 | x >> 4


@metal
@inline
def mix(
    a0: u8x8, a1: u8x8, a2: u8x8, a3: u8x8, a4: u8x8, a5: u8x8, a6: u8x8, a7: u8x8,
    b0: u8x8, b1: u8x8, b2: u8x8, b3: u8x8, b4: u8x8, b5: u8x8, b6: u8x8, b7: u8x8,
) -> Planes:
    """MixColumns (5.1.3) of ``a``; ``b`` is ``a`` with every column turned by a row.

    2a + 3b + c + d, where c and d are turned further, is 2(a + b) + b + turned twice (a + b).
    """
    t0, t1, t2, t3, t4, t5, t6, t7 = (
        a0 ^ b0, a1 ^ b1, a2 ^ b2, a3 ^ b3, a4 ^ b4, a5 ^ b5, a6 ^ b6, a7 ^ b7,
    )
    return (
        t7 ^ b0 ^ pick(t0, t0, HALF), t0 ^ t7 ^ b1 ^ pick(t1, t1, HALF),
        t1 ^ b2 ^ pick(t2, t2, HALF), t2 ^ t7 ^ b3 ^ pick(t3, t3, HALF),
        t3 ^ t7 ^ b4 ^ pick(t4, t4, HALF), t4 ^ b5 ^ pick(t5, t5, HALF),
        t5 ^ b6 ^ pick(t6, t6, HALF), t6 ^ b7 ^ pick(t7, t7, HALF),
    )


@metal
@inline
def premix(
    a0: u8x8, a1: u8x8, a2: u8x8, a3: u8x8, a4: u8x8, a5: u8x8, a6: u8x8, a7: u8x8
) -> Planes:
    """What makes ``mix`` its inverse (5.3.3): 5a + 4c, where c is turned by two rows.

    Modulo the matrices, (14, 11, 13, 9) is (2, 3, 1, 1) times (5, 0, 4, 0).
    """
    w0, w1, w2, w3 = (
        a0 ^ pick(a0, a0, HALF), a1 ^ pick(a1, a1, HALF), a2 ^ pick(a2, a2, HALF),
        a3 ^ pick(a3, a3, HALF),
    )
    w4, w5, w6, w7 = (
        a4 ^ pick(a4, a4, HALF), a5 ^ pick(a5, a5, HALF), a6 ^ pick(a6, a6, HALF),
        a7 ^ pick(a7, a7, HALF),
    )
    high = w6 ^ w7
    return (
        a0 ^ w6, a1 ^ high, a2 ^ w0 ^ w7, a3 ^ w1 ^ w6,
        a4 ^ w2 ^ high, a5 ^ w3 ^ w7, a6 ^ w4, a7 ^ w5,
    )


@metal
@inline
def exchange(a: u8x8, b: u8x8, distance: u8x8, mask: u8x8) -> tuple[u8x8, u8x8]:
    """Bits of ``a`` that the mask has ``distance`` lower change places with those of ``b``."""
    differing = ((a >> distance) ^ b) & mask
    return a ^ differing << distance, b ^ differing


@metal
@inline
def transposed(
    q0: u8x8, q1: u8x8, q2: u8x8, q3: u8x8, q4: u8x8, q5: u8x8, q6: u8x8, q7: u8x8
) -> Planes:
    """Blocks into planes, and planes into blocks: bit ``i`` of ``j`` becomes bit ``j`` of ``i``."""
    one, two, four = u8x8(1), u8x8(2), u8x8(4)
    odd = u8x8(0x55)
    q0, q1 = exchange(q0, q1, one, odd)
    q2, q3 = exchange(q2, q3, one, odd)
    q4, q5 = exchange(q4, q5, one, odd)
    q6, q7 = exchange(q6, q7, one, odd)
    pairs = u8x8(0x33)
    q0, q2 = exchange(q0, q2, two, pairs)
    q1, q3 = exchange(q1, q3, two, pairs)
    q4, q6 = exchange(q4, q6, two, pairs)
    q5, q7 = exchange(q5, q7, two, pairs)
    fours = u8x8(0x0F)
    q0, q4 = exchange(q0, q4, four, fours)
    q1, q5 = exchange(q1, q5, four, fours)
    q2, q6 = exchange(q2, q6, four, fours)
    q3, q7 = exchange(q3, q7, four, fours)
    return q0, q1, q2, q3, q4, q5, q6, q7
