"""The order in which lists are sorted: adaptive merging, with CPython 3.11's comparisons.

Runs that are in order already are found and short ones lengthened by insertion. Powersort says
which neighbours are merged when (J. I. Munro, S. Wild, "Nearly-Optimal Mergesorts", ESA 2018);
a merge gallops where one of its runs wins often (CPython, Objects/listsort.txt). Which items are
compared, and in what order, shows where a comparison prints or fails, so it is CPython's own.

A row of keys decides, and a row of values moves with it; both may be the same storage.
"""

from tamapy.metal import (
    Array,
    Struct,
    cast,
    copy_bytes,
    is_small,
    metal,
    sizeof,
    small_value,
    stack_array,
    type_object,
    type_of,
    usize,
)
from tamapy.runtime import dicts, operators
from tamapy.runtime.layout import Float, Str, Vector
from tamapy.runtime.strings import text

#: Lists shorter than this are one run.
SHORT = 64

#: So often one run has to win, one item after the other, until a merge gallops.
GALLOP = 7

#: Fields of a row of ``State.runs``.
START = 0
LENGTH = 1
POWER = 2
ROW = 3

#: Powers of runs that wait grow from one to the next and have at most a word's bits.
MOST = 65

#: Words of a ``State``.
WORDS = 4 + MOST * ROW


class State(Struct):
    """Runs that wait to be merged, and what a merge has come to."""

    patience: usize  # so often one run has to win until a merge gallops
    left: usize  # how many items of the merge's left run have no place yet
    right: usize  # and of its right one
    count: usize  # of runs that wait
    runs: Array[usize]


@metal
def less(a: object, b: object) -> bool:
    """``a < b``."""
    if is_small(a) and is_small(b):
        return small_value(a) < small_value(b)
    if type_of(a) is type_of(b):
        if type_of(a) is type_object(str):
            return text.order(cast(Str, a), cast(Str, b)) < 0
        if type_of(a) is type_object(float):
            return cast(Float, a).value < cast(Float, b).value
    return operators.is_true(operators.lt(a, b))


@metal
def sort_pairs(keys: Vector, values: Vector, count: usize) -> None:
    """Sort ``values`` by ``keys`` (which may be the same storage)."""
    if count < 2:
        return
    least = _least_run(count)
    state = cast(State, stack_array(usize, WORDS))
    state.count = 0
    state.patience = GALLOP
    spare_keys = keys
    spare_values = values
    if count > least:
        spare_keys = dicts.new_vector(count // 2)
        spare_values = spare_keys
        if keys is not values:
            spare_values = dicts.new_vector(count // 2)
    start: usize = 0
    while start < count:
        length = _run(keys, values, start, count)
        if length < least:
            wanted = least
            if wanted > count - start:
                wanted = count - start
            _insert(keys, values, start, start + length, start + wanted)
            length = wanted
        if state.count > 0:
            power = _power(state, length, count)
            while state.count > 1 and _field(state, 2, POWER) > power:
                _merge_at(keys, values, spare_keys, spare_values, state, state.count - 2)
            state.runs[(state.count - 1) * ROW + POWER] = power
        state.runs[state.count * ROW + START] = start
        state.runs[state.count * ROW + LENGTH] = length
        state.count = state.count + 1
        start += length
    while state.count > 1:
        at = state.count - 2
        if at > 0 and _field(state, 3, LENGTH) < _field(state, 1, LENGTH):
            at -= 1
        _merge_at(keys, values, spare_keys, spare_values, state, at)


@metal
def _field(state: State, back: usize, field: usize) -> usize:
    """A field of the run that many from the end."""
    return state.runs[(state.count - back) * ROW + field]


@metal
def _least_run(count: usize) -> usize:
    """How long runs are made: so that their number is a power of two, or a little less."""
    odd: usize = 0
    while count >= SHORT:
        odd |= count & 1
        count >>= 1
    return count + odd


@metal
def _power(state: State, length: usize, count: usize) -> usize:
    """The power of the last run's border with a next one of that length.

    It is the first binary digit in which the middles of the two, as fractions of the whole list,
    differ; both are kept here as numerators of fractions over ``count``, doubled.
    """
    before = _field(state, 1, LENGTH)
    left = 2 * _field(state, 1, START) + before
    right = left + before + length
    power: usize = 1
    while True:
        if left >= count:
            left -= count
            right -= count
        elif right >= count:
            return power
        left <<= 1
        right <<= 1
        power += 1


@metal
def _run(keys: Vector, values: Vector, start: usize, end: usize) -> usize:
    """The length of the run that begins at ``start``; one that falls is turned round."""
    if start + 1 == end:
        return 1
    at = start + 2
    if not less(keys.items[start + 1], keys.items[start]):
        while at < end and not less(keys.items[at], keys.items[at - 1]):
            at += 1
        return at - start
    while at < end and less(keys.items[at], keys.items[at - 1]):
        at += 1
    reverse(keys, start, at)
    if keys is not values:
        reverse(values, start, at)
    return at - start


@metal
def reverse(storage: Vector, start: usize, end: usize) -> None:
    """Turn the items from ``start`` to before ``end`` round."""
    while start + 1 < end:
        end -= 1
        kept = storage.items[start]
        storage.items[start] = storage.items[end]
        storage.items[end] = kept
        start += 1


@metal
def _insert(keys: Vector, values: Vector, start: usize, at: usize, end: usize) -> None:
    """Sort from ``start`` to before ``end``, where what lies before ``at`` is sorted."""
    while at < end:
        key = keys.items[at]
        low = start
        high = at
        while low < high:
            middle = low + ((high - low) >> 1)
            if less(key, keys.items[middle]):
                high = middle
            else:
                low = middle + 1
        value = values.items[at]
        _move(keys, values, low + 1, keys, values, low, at - low)
        keys.items[low] = key
        values.items[low] = value
        at += 1


@metal
def _move(
    to_keys: Vector,
    to_values: Vector,
    to: usize,
    keys: Vector,
    values: Vector,
    at: usize,
    count: usize,
) -> None:
    """Copy items of both rows; they may overlap."""
    copy_bytes(to_keys.items + to, keys.items + at, count * sizeof(object))
    if keys is not values:
        copy_bytes(to_values.items + to, values.items + at, count * sizeof(object))


@metal
def _set(
    to_keys: Vector, to_values: Vector, to: usize, keys: Vector, values: Vector, at: usize
) -> None:
    """Copy one item of both rows."""
    to_keys.items[to] = keys.items[at]
    to_values.items[to] = values.items[at]


@metal
def _merge_at(
    keys: Vector,
    values: Vector,
    spare_keys: Vector,
    spare_values: Vector,
    state: State,
    row: usize,
) -> None:
    """Merge a run that waits with the next."""
    at = row * ROW
    start = state.runs[at + START]
    left = state.runs[at + LENGTH]
    middle = start + left
    right = state.runs[at + ROW + LENGTH]
    state.runs[at + LENGTH] = left + right
    if row + 3 == state.count:
        copy_bytes(state.runs + (at + ROW), state.runs + (at + 2 * ROW), ROW * sizeof(usize))
    state.count = state.count - 1
    settled = _gallop_right(keys.items[middle], keys, start, left, 0)
    start += settled
    left -= settled
    if left == 0:
        return
    right = _gallop_left(keys.items[middle - 1], keys, middle, right, right - 1)
    if right == 0:
        return
    state.left = left
    state.right = right
    if left <= right:
        _merge_low(keys, values, spare_keys, spare_values, state, start)
    else:
        _merge_high(keys, values, spare_keys, spare_values, state, start)


@metal
def _merge_low(
    keys: Vector,
    values: Vector,
    spare_keys: Vector,
    spare_values: Vector,
    state: State,
    start: usize,
) -> None:
    """Merge a run with a following one that is no shorter, from the front.

    The left run is kept aside. It is known that its first item belongs behind the right one's
    first, and its last behind all of the right run.
    """
    whole = state.left
    end = start + whole + state.right
    _move(spare_keys, spare_values, 0, keys, values, start, whole)
    _set(keys, values, start, keys, values, start + whole)
    state.right = state.right - 1
    while state.left > 1 and state.right > 0:
        _low_one_by_one(keys, values, spare_keys, spare_values, state, end, whole)
        if state.left > 1 and state.right > 0:
            state.patience = state.patience + 1
            _low_gallop(keys, values, spare_keys, spare_values, state, end, whole)
    left = state.left
    right = state.right
    _move(keys, values, end - right - left, keys, values, end - right, right)
    _move(keys, values, end - left, spare_keys, spare_values, whole - left, left)


@metal
def _low_one_by_one(
    keys: Vector,
    values: Vector,
    spare_keys: Vector,
    spare_values: Vector,
    state: State,
    end: usize,
    whole: usize,
) -> None:
    """Give the lesser of the first items its place, until a run wins often or is used up."""
    left = state.left
    right = state.right
    left_wins: usize = 0
    right_wins: usize = 0
    while left > 1 and right > 0 and left_wins < state.patience and right_wins < state.patience:
        if less(keys.items[end - right], spare_keys.items[whole - left]):
            _set(keys, values, end - right - left, keys, values, end - right)
            right -= 1
            right_wins += 1
            left_wins = 0
        else:
            _set(keys, values, end - right - left, spare_keys, spare_values, whole - left)
            left -= 1
            left_wins += 1
            right_wins = 0
    state.left = left
    state.right = right


@metal
def _low_gallop(
    keys: Vector,
    values: Vector,
    spare_keys: Vector,
    spare_values: Vector,
    state: State,
    end: usize,
    whole: usize,
) -> None:
    """Place as many of one run at once as belong before the other's first, while it pays."""
    while True:
        if state.patience > 1:
            state.patience = state.patience - 1
        left = state.left
        right = state.right
        key = keys.items[end - right]
        left_wins = _gallop_right(key, spare_keys, whole - left, left, 0)
        _move(keys, values, end - right - left, spare_keys, spare_values, whole - left, left_wins)
        left -= left_wins
        state.left = left
        if left <= 1:
            return
        _set(keys, values, end - right - left, keys, values, end - right)
        right -= 1
        state.right = right
        if right == 0:
            return
        key = spare_keys.items[whole - left]
        right_wins = _gallop_left(key, keys, end - right, right, 0)
        _move(keys, values, end - right - left, keys, values, end - right, right_wins)
        right -= right_wins
        state.right = right
        if right == 0:
            return
        _set(keys, values, end - right - left, spare_keys, spare_values, whole - left)
        state.left = left - 1
        if left == 2:
            return
        if left_wins < GALLOP and right_wins < GALLOP:
            state.patience = state.patience + 1
            return


@metal
def _merge_high(
    keys: Vector,
    values: Vector,
    spare_keys: Vector,
    spare_values: Vector,
    state: State,
    start: usize,
) -> None:
    """Merge a run with a following one that is shorter, from the back: ``_merge_low``, mirrored."""
    left = state.left
    right = state.right
    _move(spare_keys, spare_values, 0, keys, values, start + left, right)
    _set(keys, values, start + left + right - 1, keys, values, start + left - 1)
    state.left = left - 1
    while state.left > 0 and state.right > 1:
        _high_one_by_one(keys, values, spare_keys, spare_values, state, start)
        if state.left > 0 and state.right > 1:
            state.patience = state.patience + 1
            _high_gallop(keys, values, spare_keys, spare_values, state, start)
    right = state.right
    _move(keys, values, start + right, keys, values, start, state.left)
    _move(keys, values, start, spare_keys, spare_values, 0, right)


@metal
def _high_one_by_one(
    keys: Vector,
    values: Vector,
    spare_keys: Vector,
    spare_values: Vector,
    state: State,
    start: usize,
) -> None:
    """Give the greater of the last items its place, until a run wins often or is used up."""
    left = state.left
    right = state.right
    left_wins: usize = 0
    right_wins: usize = 0
    while left > 0 and right > 1 and left_wins < state.patience and right_wins < state.patience:
        to = start + left + right - 1
        if less(spare_keys.items[right - 1], keys.items[start + left - 1]):
            _set(keys, values, to, keys, values, start + left - 1)
            left -= 1
            left_wins += 1
            right_wins = 0
        else:
            _set(keys, values, to, spare_keys, spare_values, right - 1)
            right -= 1
            right_wins += 1
            left_wins = 0
    state.left = left
    state.right = right


@metal
def _high_gallop(
    keys: Vector,
    values: Vector,
    spare_keys: Vector,
    spare_values: Vector,
    state: State,
    start: usize,
) -> None:
    """Place as many of one run at once as belong behind the other's last, while it pays."""
    while True:
        if state.patience > 1:
            state.patience = state.patience - 1
        left = state.left
        right = state.right
        kept = _gallop_right(spare_keys.items[right - 1], keys, start, left, left - 1)
        left_wins = left - kept
        _move(keys, values, start + kept + right, keys, values, start + kept, left_wins)
        left = kept
        state.left = left
        if left == 0:
            return
        _set(keys, values, start + left + right - 1, spare_keys, spare_values, right - 1)
        right -= 1
        state.right = right
        if right == 1:
            return
        kept = _gallop_left(keys.items[start + left - 1], spare_keys, 0, right, right - 1)
        right_wins = right - kept
        _move(keys, values, start + left + kept, spare_keys, spare_values, kept, right_wins)
        right = kept
        state.right = right
        if right <= 1:
            return
        _set(keys, values, start + left + right - 1, keys, values, start + left - 1)
        state.left = left - 1
        if left == 1:
            return
        if left_wins < GALLOP and right_wins < GALLOP:
            state.patience = state.patience + 1
            return


@metal
def _gallop_left(key: object, keys: Vector, start: usize, count: usize, hint: usize) -> usize:
    """How many of ``count`` sorted keys are less than ``key``; looked for from ``hint`` on."""
    known: usize = 0
    step: usize = 1
    at = start + hint
    if less(keys.items[at], key):
        most = count - hint
        while step < most and less(keys.items[at + step], key):
            known = step
            step = (step << 1) + 1
        if step > most:
            step = most
        low = hint + known + 1
        high = hint + step
    else:
        most = hint + 1
        while step < most and not less(keys.items[at - step], key):
            known = step
            step = (step << 1) + 1
        if step > most:
            step = most
        low = hint + 1 - step
        high = hint - known
    while low < high:
        middle = low + ((high - low) >> 1)
        if less(keys.items[start + middle], key):
            low = middle + 1
        else:
            high = middle
    return high


@metal
def _gallop_right(key: object, keys: Vector, start: usize, count: usize, hint: usize) -> usize:
    """How many of ``count`` sorted keys are not greater than ``key``: ``_gallop_left``'s twin."""
    known: usize = 0
    step: usize = 1
    at = start + hint
    if less(key, keys.items[at]):
        most = hint + 1
        while step < most and less(key, keys.items[at - step]):
            known = step
            step = (step << 1) + 1
        if step > most:
            step = most
        low = hint + 1 - step
        high = hint - known
    else:
        most = count - hint
        while step < most and not less(key, keys.items[at + step]):
            known = step
            step = (step << 1) + 1
        if step > most:
            step = most
        low = hint + known + 1
        high = hint + step
    while low < high:
        middle = low + ((high - low) >> 1)
        if less(key, keys.items[start + middle]):
            high = middle
        else:
            low = middle + 1
    return high
