"""The orders in which instances got their attributes, each told by a number.

An order is a sequence of positions among a class's names; whose class does not matter. It is
made from a shorter one and a position, and is there once: what instances have in common costs them
nothing. Number ``n`` up to ``LONGEST`` is the order 0, 1, …, n - 1, as most have it. The rest
are entered in a table as they come.
"""

from tamapy.metal import Ptr, Struct, metal, static, static_array, u16, usize

#: Positions in the longest order.
LONGEST = 60
#: How many orders there can be.
COUNT = 2048
#: No order: there are too many.
NONE = 0xFFFF


class Order(Struct):
    """An order beyond the first ones."""

    shorter: u16
    position: u16
    longer: u16  # the first of those made from it, 0 if there is none
    next: u16  # another one made from the same


class Orders(Struct):
    """How many there are beyond the first ones."""

    used: usize


table = static_array(Order, COUNT)
state = static(Orders)


@metal
def word_of(number: usize) -> usize:
    """An order as the word of an instance: a tagged int, null for no attributes."""
    return 0 if number == 0 else number << 1 | 1


@metal
def extended(word: usize, position: usize) -> usize:
    """The word of an order with one position more, or ``NONE``."""
    number = word >> 1
    if number == position and number < LONGEST:
        return word_of(number + 1)
    found = usize(table[number].longer)
    while found != 0:
        if usize(table[found].position) == position:
            return word_of(found)
        found = usize(table[found].next)
    made = LONGEST + 1 + state.used
    if made >= COUNT:
        return NONE
    state.used = state.used + 1
    entry = table[made]
    entry.shorter = u16(number)
    entry.position = u16(position)
    entry.next = table[number].longer
    table[number].longer = u16(made)
    return word_of(made)


@metal
def positions_of(word: usize, positions: Ptr[usize]) -> usize:
    """Write the positions of an order, first to last; how many there are."""
    count: usize = 0
    number = word >> 1
    while number > LONGEST:
        count += 1
        number = usize(table[number].shorter)
    count += number
    at = count
    number = word >> 1
    while number > LONGEST:
        at -= 1
        positions[at] = usize(table[number].position)
        number = usize(table[number].shorter)
    for i in range(number):
        positions[i] = i
    return count
