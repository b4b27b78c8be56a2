"""The tasks in metal Python, simulated at sizes that CPython can do in a moment."""

from __future__ import annotations

import pytest

import tamapy.metal as metal
from benchmarks.rooms import metal_tasks as tasks
from tamapy.metal import address_of, cast, u32
from tamapy.metal.memory import memory
from tamapy.runtime import heap
from tamapy.runtime.hashing import host_hash_bytes
from tamapy.runtime.simulation import bump_alloc


@pytest.fixture(params=[32, 64], autouse=True)
def simulated(request):
    """The words of both kinds of target, with an allocator."""
    metal.configure(request.param)
    metal.provide(heap.heap_alloc, bump_alloc)
    yield
    metal.configure(64)


def test_numbers() -> None:
    """What the same formulas give in plain Python."""
    assert tasks.fib(10) == 55
    assert tasks.sieve(100) == 25
    a = [float(1 + j) for j in range(10)]
    b = [float(i - 2) for i in range(10)]
    assert tasks.matmul(10) == sum(x * y for x, y in zip(a, b, strict=True))


def test_mandelbrot() -> None:
    """Points are counted as complex numbers leave the circle."""
    width, height, count = 8, 6, 0
    for py in range(height):
        for px in range(width):
            c = complex(px / width * 3.0 - 2.0, py / height * 2.0 - 1.0)
            z, i = 0j, 0
            while i < 100 and abs(z) <= 2.0:
                z, i = z * z + c, i + 1
            count += i
    assert tasks.mandelbrot(width, height) == count


def test_tables() -> None:
    """They find what they were given, however often they have grown."""
    assert tasks.dict_of_ints(50) == sum(range(50))
    assert tasks.ints.used == 50 and tasks.ints.mask == 127
    tasks.set_int(7, 100)
    assert tasks.ints.used == 50 and tasks.int_slot(7).value == 100
    assert tasks.int_slot(50).taken == 0
    assert tasks.dict_of_strings(50) == sum(range(50))
    assert tasks.texts.used == 50 and tasks.texts.mask == 127
    missing = tasks.made_key(u32(50))
    assert metal.is_null(tasks.texts.keys.items[tasks.text_place(missing, 7)])


def test_keys() -> None:
    """The bytes and the hash of what plain Python writes."""
    for number in (0, 9, 10, 4294967295):
        key = tasks.made_key(u32(number))
        text = b"key%d" % number
        assert memory.load_bytes(key.data.address, int(key.length)) == text
        assert tasks.hash_u8(key.data, key.length) == host_hash_bytes(text)
        assert tasks.same(key, key) and not tasks.same(key, tasks.made_key(u32(1)))


def test_binary_trees() -> None:
    """Two subtrees to a node."""
    assert tasks.binary_trees(4) == 31
    tree = tasks.grown(1)
    assert address_of(tree.left) != address_of(tree.right)
    assert metal.is_null(cast(tasks.Tree, tree.left).left)
