"""Orders of attributes and their numbers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tamapy.metal import Ptr, usize
from tamapy.metal.memory import memory
from tamapy.runtime import orders
from tamapy.runtime.simulation import hosted


def positions(word: int, bits: int) -> list[int]:
    place = Ptr[usize](memory.allocate(orders.LONGEST * bits // 8))
    count = int(orders.positions_of(word, place))
    return [int(place[i]) for i in range(count)]


@settings(max_examples=50, deadline=None)
@given(st.lists(st.permutations(range(6)), min_size=1, max_size=8), st.sampled_from([32, 64]))
def test_an_order_is_what_it_was_made_of(sequences, bits):
    with hosted(bits):
        orders.state.used = 0
        words = []
        for sequence in sequences:
            word = 0
            for i, position in enumerate(sequence):
                word = int(orders.extended(word, position))
                assert word & 1 == 1 and word < 2 * orders.COUNT
                assert positions(word, bits) == sequence[: i + 1]
            words.append(word)
        for one, first in zip(words, sequences, strict=True):
            for other, second in zip(words, sequences, strict=True):
                assert (one == other) == (first == second)


def test_the_usual_order_takes_no_entry():
    with hosted(64):
        orders.state.used = 0
        word = 0
        for position in range(orders.LONGEST):
            word = int(orders.extended(word, position))
        assert positions(word, 64) == list(range(orders.LONGEST)) and orders.state.used == 0


def test_there_are_not_endlessly_many():
    with hosted(64):
        orders.state.used = orders.COUNT - orders.LONGEST - 2
        last = int(orders.extended(0, 5))
        assert last != orders.NONE
        assert orders.extended(0, 6) == orders.NONE
        assert orders.extended(0, 5) == last
