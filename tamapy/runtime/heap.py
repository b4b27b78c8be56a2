"""Allocation and the collector.

Non-moving mark and sweep: small objects from free lists of their size class, swept
lazily page by page, large ones in runs of pages. Roots are the stacks and registers
of all threads (conservatively, interior addresses included) and the writable data
of the image. Objects of the heap are traced precisely by their type's layout. Even so what they
refer to may be gone: a stale word on a stack can find an object that died earlier, but
whose page was not swept yet, and what it referred to was.

A free cell's first word is 1 (a type's address is even); its second links the list, and the
others are 0. The cells of a list count as allocated from the time that it is made.
"""

from tamapy.metal import (
    WORD_BITS,
    Ptr,
    Struct,
    address_of,
    address_of_function,
    cast,
    const_array,
    fill_bytes,
    hook,
    i64,
    is_null,
    linker_symbol,
    metal,
    null,
    prefetch,
    sizeof,
    stack_array,
    static,
    static_array,
    u8,
    u32,
    usize,
)
from tamapy.runtime import board
from tamapy.runtime.objects import LEAST_OFFSET, Object, Type
from tamapy.runtime.pages import (
    CLASS_COUNT,
    FREE,
    LARGE,
    LARGEST_SMALL,
    PAGE,
    PAGE_SHIFT,
    REST,
    SMALL,
    Page,
    clear_marks,
    close_reserve,
    mark_words,
    pages,
    release_run,
    setup,
    take_run,
)
from tamapy.runtime.state import state

_SIZES = [16, 32, 48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 640, 768,
          896, 1024, 1168, 1360, 1632, 2048]
LEAST_SMALL = _SIZES[0]
cell_sizes = const_array(u32, _SIZES)
#: Size class by size in units of 16 bytes, rounded up.
class_of = const_array(
    u8, [next(i for i, s in enumerate(_SIZES) if s >= n * 16) for n in range(129)]
)
#: Products with these, shifted, are quotients of offsets in a page and sizes of cells.
RECIPROCAL_BITS = 28
reciprocals = const_array(
    u32, [0, *(-(-(1 << RECIPROCAL_BITS) // (16 * n)) for n in range(1, 129))]
)
free_lists = static_array(usize, CLASS_COUNT)
sweep_hints = static_array(usize, CLASS_COUNT)  # next page to look at for each class


class Collector(Struct):
    """Figures and limits; sizes in bytes."""

    allocated: usize  # since the last collection, free lists included
    limit: usize  # collect when `allocated` passes this
    live: usize  # found by the last collection
    collections: usize
    uncounted: i64  # nanoseconds spent on collections at every allocation
    stress: usize  # 1: collect at every allocation
    disabled: usize
    busy: usize
    overflowed: usize
    stack: Ptr[usize]  # the mark stack
    stack_size: usize
    stack_used: usize
    stack_pointer: usize  # the running thread's frames are above
    total: usize  # bytes ever allocated, low word
    peak: usize


gc = static(Collector)
MARK_STACK = 4096
#: Bytes that may be allocated between collections however few are alive: more would only
#: leave the caches.
AMPLE = 4 << 20
#: The value of ``__gc_stress`` that asks for a collection at every allocation. A symbol's
#: address is never null and is taken to be aligned, so 0 and 1 would not do.
STRESSED = 16
#: So many values before one is looked at, its cache line is asked for.
AHEAD = 6
mark_stack = static_array(usize, MARK_STACK)


@hook
def call_with_registers(fn: usize, arg: usize) -> None:
    """Spill the callee-saved registers and call ``fn(arg, sp)``."""


@metal
def start(begin: usize, end: usize) -> None:
    """Make ``[begin, end)`` the heap."""
    setup(begin, end)
    gc.stack = mark_stack
    gc.stack_size = MARK_STACK
    gc.limit = _limit(0)
    if linker_symbol("__gc_stress") == STRESSED:
        gc.stress = 1


@metal
def _limit(live: usize) -> usize:
    """Bytes to allocate before the next collection: the more room, the rarer what is alive is read.

    Eight times what is alive while that is a 64th of the heap, four times while it is a 32nd,
    twice while it is an eighth.
    """
    size = pages.end - pages.base
    least = size >> 3
    if least > AMPLE:
        least = AMPLE
    if least < 65536:
        least = 65536
    limit = live
    if live < size >> 6:
        limit = live << 3
    elif live < size >> 5:
        limit = live << 2
    elif live < size >> 3:
        limit = live << 1
    return limit if limit > least else least


@metal
def heap_alloc(type_: Type, size: usize) -> Object:
    """A zeroed object of ``size`` bytes, header included. Raises ``MemoryError``."""
    found = alloc_or_null(type_, size)
    if is_null(found):
        from_memory_error()
    return found


@metal
def alloc_or_null(type_: Type, size: usize) -> Object:
    """A zeroed object, or null if there is no room."""
    if size <= LARGEST_SMALL:
        kind = usize(class_of[(size + 15) >> 4])
        cell = free_lists[kind]
        if cell != 0:
            words = Ptr[usize](cell)
            free_lists[kind] = words[1]
            words[1] = 0
            words[0] = address_of(type_)
            return cast(Object, words)
    return _alloc_slowly(type_, size)


@metal
def _alloc_slowly(type_: Type, size: usize) -> Object:
    """The same where no free cell is at hand."""
    if gc.stress != 0:
        _collect_in_no_time()
    found = null(Object)
    if size <= LARGEST_SMALL:
        found = _first_of(usize(class_of[(size + 15) >> 4]))
    else:
        found = _alloc_large(size)
    if not is_null(found):
        found.type = type_
    return found


@metal
def _first_of(kind: usize) -> Object:
    """A zeroed cell off a new free list, or null."""
    cell = free_lists[kind]
    if cell == 0:
        cell = _refill(kind)
        if cell == 0:
            return null(Object)
    words = Ptr[usize](cell)
    free_lists[kind] = words[1]
    words[0] = 0
    words[1] = 0
    if gc.stress != 0 and gc.disabled == 0:
        free_lists[kind] = 0  # so that the next one is not at hand either
    return cast(Object, words)


@metal
def heap_alloc_unfilled(type_: Type, size: usize) -> Object:
    """An object of a type whose instances refer to nothing, to be filled: a large one is zeroed
    only up to where its type's fields end. Raises ``MemoryError``."""
    if size <= LARGEST_SMALL:
        return heap_alloc(type_, size)
    if gc.stress != 0:
        _collect_in_no_time()
    found = _take_large(size)
    if is_null(found):
        from_memory_error()
    fill_bytes(cast(Ptr[u8], found), 0, type_.size)
    found.type = type_
    return found


@metal
def _collect_in_no_time() -> None:
    """Collect, and have the program's time not count it."""
    begin = board.nanotime()
    collect()
    gc.uncounted = gc.uncounted + (board.nanotime() - begin)


@hook
def from_memory_error() -> None:
    """Raise ``MemoryError`` (supplied by ``tamapy.runtime.exceptions``)."""


@metal
def quick_cell() -> usize:
    """The address of a free cell of the least size, of which two words are to be set; 0: none."""
    cell = free_lists[0]
    if cell != 0:
        free_lists[0] = Ptr[usize](cell)[1]
    return cell


@metal
def _refill(kind: usize) -> usize:
    """The head of a free list that has cells again: swept, from a new page, or collected."""
    cell = _sweep_some(kind)
    if cell != 0:
        return cell
    if gc.allocated < gc.limit:
        cell = _new_page(kind)
        if cell != 0:
            return cell
    collect()
    cell = _sweep_some(kind)
    if cell != 0:
        return cell
    cell = _new_page(kind)
    if cell == 0 and gc.disabled != 0:
        _collect_in_need()
        cell = _sweep_some(kind)
        if cell == 0:
            cell = _new_page(kind)
    return cell


@metal
def _collect_in_need() -> None:
    """Collect even if the program has it disabled: counting references would have freed most."""
    disabled = gc.disabled
    gc.disabled = 0
    collect()
    gc.disabled = disabled


@metal
def _sweep_some(kind: usize) -> usize:
    size = cell_sizes[kind]
    i = sweep_hints[kind]
    while i < pages.top:
        page = pages.table[i]
        if page.kind == SMALL and page.cell == size and page.swept == 0:
            head = _sweep_page(page, i)
            if head != 0:
                sweep_hints[kind] = i + 1
                return head
        i += 1
    sweep_hints[kind] = i
    return 0


@metal
def _sweep_page(page: Page, index: usize) -> usize:
    """Free the unmarked cells; the head of their list. A page of none but such is given back."""
    page.swept = 1
    marks = mark_words(page)
    size = usize(page.cell)
    base = pages.base + (index << PAGE_SHIFT)
    head: usize = 0
    live: usize = 0
    freed: usize = 0
    offset: usize = 0
    while offset + size <= PAGE:
        bit = offset >> 4
        if marks[bit >> 5] >> u32(bit & 31) & 1 != 0:
            live += 1
        else:
            words = Ptr[usize](base + offset)
            words[0] = 1
            words[1] = head
            _clear_rest(words, size)
            head = base + offset
            freed += size
        offset += size
    if live == 0:
        release_run(index, 1)
        return 0
    gc.allocated = gc.allocated + freed
    return head


@metal
def _clear_rest(words: Ptr[usize], size: usize) -> None:
    """Zero a cell but for its first two words: short ones without a call."""
    if size > 8 * sizeof(usize):
        fill_bytes(words + 2, 0, size - 2 * sizeof(usize))
        return
    for i in range(usize(2), size // sizeof(usize)):
        words[i] = 0


@metal
def _new_page(kind: usize) -> usize:
    index = take_run(1)
    if index == pages.count:
        return 0
    page = pages.table[index]
    size = usize(cell_sizes[kind])
    page.kind = SMALL
    page.swept = 1
    page.rescan = 0
    page.cell = u32(size)
    clear_marks(page)
    base = pages.base + (index << PAGE_SHIFT)
    fill_bytes(Ptr[u8](base), 0, PAGE)
    head: usize = 0
    offset = (PAGE // size) * size
    gc.allocated = gc.allocated + offset
    while offset > 0:
        offset -= size
        words = Ptr[usize](base + offset)
        words[0] = 1
        words[1] = head
        head = base + offset
    return head


@metal
def _alloc_large(size: usize) -> Object:
    """A large object, zeroed to its last page's end."""
    found = _take_large(size)
    if not is_null(found):
        fill_bytes(cast(Ptr[u8], found), 0, (size + PAGE - 1) & ~usize(PAGE - 1))
    return found


@metal
def _take_large(size: usize) -> Object:
    """Pages for a large object, as whoever had them left them."""
    count = (size + PAGE - 1) >> PAGE_SHIFT
    if gc.allocated + size > gc.limit and gc.allocated > 0:
        collect()
    index = take_run(count)
    if index == pages.count:
        _collect_in_need()
        index = take_run(count)
        if index == pages.count:
            return null(Object)
    for i in range(index, index + count):
        pages.table[i].kind = REST
    page = pages.table[index]
    page.kind = LARGE
    page.swept = 1
    page.rescan = 0
    page.count = u32(count)
    clear_marks(page)
    gc.allocated = gc.allocated + (count << PAGE_SHIFT)
    return cast(Object, Ptr[u8](pages.base + (index << PAGE_SHIFT)))


@metal
def sweep_all() -> None:
    """Give back every page without a marked cell."""
    for i in range(pages.top):
        page = pages.table[i]
        if page.kind == SMALL and page.swept == 0:
            if _is_unmarked(page):
                page.swept = 1
                release_run(i, 1)


@metal
def _is_unmarked(page: Page) -> bool:
    marks = mark_words(page)
    for i in range(8):
        if marks[i] != 0:
            return False
    return True


# -- collection -------------------------------------------------------------------


@metal
def collect() -> None:
    """Mark what is reachable; what is not is swept as cells are needed."""
    if gc.busy != 0 or gc.disabled != 0:
        return
    # A call made while an exception is pending would look as if it had failed. The stack
    # keeps the exception alive meanwhile.
    pending = stack_array(object, 1)
    pending[0] = state.pending
    state.pending = null(object)
    gc.busy = 1
    call_with_registers(address_of_function(_collect_above), 0)
    gc.busy = 0
    state.pending = pending[0]
    demand()


@metal
def _collect_above(arg: usize, stack_pointer: usize) -> None:
    """Collect, with all registers saved above ``stack_pointer``: below are our own frames only."""
    gc.stack_pointer = stack_pointer
    _mark_and_sweep()


@metal
def allocated() -> usize:
    """Bytes of the cells in use that were free after the last collection."""
    found = gc.allocated
    for i in range(CLASS_COUNT):
        cell = free_lists[i]
        while cell != 0:
            found -= usize(cell_sizes[i])
            cell = Ptr[usize](cell)[1]
    return found


@metal
def _mark_and_sweep() -> None:
    for i in range(pages.top):
        page = pages.table[i]
        if page.kind == SMALL or page.kind == LARGE:
            clear_marks(page)
            page.swept = 0
    gc.allocated = allocated()
    for i in range(CLASS_COUNT):
        free_lists[i] = 0
        sweep_hints[i] = 0
    gc.overflowed = 0
    gc.stack_used = 0
    gc.live = 0
    mark_range(linker_symbol("__data_start"), linker_symbol("__data_end"))
    _mark_statics()
    mark_threads()
    drain()
    after_marking()
    drain()
    after_weak()
    drain()
    _free_large()
    sweep_all()
    close_reserve()
    gc.collections = gc.collections + 1
    gc.total = gc.total + gc.allocated
    gc.allocated = 0
    gc.limit = _limit(gc.live)


@metal
def _mark_statics() -> None:
    """Mark from the static declarations: from those words that refer to objects."""
    roots = Ptr[usize](linker_symbol("__static_roots"))
    for i in range(roots[0]):
        mark_word(Ptr[usize](roots[i + 1])[0])


@hook
def mark_threads() -> None:
    """Mark from the stacks and registers of all threads (``tamapy.runtime.roots``)."""


@hook
def after_marking() -> None:
    """Clear weak references to unmarked objects (``tamapy.runtime.weak``)."""


@hook
def after_weak() -> None:
    """Queue unmarked objects with finalizers, mark them (``tamapy.runtime.finalizers``)."""


@hook
def demand() -> None:
    """Have what was queued looked after soon (``tamapy.runtime.attention``)."""


@metal
def mark_range(begin: usize, end: usize) -> None:
    """Mark from every word of ``[begin, end)`` that may be an address of the heap."""
    first = (begin + sizeof(object) - 1) & ~usize(sizeof(object) - 1)
    words = Ptr[usize](first)
    low = pages.base
    size = pages.used - low
    for i in range((end - first) // sizeof(object)):
        if words[i] - low < size:  # few are, so this saves most calls
            mark_word(words[i])


@metal
def _cells_before(offset: usize, size: usize) -> usize:
    """``offset // size`` within a page, without a division where that is slow."""
    if WORD_BITS == 32:
        return offset // size
    return (offset * usize(reciprocals[size >> 4])) >> RECIPROCAL_BITS


@metal
def mark_word(address: usize) -> None:
    """Mark the object that an address points to or into, if it is one of the heap."""
    if address < pages.base or address >= pages.used:
        return
    index = (address - pages.base) >> PAGE_SHIFT
    page = pages.table[index]
    while page.kind == REST:
        index -= 1
        page = pages.table[index]
    if page.kind == FREE:
        return
    cell = pages.base + (index << PAGE_SHIFT)
    bit: usize = 0
    if page.kind == SMALL:
        size = usize(page.cell)
        offset = _cells_before(address & (PAGE - 1), size) * size
        cell += offset
        bit = offset >> 4
        if offset + size > PAGE:
            return
    marks = mark_words(page)
    mask = u32(1) << u32(bit & 31)
    if marks[bit >> 5] & mask != 0:
        return
    # Only now, for what is on the page may be far from the caches.
    first = Ptr[usize](cell)[0]
    if first & 1 != 0 or first == 0:
        return
    marks[bit >> 5] = marks[bit >> 5] | mask
    if page.kind == SMALL:
        gc.live = gc.live + usize(page.cell)
    else:
        gc.live = gc.live + (usize(page.count) << PAGE_SHIFT)
    if first < pages.base or first >= pages.used:
        if is_leaf(cast(Type, Ptr[u8](first))):
            return
    _push(cell, page)


@metal
def is_leaf(type_: Type) -> bool:
    """Whether instances refer to nothing but their type."""
    behind = type_.dict_offset | type_.weak_offset | type_.trace_tail
    return type_.trace | behind == 0


@metal
def _push(cell: usize, page: Page) -> None:
    if gc.stack_used == gc.stack_size:
        page.rescan = 1
        gc.overflowed = 1
        return
    gc.stack[gc.stack_used] = cell
    gc.stack_used = gc.stack_used + 1


@metal
def drain() -> None:
    """Trace until the mark stack is empty and no page waits for a rescan."""
    while True:
        while gc.stack_used != 0:
            gc.stack_used = gc.stack_used - 1
            _trace(cast(Object, Ptr[u8](gc.stack[gc.stack_used])))
        if gc.overflowed == 0:
            return
        gc.overflowed = 0
        for i in range(pages.top):
            page = pages.table[i]
            if page.rescan != 0:
                page.rescan = 0
                _rescan(page, i)


@metal
def trace_from(address: usize) -> None:
    """Mark all that an object refers to, but not the object itself."""
    _trace(cast(Object, Ptr[u8](address)))
    drain()


@metal
def _rescan(page: Page, index: usize) -> None:
    base = pages.base + (index << PAGE_SHIFT)
    if page.kind == LARGE:
        _trace(cast(Object, Ptr[u8](base)))
        return
    marks = mark_words(page)
    size = usize(page.cell)
    offset: usize = 0
    while offset + size <= PAGE:
        bit = offset >> 4
        if marks[bit >> 5] >> u32(bit & 31) & 1 != 0:
            _trace(cast(Object, Ptr[u8](base + offset)))
        offset += size


@metal
def _trace(cell: Object) -> None:
    """Mark what an object refers to."""
    type_ = cell.type
    words = cast(Ptr[usize], cell)
    mark_word(address_of(type_))
    bits = type_.trace
    low = pages.base
    size = pages.used - low
    i: usize = 0
    while bits != 0:
        if bits & 1 != 0:
            word = words[i]
            if word & 1 == 0 and word - low < size:
                mark_word(word)
        bits = bits >> 1
        i += 1
    start_ = type_.size // sizeof(object)
    behind = type_.dict_offset < LEAST_OFFSET and type_.weak_offset < LEAST_OFFSET
    if type_.trace_tail == 0 and behind:
        if type_.dict_offset == 0 and type_.weak_offset == 0:
            if i > (sizeof(object) * 8) - 1:
                _mark_values(words, (sizeof(object) * 8) - 1, start_)
            return
    _mark_values(words, start_, cell_size(address_of(cell)) // sizeof(object))


@metal
def _mark_values(words: Ptr[usize], begin: usize, end: usize) -> None:
    """Mark from values, most of which are often small ints or constants of the image."""
    low = pages.base
    high = pages.used
    for i in range(begin, end):
        if i + AHEAD < end:
            prefetch(words[i + AHEAD])
        word = words[i]
        if word & 1 == 0 and word >= low and word < high:
            mark_word(word)


@metal
def cell_size(address: usize) -> usize:
    """Bytes of the cell an object's address lies in."""
    page = pages.table[(address - pages.base) >> PAGE_SHIFT]
    if page.kind == LARGE:
        return usize(page.count) << PAGE_SHIFT
    return usize(page.cell)


@metal
def is_marked(address: usize) -> bool:
    """Whether an object survives this collection; what is not in the heap always does."""
    if address < pages.base or address >= pages.used:
        return True
    index = (address - pages.base) >> PAGE_SHIFT
    page = pages.table[index]
    bit: usize = 0
    if page.kind == SMALL:
        bit = (address & (PAGE - 1)) >> 4
    return mark_words(page)[bit >> 5] >> u32(bit & 31) & 1 != 0


@metal
def _free_large() -> None:
    pages.next = 0
    for i in range(pages.top):
        page = pages.table[i]
        if page.kind == LARGE:
            if mark_words(page)[0] & 1 == 0:
                release_run(i, usize(page.count))
