"""The heap's pages: which are free, which hold cells of one size, which belong to large objects.

The heap is one region. Its first part is a table with a record for each page of
4 KiB; the rest are the pages. Small objects share a page with others of their size
class; a larger one takes a run of whole pages.
"""

from tamapy.metal import Ptr, Struct, address_of, fill_bytes, metal, sizeof, static, u8, u32, usize

PAGE = 4096
PAGE_SHIFT = 12
MARK_WORDS = 8  # 256 bits: one for each 16 bytes of a page

FREE = 0
SMALL = 1
LARGE = 2
REST = 3  # a later page of a large object

#: Cell sizes of the small classes.
CLASS_COUNT = 24
LARGEST_SMALL = 2048


class Page(Struct):
    """What is known of one page."""

    kind: u8
    swept: u8
    rescan: u8  # objects on the page were marked when the mark stack was full
    spare: u8
    cell: u32  # bytes of a cell; of a LARGE page, unused
    count: u32  # pages of a large object
    marks0: u32
    marks1: u32
    marks2: u32
    marks3: u32
    marks4: u32
    marks5: u32
    marks6: u32
    marks7: u32


#: The pages kept back are this part of all, and at most so many: enough for the handler of a
#: ``MemoryError`` to print, log or send something.
RESERVE_SHIFT = 5
RESERVE_MOST = 64


class Pages(Struct):
    """The region."""

    table: Ptr[Page]
    base: usize  # address of page 0
    end: usize
    count: usize
    free: usize  # pages not in use
    hint: usize  # no single page before this one is free
    next: usize  # where to look for pages in a row: what lies before is taken or too short
    top: usize  # pages from here on were never used, and their entries in the table are garbage
    used: usize  # the address of that page
    reserve: usize  # free pages kept back until memory has run out
    whole_reserve: usize  # how many that are in quiet times


pages = static(Pages)


@metal
def setup(start: usize, end: usize) -> None:
    """Make ``[start, end)`` the heap."""
    begin = (start + 15) & ~usize(15)
    size = end - begin
    count = size // (sizeof(Page) + PAGE)
    base = (begin + count * sizeof(Page) + PAGE - 1) & ~usize(PAGE - 1)
    count = (end - base) >> PAGE_SHIFT
    pages.table = Ptr[Page](begin)
    pages.base = base
    pages.count = count
    pages.end = base + (count << PAGE_SHIFT)
    pages.free = count
    pages.hint = 0
    pages.top = 0
    pages.used = base
    pages.whole_reserve = count >> RESERVE_SHIFT
    if pages.whole_reserve > RESERVE_MOST:
        pages.whole_reserve = RESERVE_MOST
    pages.reserve = pages.whole_reserve


@metal
def open_reserve() -> None:
    """Memory has run out: let those who handle that have half of the pages kept back.

    What is left serves when they, in turn, run out of memory.
    """
    pages.reserve = pages.reserve >> 1


@metal
def close_reserve() -> None:
    """Keep pages back again if there are enough of them by now."""
    if pages.free >= 2 * pages.whole_reserve:
        pages.reserve = pages.whole_reserve


@metal
def clear_marks(page: Page) -> None:
    """No cell of the page is marked."""
    page.marks0 = 0
    page.marks1 = 0
    page.marks2 = 0
    page.marks3 = 0
    page.marks4 = 0
    page.marks5 = 0
    page.marks6 = 0
    page.marks7 = 0


@metal
def mark_words(page: Page) -> Ptr[u32]:
    """The page's mark bits."""
    return Ptr[u32](address_of(page)) + 3


@metal
def take_run(count: usize) -> usize:
    """The first of ``count`` free pages in a row, now taken; the page count if there are none."""
    if count + pages.reserve > pages.free:
        return pages.count
    found = pages.count
    if count != 1 and pages.next > pages.hint:
        found = _search(pages.next, count)
    if found == pages.count:
        found = _search(pages.hint, count)
    if found == pages.count:
        return found
    if count != 1:
        pages.next = found + count
    if count == 1 or found == pages.hint:
        pages.hint = found + count
    if pages.top < found + count:
        _extend(found + count)
    pages.free = pages.free - count
    return found


@metal
def _extend(top: usize) -> None:
    """Have the table's entries up to one in use. All at once would take long at the start."""
    fill_bytes(pages.table + pages.top, 0, (top - pages.top) * sizeof(Page))
    pages.top = top
    pages.used = pages.base + (top << PAGE_SHIFT)


@metal
def _search(start: usize, count: usize) -> usize:
    run: usize = 0
    i = start
    table = pages.table
    while i < pages.count:
        if i >= pages.top or table[i].kind == FREE:
            run += 1
            if run == count:
                return i + 1 - count
        else:
            run = 0
        i += 1
    return pages.count


@metal
def release_run(index: usize, count: usize) -> None:
    """Give pages back."""
    for i in range(index, index + count):
        pages.table[i].kind = FREE
    pages.free = pages.free + count
    if index < pages.hint:
        pages.hint = index
