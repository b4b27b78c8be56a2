"""From the board's start-up to the program: heap, frozen tables, module bodies, exit."""

from tamapy.metal import attempt, frame_address, i32, is_null, metal, small_value, usize
from tamapy.runtime import board, dicts, ending, heap, image, imports, sets
from tamapy.runtime.exceptions import take_pending
from tamapy.runtime.state import state

STACK_RESERVE = 65536  # left below the limit for the runtime's own frames


@metal
def main(heap_start: usize, heap_end: usize, stack_low: usize) -> None:
    """Run the program and leave through the board's exit. Called by the architecture."""
    heap.start(heap_start, heap_end)
    state.stack_base = frame_address() + 64
    state.stack_low = stack_low + STACK_RESERVE
    state.stack_limit = state.stack_low
    status = run()
    board.exit(status)


@metal
def run() -> i32:
    """Run it; the exit status."""
    status: i32 = 0
    if is_null(attempt(run_program())):
        status = i32(small_value(ending.report(take_pending())))
    if is_null(attempt(clean_up())):
        take_pending()
    return status


def run_program():
    """Frozen tables, then the body of ``__main__``; its imports run those set aside."""
    for item in image.rehash:
        if type(item) is set or type(item) is frozenset:
            sets.rehash(item)
        else:
            dicts.rehash(item)
    imports.run_body("__main__")
    return True


def clean_up():
    """What remains to be done once the program has ended, in whatever way."""
    ending.clean_up()
    return True
