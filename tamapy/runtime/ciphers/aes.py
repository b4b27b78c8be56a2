"""AES (FIPS 197) with keys of 128, 192 and 256 bits, in chaining mode (NIST SP 800-38A, 6.2).

Round keys are planes (``tamapy.runtime.ciphers.planes``) in which each bit stands for all four
blocks; but the first have 0x63 added, for that is the same for every byte after each step.
"""

from tamapy.metal import (
    Ptr,
    cast,
    copy_bytes,
    inline,
    metal,
    pick,
    stack_array,
    u8,
    u8x8,
    u32,
    usize,
)
from tamapy.runtime.ciphers import planes
from tamapy.runtime.ciphers.planes import BACK, ROWS, ROWS_TURN, TURN, Planes, moved
from tamapy.runtime.layout import ByteArray, Bytes

BLOCK = 16
#: Blocks in the planes.
BLOCKS = 4
#: The first block's bits in a plane: those of either half.
FIRST = 0x11


# -- keys --------------------------------------------------------------------------------


@metal
def _substituted(word: u32) -> u32:
    """SubWord (5.2)."""
    room = stack_array(u8x8, 2)
    words = cast(Ptr[u32], room)
    words[0] = word
    a, b = _parted(room[0], room[0])
    q0, q1, q2, q3, q4, q5, q6, q7 = planes.substitute(
        a, a >> 1, a >> 2, a >> 3, b, b >> 1, b >> 2, b >> 3
    )
    room[0], room[1] = _joined(q0, q1, q2, q3, q4, q5, q6, q7)
    return words[0] ^ 0x63636363


@metal
def expand(key: Bytes, keys: ByteArray) -> None:
    """The round keys of a key."""
    schedule(key.data, key.length // 4, cast(Ptr[u8x8], keys.buffer.data))


@metal
def schedule(key: Ptr[u8], length: usize, into: Ptr[u8x8]) -> None:
    """KeyExpansion (5.2) of so many words: a round's key after the other, as planes."""
    words = stack_array(u32, 60)
    rounds = length + 6
    copy_bytes(words, key, length * 4)
    constant: u32 = 1
    for i in range(length, 4 * (rounds + 1)):
        word = words[i - 1]
        if i % length == 0:
            word = _substituted(word >> 8 | word << 24) ^ constant
            constant = constant << 1 ^ (constant >> 7) * 0x11B
        elif length == 8 and i % length == 4:
            word = _substituted(word)
        words[i] = words[i - length] ^ word
    pieces = cast(Ptr[u8x8], words)
    added = u8x8(0)
    for r in range(rounds + 1):
        a, b = _parted(pieces[2 * r] ^ added, pieces[2 * r + 1] ^ added)
        for i in range(usize(4)):
            into[8 * r + i] = _spread(a >> u8x8(u8(i)))
            into[8 * r + i + 4] = _spread(b >> u8x8(u8(i)))
        added = u8x8(0x63)


@metal
@inline
def _spread(plane: u8x8) -> u8x8:
    """A plane with the first block's bits for all blocks."""
    bits = plane & FIRST
    bits = bits | bits << 1
    return bits | bits << 2


# -- one block ---------------------------------------------------------------------------


@metal
@inline
def _parted(front: u8x8, back: u8x8) -> tuple[u8x8, u8x8]:
    """Of a block's halves the lower halves of all bytes, and the upper: planes 0 and 4, and in
    the bits beside those of the first block what makes planes 1 to 3 and 5 to 7 by a shift."""
    return front & 0x0F | back << 4, front >> 4 | back & 0xF0


@metal
@inline
def _joined(
    q0: u8x8, q1: u8x8, q2: u8x8, q3: u8x8, q4: u8x8, q5: u8x8, q6: u8x8, q7: u8x8
) -> tuple[u8x8, u8x8]:
    """The halves of the first block."""
    first = u8x8(FIRST)
    low = q0 & first | (q1 & first) << 1 | (q2 & first) << 2 | (q3 & first) << 3
    high = q4 & first | (q5 & first) << 1 | (q6 & first) << 2 | (q7 & first) << 3
    return low & 0x0F | high << 4, low >> 4 | high & 0xF0


@metal
@inline
def _encrypted(
    keys: Ptr[u8x8], rounds: usize, q0: u8x8, q1: u8x8, q2: u8x8, q3: u8x8, q4: u8x8,
    q5: u8x8, q6: u8x8, q7: u8x8,
) -> Planes:
    """Cipher (5.1)."""
    k = keys
    q0, q1, q2, q3, q4, q5, q6, q7 = (
        q0 ^ k[0], q1 ^ k[1], q2 ^ k[2], q3 ^ k[3], q4 ^ k[4], q5 ^ k[5], q6 ^ k[6], q7 ^ k[7],
    )
    for _ in range(rounds - 1):
        k = k + 8
        q0, q1, q2, q3, q4, q5, q6, q7 = planes.substitute(q0, q1, q2, q3, q4, q5, q6, q7)
        m0, m1, m2, m3, m4, m5, m6, m7 = (
            moved(q0), moved(q1), moved(q2), moved(q3), moved(q4), moved(q5), moved(q6), moved(q7),
        )
        q0, q1, q2, q3, q4, q5, q6, q7 = planes.mix(
            pick(q0, m0, ROWS), pick(q1, m1, ROWS), pick(q2, m2, ROWS), pick(q3, m3, ROWS),
            pick(q4, m4, ROWS), pick(q5, m5, ROWS), pick(q6, m6, ROWS), pick(q7, m7, ROWS),
            pick(q0, m0, ROWS_TURN), pick(q1, m1, ROWS_TURN), pick(q2, m2, ROWS_TURN),
            pick(q3, m3, ROWS_TURN), pick(q4, m4, ROWS_TURN), pick(q5, m5, ROWS_TURN),
            pick(q6, m6, ROWS_TURN), pick(q7, m7, ROWS_TURN),
        )
        q0, q1, q2, q3, q4, q5, q6, q7 = (
            q0 ^ k[0], q1 ^ k[1], q2 ^ k[2], q3 ^ k[3], q4 ^ k[4], q5 ^ k[5], q6 ^ k[6], q7 ^ k[7],
        )
    k = k + 8
    q0, q1, q2, q3, q4, q5, q6, q7 = planes.substitute(q0, q1, q2, q3, q4, q5, q6, q7)
    return (
        pick(q0, moved(q0), ROWS) ^ k[0], pick(q1, moved(q1), ROWS) ^ k[1],
        pick(q2, moved(q2), ROWS) ^ k[2], pick(q3, moved(q3), ROWS) ^ k[3],
        pick(q4, moved(q4), ROWS) ^ k[4], pick(q5, moved(q5), ROWS) ^ k[5],
        pick(q6, moved(q6), ROWS) ^ k[6], pick(q7, moved(q7), ROWS) ^ k[7],
    )


@metal
def cbc_encrypt(
    keys: ByteArray, rounds: usize, chain: ByteArray, data: Bytes, target: ByteArray
) -> None:
    """Encrypt whole blocks; ``chain`` becomes the last of them."""
    encrypt_chained(
        cast(Ptr[u8x8], keys.buffer.data), rounds, cast(Ptr[u8x8], chain.buffer.data),
        cast(Ptr[u8x8], data.data), cast(Ptr[u8x8], target.buffer.data),
        target.length // BLOCK,
    )


@metal
def encrypt_chained(
    k: Ptr[u8x8], rounds: usize, before: Ptr[u8x8], blocks: Ptr[u8x8], into: Ptr[u8x8],
    count: usize,
) -> None:
    """The same where all lies in memory.

    Each block waits for the one before, so that three of the four in the planes stay unused.
    """
    front, back = before[0], before[1]
    for i in range(count):
        a, b = _parted(blocks[2 * i] ^ front, blocks[2 * i + 1] ^ back)
        q0, q1, q2, q3, q4, q5, q6, q7 = _encrypted(
            k, rounds, a, a >> 1, a >> 2, a >> 3, b, b >> 1, b >> 2, b >> 3
        )
        front, back = _joined(q0, q1, q2, q3, q4, q5, q6, q7)
        into[2 * i], into[2 * i + 1] = front, back
    before[0], before[1] = front, back


# -- four blocks -------------------------------------------------------------------------


@metal
@inline
def _unsubstituted(
    q0: u8x8, q1: u8x8, q2: u8x8, q3: u8x8, q4: u8x8, q5: u8x8, q6: u8x8, q7: u8x8
) -> Planes:
    """InvShiftRows and InvSubBytes (5.3.1, 5.3.2) of a state that has 0x63 added.

    Inversion is the circuit of SubBytes, without the affine map that it ends with.
    """
    q0, q1, q2, q3, q4, q5, q6, q7 = planes.unmap(
        pick(q0, moved(q0), BACK), pick(q1, moved(q1), BACK), pick(q2, moved(q2), BACK),
        pick(q3, moved(q3), BACK), pick(q4, moved(q4), BACK), pick(q5, moved(q5), BACK),
        pick(q6, moved(q6), BACK), pick(q7, moved(q7), BACK),
    )
    q0, q1, q2, q3, q4, q5, q6, q7 = planes.substitute(q0, q1, q2, q3, q4, q5, q6, q7)
    return planes.unmap(q0, q1, q2, q3, q4, q5, q6, q7)


@metal
def _decrypt(keys: Ptr[u8x8], rounds: usize, room: Ptr[u8x8]) -> None:
    """InvCipher (5.3) of four blocks: their front halves, then their back halves."""
    q0, q1, q2, q3, q4, q5, q6, q7 = planes.transposed(
        room[0], room[1], room[2], room[3], room[4], room[5], room[6], room[7]
    )
    k = keys + 8 * rounds
    q0, q1, q2, q3, q4, q5, q6, q7 = (
        q0 ^ k[0], q1 ^ k[1], q2 ^ k[2], q3 ^ k[3], q4 ^ k[4], q5 ^ k[5], q6 ^ k[6], q7 ^ k[7],
    )
    for _ in range(rounds - 1):
        k = k - 8
        q0, q1, q2, q3, q4, q5, q6, q7 = _unsubstituted(q0, q1, q2, q3, q4, q5, q6, q7)
        q0, q1, q2, q3, q4, q5, q6, q7 = planes.premix(
            q0 ^ k[0], q1 ^ k[1], q2 ^ k[2], q3 ^ k[3], q4 ^ k[4], q5 ^ k[5], q6 ^ k[6], q7 ^ k[7],
        )
        q0, q1, q2, q3, q4, q5, q6, q7 = planes.mix(
            q0, q1, q2, q3, q4, q5, q6, q7,
            pick(q0, q0, TURN), pick(q1, q1, TURN), pick(q2, q2, TURN), pick(q3, q3, TURN),
            pick(q4, q4, TURN), pick(q5, q5, TURN), pick(q6, q6, TURN), pick(q7, q7, TURN),
        )
    q0, q1, q2, q3, q4, q5, q6, q7 = _unsubstituted(q0, q1, q2, q3, q4, q5, q6, q7)
    k = keys
    q0, q1, q2, q3, q4, q5, q6, q7 = planes.transposed(
        q0 ^ k[0], q1 ^ k[1], q2 ^ k[2], q3 ^ k[3], q4 ^ k[4], q5 ^ k[5], q6 ^ k[6], q7 ^ k[7],
    )
    room[0], room[1], room[2], room[3] = q0, q1, q2, q3
    room[4], room[5], room[6], room[7] = q4, q5, q6, q7


@metal
def cbc_decrypt(
    keys: ByteArray, rounds: usize, chain: ByteArray, data: Bytes, target: ByteArray
) -> None:
    """Decrypt whole blocks; ``chain`` becomes the last of the encrypted."""
    decrypt_chained(
        cast(Ptr[u8x8], keys.buffer.data), rounds, cast(Ptr[u8x8], chain.buffer.data),
        cast(Ptr[u8x8], data.data), cast(Ptr[u8x8], target.buffer.data),
        target.length // BLOCK,
    )


@metal
def decrypt_chained(
    k: Ptr[u8x8], rounds: usize, before: Ptr[u8x8], blocks: Ptr[u8x8], into: Ptr[u8x8],
    count: usize,
) -> None:
    """The same where all lies in memory."""
    room = stack_array(u8x8, 2 * BLOCKS)
    at: usize = 0
    while at < count:
        some = count - at
        if some > BLOCKS:
            some = BLOCKS
        for i in range(some):
            room[i], room[BLOCKS + i] = blocks[2 * (at + i)], blocks[2 * (at + i) + 1]
        _decrypt(k, rounds, room)
        for i in range(some):
            place = 2 * (at + i)
            into[place], into[place + 1] = room[i] ^ before[0], room[BLOCKS + i] ^ before[1]
            before[0], before[1] = blocks[place], blocks[place + 1]
        at += some
