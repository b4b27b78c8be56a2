"""The tasks of ``instructions.py`` in metal Python: machine numbers, and memory of their own."""

from tamapy.metal import (
    Ptr,
    Struct,
    cast,
    copy_bytes,
    f64,
    i64,
    is_null,
    isize,
    metal,
    sizeof,
    stack_array,
    static,
    type_object,
    u8,
    u32,
    usize,
)
from tamapy.runtime.dicts import new_buffer, new_vector
from tamapy.runtime.hashing import hash_u8
from tamapy.runtime.heap import heap_alloc
from tamapy.runtime.layout import Buffer, Bytes, Object, Vector
from tamapy.runtime.strings.units import bytes_of

#: Slots that a table begins with; it doubles when more than two thirds of them are taken.
LEAST_SLOTS = 8
DIGITS = 10  # of the largest number of 32 bits


@metal
def fib(n: isize) -> isize:
    """Calls and machine integers."""
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@metal
def sieve(limit: usize) -> usize:
    """A byte for each number, which tells whether it is known to have a divisor."""
    divided = new_buffer(limit + 1).data
    divided[0] = 1
    divided[1] = 1
    i: usize = 2
    while i * i <= limit:
        if divided[i] == 0:
            j = i * i
            while j <= limit:
                divided[j] = 1
                j += i
        i += 1
    total: usize = 0
    for k in range(limit + 1):
        total += usize(1 - divided[k])
    return total


@metal
def matmul(n: usize) -> f64:
    """Arrays of floats, row by row."""
    size = n * n * sizeof(f64)
    a = cast(Ptr[f64], new_buffer(size).data)
    b = cast(Ptr[f64], new_buffer(size).data)
    c = cast(Ptr[f64], new_buffer(size).data)
    for i in range(n):
        for j in range(n):
            a[i * n + j] = f64(i + j)
            b[i * n + j] = f64(isize(i) - isize(j))
    for i in range(n):
        row = a + i * n
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += row[k] * b[k * n + j]
            c[i * n + j] = total
    return c[n // 10 * n + n // 5]


@metal
def mandelbrot(width: usize, height: usize) -> usize:
    """Local floats."""
    count: usize = 0
    for py in range(height):
        y0 = f64(py) / f64(height) * 2.0 - 1.0
        for px in range(width):
            x0 = f64(px) / f64(width) * 3.0 - 2.0
            x = 0.0
            y = 0.0
            i: usize = 0
            while i < 100 and x * x + y * y <= 4.0:
                x, y = x * x - y * y + x0, 2.0 * x * y + y0
                i += 1
            count += i
    return count


class IntSlot(Struct):
    """A place for a key and its value."""

    key: isize
    value: isize
    taken: usize


class IntTable(Struct):
    """A hash table of ints."""

    used: usize
    mask: usize
    memory: Buffer


ints = static(IntTable)


@metal
def int_slot(key: isize) -> IntSlot:
    """Where a key is, or would be: the next free place from where its bits point to."""
    slots = cast(Ptr[IntSlot], ints.memory.data)
    spread = u32(key) * u32(0x9E3779B9)
    at = usize(spread ^ (spread >> 15)) & ints.mask
    while slots[at].taken != 0 and slots[at].key != key:
        at = (at + 1) & ints.mask
    return slots[at]


@metal
def set_int(key: isize, value: isize) -> None:
    """Insert or replace."""
    slot = int_slot(key)
    if slot.taken == 0:
        if ints.used * 3 >= ints.mask * 2:
            grow_ints()
            slot = int_slot(key)
        slot.taken = 1
        slot.key = key
        ints.used = ints.used + 1
    slot.value = value


@metal
def grow_ints() -> None:
    """Move all into twice as many places."""
    count = ints.mask + 1
    old = cast(Ptr[IntSlot], ints.memory.data)
    clear_ints(count * 2)
    for i in range(count):
        if old[i].taken != 0:
            set_int(old[i].key, old[i].value)


@metal
def clear_ints(count: usize) -> None:
    """An empty table of so many places."""
    ints.memory = new_buffer(count * sizeof(IntSlot))
    ints.mask = count - 1
    ints.used = 0


@metal
def dict_of_ints(count: isize) -> i64:
    """A table that grows."""
    clear_ints(LEAST_SLOTS)
    for i in range(count):
        set_int(i, i)
    total: i64 = 0
    for i in range(count):
        total += i64(int_slot(i).value)
    return total


class TextSlot(Struct):
    """What belongs to the key of the same place."""

    hash: isize
    value: isize


class TextTable(Struct):
    """A hash table of bytes: the collector looks at the keys alone."""

    used: usize
    mask: usize
    keys: Vector
    memory: Buffer


texts = static(TextTable)


@metal
def same(a: Bytes, b: Bytes) -> bool:
    """Whether bytes are equal."""
    if a.length != b.length:
        return False
    for i in range(a.length):
        if a.data[i] != b.data[i]:
            return False
    return True


@metal
def text_place(key: Bytes, hash_: isize) -> usize:
    """Where a key is, or would be."""
    slots = cast(Ptr[TextSlot], texts.memory.data)
    keys = texts.keys.items
    at = usize(hash_) & texts.mask
    while not is_null(keys[at]):
        if slots[at].hash == hash_ and same(cast(Bytes, keys[at]), key):
            break
        at = (at + 1) & texts.mask
    return at


@metal
def set_text(key: Bytes, hash_: isize, value: isize) -> None:
    """Insert or replace."""
    at = text_place(key, hash_)
    if is_null(texts.keys.items[at]):
        if texts.used * 3 >= texts.mask * 2:
            grow_texts()
            at = text_place(key, hash_)
        texts.keys.items[at] = cast(object, key)
        texts.used = texts.used + 1
    slot = cast(Ptr[TextSlot], texts.memory.data)[at]
    slot.hash = hash_
    slot.value = value


@metal
def grow_texts() -> None:
    """Move all into twice as many places."""
    count = texts.mask + 1
    keys = texts.keys.items
    slots = cast(Ptr[TextSlot], texts.memory.data)
    clear_texts(count * 2)
    for i in range(count):
        if not is_null(keys[i]):
            set_text(cast(Bytes, keys[i]), slots[i].hash, slots[i].value)


@metal
def clear_texts(count: usize) -> None:
    """An empty table of so many places."""
    texts.keys = new_vector(count)
    texts.memory = new_buffer(count * sizeof(TextSlot))
    texts.mask = count - 1
    texts.used = 0


@metal
def made_key(number: u32) -> Bytes:
    """``key`` and a number's digits."""
    digits = stack_array(u8, DIGITS)
    at: usize = DIGITS
    while True:
        at -= 1
        digits[at] = u8(0x30 + number % 10)
        number = number // 10
        if number == 0:
            break
    text = stack_array(u8, 3 + DIGITS)
    text[0] = 0x6B
    text[1] = 0x65
    text[2] = 0x79
    copy_bytes(text + 3, digits + at, DIGITS - at)
    return cast(Bytes, bytes_of(text, 3 + DIGITS - at))


@metal
def dict_of_strings(count: isize) -> i64:
    """The same by texts in bytes, which are made and hashed twice."""
    clear_texts(LEAST_SLOTS)
    for i in range(count):
        key = made_key(u32(i))
        set_text(key, hash_u8(key.data, key.length), i)
    total: i64 = 0
    for i in range(count):
        key = made_key(u32(i))
        at = text_place(key, hash_u8(key.data, key.length))
        total += i64(cast(Ptr[TextSlot], texts.memory.data)[at].value)
    return total


class Tree(Object):
    """A node."""

    left: "Tree"
    right: "Tree"


@metal
def grown(depth: usize) -> Tree:
    """A tree of so many levels below its root, in the collector's heap."""
    made = cast(Tree, heap_alloc(type_object(Tree), sizeof(Tree)))
    if depth > 0:
        made.left = grown(depth - 1)
        made.right = grown(depth - 1)
    return made


@metal
def nodes(tree: Tree) -> usize:
    """How many nodes there are."""
    if is_null(tree.left):
        return 1
    return 1 + nodes(tree.left) + nodes(tree.right)


@metal
def binary_trees(depth: usize) -> usize:
    """Nodes in the collector's heap."""
    return nodes(grown(depth))
