"""Ints of thousands of bits: what one operation leaves behind must not show in another's result."""

import hashlib


def digest(number):
    data = abs(number).to_bytes((number.bit_length() + 7) // 8, "little")
    return (number < 0, number.bit_length(), hashlib.sha256(data).hexdigest()[:16])


def numbers(count, bits):
    """Numbers whose lengths differ, some with long runs of zeros or ones."""
    seed = 12345
    for i in range(count):
        seed = pow(seed * 7 + i + 2, 3, (1 << 521) - 1)
        number = pow(seed | 1, 1 + bits * (i % 5 + 1) // 521)
        yield number ^ ((1 << number.bit_length() // 2) - 1) if i % 3 else number << i % 70


found = list(numbers(9, 20000))
for i, a in enumerate(found):
    for b in found[i:]:
        results = a * b, a + b, a - b, b - a, -a * 3, a // (b | 1), b // a, b % a, abs(b - a)
        print([digest(each) for each in results])
        quotient, rest = divmod(a * b + 5, a)
        assert quotient == b and rest == 5
        assert (a * b - 1) // a == b - 1 and (-a * b - 1) // a == -b - 1
        assert (a << 3) // a == 8 and ((a << 3) - 1) // a == 7 and ((a << 3) + a - 1) // a == 8
print(digest(found[0] ** 5), digest(pow(found[1], 3, found[2])))
