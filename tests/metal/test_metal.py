"""The dialect's simulation: numbers, structs, pointers, functions, boxed values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tamapy.metal as m
from tamapy.metal import (
    WORD_BITS,
    Array,
    MemoryFault,
    MetalError,
    Ptr,
    Struct,
    cast,
    f64,
    i32,
    is_null,
    isize,
    metal,
    null,
    pick,
    sizeof,
    static,
    static_array,
    u8,
    u8x8,
    u32,
    u64,
    usize,
)
from tamapy.metal.memory import memory


@pytest.fixture(params=[32, 64], autouse=True)
def bits(request):
    m.configure(request.param)
    yield request.param
    m.configure(64)


class Node(Struct):
    next: "Node"
    flag: u8
    wide: u64
    data: Array[u8]


counter = static(Node)
table = static_array(u32, 4)
primes = m.const_array(u32, [2, 3, 5])


@given(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_arithmetic_wraps(a, b):
    assert u32(a) + u32(b) == u32((a + b) % 2**32)
    assert u32(a) * u32(b) == u32(a * b % 2**32)
    assert i32(a) - i32(b) == i32(a - b)
    assert int(~u32(a)) == a ^ 0xFFFFFFFF
    assert m.mulhi(u32(a), u32(b)) == u32((a * b) >> 32)
    assert m.add_overflows(u32(a), u32(b)) == (a + b >= 2**32)


def test_widths_do_not_mix():
    for left, right in ((u32(1), u64(1)), (usize(1), u32(1)), (u32(1), i32(1)), (f64(1), 1)):
        if right == 1 and isinstance(right, int) and type(right) is int:
            assert left + right == 2.0
            continue
        with pytest.raises(TypeError, match="do not mix"):
            left + right
        with pytest.raises(TypeError, match="do not mix"):
            assert left == right
    with pytest.raises(OverflowError):
        u8(1) + 256
    with pytest.raises(OverflowError):
        u32(1) << 32


def test_division_and_shift():
    assert i32(-7) // 2 == -4 and i32(-7) % 2 == 1
    assert i32(-8) >> 1 == -4 and u32(0x80000000) >> 31 == 1
    assert u8(300) == 44 and i32(f64(-2.9)) == -2
    assert f64(1.0) / f64(0.0) == float("inf") and f64(-1.0) / 0.0 == float("-inf")


def test_layout(bits):
    layout = Node.layout(bits)
    word = bits // 8
    assert layout.fields["flag"] == (word, u8)
    assert layout.fields["wide"][0] == (8 if bits == 32 else 16)
    assert layout.tail == "data" and layout.fields["data"][1].target is u8
    assert layout.size == layout.fields["data"][0] == (16 if bits == 32 else 24)


def test_references():
    address = memory.allocate(64)
    node = cast(Node, Ptr[u8](usize(address)))
    node.wide = 2**63
    node.next = node
    node.data[3] = 200
    assert node.wide == 2**63 and node.next is node and node.data[3] == 200
    with pytest.raises(OverflowError):
        node.flag = 256
    with pytest.raises(AttributeError):
        node.other = 1
    with pytest.raises(MemoryFault, match="null"):
        print(null(Node).wide)
    assert is_null(null(Node)) and not is_null(node)


def test_pointers():
    p = Ptr[u32](usize(memory.allocate(16)))
    p[2] = 7
    assert (p + 2)[0] == 7 and (p + 3) - p == 3 and p < p + 1
    with pytest.raises(MemoryFault):
        p[4]
    nodes = cast(Ptr[Node], p)
    assert m.address_of(nodes[1]) == p.addr + m.sizeof(Node)


def test_statics():
    counter.flag = 3
    table[1] = 9
    assert counter.flag == 3 and table[1] == 9 and table[0] == 0 and primes[2] == 5
    assert (table + 1)[0] == 9 and counter.kind == "struct" and primes.values == (2, 3, 5)
    m.configure(memory.bits)
    assert counter.flag == 0
    with pytest.raises(TypeError):
        primes[0] = 1


@metal
def total(p: Ptr[u32], n: usize) -> u32:
    result: u32 = 0
    for i in range(n):
        result += p[i]
    return result


@metal
def literal() -> usize:
    x = 1
    return x


@metal
def last_index(n: u32) -> u32:
    found = u32(0)
    for i in range(n):
        found = i - 1
    return found


@metal
def scratch(n: u8) -> tuple[u32, bool]:
    items = m.stack_array(u8, 4)
    items[0] = n
    return u32(items[0]), n == 3


def test_functions():
    table[0] = 5
    assert total(table, 2) == 5 and type(total(table, 2)) is u32
    assert total.__metal__ == "metal" and total.__wrapped__.__code__.co_name == "total"
    with pytest.raises(MetalError, match="argument 'n'"):
        total(table, u32(3))
    with pytest.raises(MetalError, match="result"):
        literal()
    assert last_index(1) == 2**32 - 1
    before = memory.stack_top
    assert scratch(3) == (3, True) and memory.stack_top == before


@metal
def same(a: object, b: object) -> bool:
    return a is b


@metal
def is_none(a: object) -> bool:
    return a is None


def test_boxed(bits):
    top = 2 ** (bits - 2) - 1
    assert m.small_value(m.make_small(-5)) == -5 and m.small_value(m.make_small(top)) == top
    with pytest.raises(OverflowError):
        m.make_small(top + 1)
    assert same(3, 3) and not same(3, 4) and is_none(None) and not is_none(3)
    assert m.is_small(3) and not m.is_small(None)
    assert m.type_of(3) is m.type_object(int)
    assert is_null(null(object))


def test_word_bits(bits):
    assert WORD_BITS == bits and WORD_BITS - 1 == bits - 1
    assert usize(1) << isize(3) if False else usize(1) + WORD_BITS == bits + 1


@m.hook
def board_value(n: u32) -> u32: ...


def test_a_static_array_is_a_pointer_to_its_first_item():
    counts = m.static_array(u32, 2)
    m.volatile_store(counts, 7)
    m.volatile_store(counts + 1, 8)
    assert (m.volatile_load(counts), counts[0], counts[1]) == (7, 7, 8)


def test_hooks_and_devices():
    m.provide(board_value, lambda n: n + 1)
    assert board_value(u32(2)) == 3
    seen = []
    from tamapy.metal.memory import Device

    memory.map_device(
        Device(0x4000_0000, 16, lambda o, s: o + s, lambda o, s, v: seen.append((o, s, v)))
    )
    p = Ptr[u32](usize(0x4000_0004))
    m.volatile_store(p, 9)
    assert m.volatile_load(p) == 8 and seen == [(4, 4, 9)]
    with pytest.raises(NotImplementedError, match="wfi"):
        m.wfi()


@pytest.mark.parametrize("x, y, z, expected", [
    (1.0 + 2.0**-52, 1.0 - 2.0**-52, -1.0, -(2.0**-104)),
    (1e308, 10.0, 1.0, float("inf")),
    (-1e308, 10.0, 1.0, float("-inf")),
    (1e300, 1e300, float("-inf"), float("-inf")),
])
def test_one_rounding(x, y, z, expected):
    assert m.f64_fma(f64(x), f64(y), f64(z)) == expected


def test_vectors():
    a, b = u8x8.of(range(8)), u8x8(0xF0)
    assert (a | b).lanes == bytes(0xF0 | i for i in range(8))
    assert (a ^ 0xFF).lanes == (~a).lanes == bytes(0xFF ^ i for i in range(8))
    assert (a << 5).lanes == bytes(i << 5 & 0xFF for i in range(8))
    assert (b >> 3 & 0x1E).lanes == bytes([0x1E] * 8)
    assert pick(a, b, (7, 6, 0, 8, 15, 1, 1, 2)).lanes == bytes([7, 6, 0, 0xF0, 0xF0, 1, 1, 2])
    assert (a | -1).lanes == b"\xff" * 8 and sizeof(u8x8) == 8
    place = Ptr[u8x8](usize(memory.allocate(32) + 3))
    place[1] = a
    assert place[1].lanes == a.lanes
    for wrong in (lambda: a + b, lambda: a == b, lambda: a < 1, lambda: a & u8(1), lambda: -a):
        with pytest.raises(TypeError):
            wrong()
    for wrong in (lambda: a << 8, lambda: a & 256, lambda: a | -129):
        with pytest.raises(OverflowError):
            wrong()
    with pytest.raises(ValueError):
        pick(a, b, (16, 0, 0, 0, 0, 0, 0, 0))
