"""Small programs whose instructions are counted: each is a function of no arguments."""

import gc
import hashlib
import time


def fib(n):
    """Calls and small integers."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def sieve():
    """A list of truth values."""
    limit = 1000000
    prime = [True] * (limit + 1)
    prime[0] = prime[1] = False
    i = 2
    while i * i <= limit:
        if prime[i]:
            for j in range(i * i, limit + 1, i):
                prime[j] = False
        i += 1
    return sum(prime)


def matmul():
    """Lists of lists of floats."""
    n = 100
    a = [[float(i + j) for j in range(n)] for i in range(n)]
    b = [[float(i - j) for j in range(n)] for i in range(n)]
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        row = a[i]
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k][j]
            c[i][j] = total
    return c[10][20]


def mandelbrot():
    """Local floats."""
    count = 0
    for py in range(120):
        y0 = py / 120 * 2.0 - 1.0
        for px in range(160):
            x0 = px / 160 * 3.0 - 2.0
            x = y = 0.0
            i = 0
            while i < 100 and x * x + y * y <= 4.0:
                x, y = x * x - y * y + x0, 2.0 * x * y + y0
                i += 1
            count += i
    return count


def dict_of_ints():
    """A dict that grows."""
    found = {}
    for i in range(100000):
        found[i] = i
    total = 0
    for i in range(100000):
        total += found[i]
    return total


def dict_of_strings():
    """The same by texts, which are made twice."""
    found = {}
    for i in range(100000):
        found["key" + str(i)] = i
    total = 0
    for i in range(100000):
        total += found["key" + str(i)]
    return total


class Tree:
    """A node."""

    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        """How many nodes there are."""
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def grown(depth):
    """A tree of so many levels below its root."""
    if depth == 0:
        return Tree(None, None)
    return Tree(grown(depth - 1), grown(depth - 1))


def digest():
    """A mebibyte hashed."""
    return hashlib.sha256(bytes(range(256)) * 4096).hexdigest()


def blocks():
    """9 times 160 MiB in blocks of 8 MiB, each time dropped."""
    for _ in range(9):
        made = [bytearray(8 << 20) for _ in range(20)]
        made = len(made)
    return made


def live(megabytes):
    """Lists that take so much memory on ARM, 48 bytes each and 4 in the list of all."""
    return [[i] for i in range(megabytes * 20000)]


def collect(lists):
    """A collection while they are alive."""
    gc.collect()
    return len(lists)


def main():
    """Print what each takes and gives; what the second function makes is made before."""
    for name, function, *before in (
        ("fib", lambda: fib(30)), ("sieve", sieve), ("matmul", matmul),
        ("mandelbrot", mandelbrot), ("dict_of_ints", dict_of_ints),
        ("dict_of_strings", dict_of_strings), ("binary_trees", lambda: grown(14).count()),
        ("digest", digest), ("blocks", blocks), ("pause_1", collect, lambda: live(1)),
        ("pause_10", collect, lambda: live(10)), ("pause_100", collect, lambda: live(100)),
    ):
        given = [make() for make in before]
        begin = time.perf_counter()
        value = function(*given)
        end = time.perf_counter()
        print(name, end - begin, value, flush=True)


main()
