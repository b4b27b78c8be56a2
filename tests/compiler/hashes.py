"""The hashes of some keys, which the build has to know as well."""

KEYS = (
    0, -1, True, 12345678901234567890, -(2**61 - 1), 0.5, -2.75, 1e300, 5e-324, float("inf"),
    -float("inf"), 3.0, "text", "", b"bytes", "ä", "\u0416", "\U0001F600", None, (), (1, 2.5, "x"),
    (None, (True, b"")), frozenset(), frozenset((1, 2, 3)), frozenset(("a", (1, 2))), (-1, -2),
)

if __name__ == "__main__":
    for key in KEYS:
        print(hash((key,)), hash(key) & 0x3FFFFFFF)
