"""Threads that take turns: each has a stack of its own and gives the processor up when it waits.

A thread gives way when it waits for a lock, sleeps, pauses or ends, and after so many
starts of functions and turns of loops of the program's: the compiler puts a count there
where threads can be started. It counts what is done, not time, so that the same program
does the same every time. The scheduler's lists are linked through the threads themselves.
"""

from tamapy.metal import (
    Array,
    Ptr,
    Struct,
    address_of,
    address_of_function,
    attempt,
    cast,
    frame_address,
    i64,
    is_null,
    isize,
    make_small,
    metal,
    null,
    sizeof,
    static,
    type_object,
    u32,
    usize,
    volatile_load,
)
from tamapy.runtime import arch, attention, board, call_stack, calls, console, heap, sequences
from tamapy.runtime.alloc import alloc_buffer
from tamapy.runtime.exceptions import take_pending
from tamapy.runtime.layout import Buffer, Object
from tamapy.runtime.pages import PAGE, pages
from tamapy.runtime.state import state

READY = 0
WAITING = 1
FINISHED = 2
FOREVER = -1
NEVER = (1 << 63) - 1  # the moment until which only an interrupt ends idleness

LARGE_STACK = 512 << 10
SMALL_STACK = 96 << 10
TURN = 10000  # starts of functions and turns of loops; some milliseconds
SHORT_TURN = 7  # when the image is tried under stress
RESERVE = 24 << 10  # left below the limit for the runtime's own frames


class Thread(Object):
    """One thread. ``ident`` is 0 for the main thread."""

    link: object  # the next in the queue of threads that can run
    following: object  # the next in the chain of all threads
    function: object
    handled: object
    around: object
    resumption: usize
    stack: Buffer  # null for the main thread
    guard: usize  # the address of the page below the stack that is not mapped, or 0
    stack_limit: usize
    stack_base: usize
    ident: usize
    status: usize
    timed_out: usize
    wake_at: i64  # a moment of ``nanotime``, or FOREVER
    watched: usize  # 0, or where a word is that an interrupt makes nonzero to end the last wait
    saved: Array[usize]  # one word: the stack pointer while another thread runs


class Scheduler(Struct):
    """Who runs, who could."""

    current: object  # null until the first thread is started or waited for
    first: object  # the queue of those that can run
    last: object
    chain: object  # all threads but finished ones
    count: usize
    idents: usize
    idle: i64  # nanoseconds in which no thread could run
    stack_size: usize  # asked for by the program, or 0
    summoned: usize  # whether the main thread has to attend as soon as it runs
    reporter: object  # who tells of a deadlock; null while nobody has waited without end


scheduler = static(Scheduler)


@metal
def ident() -> isize:
    """The running thread's number, from 1."""
    current = scheduler.current
    if is_null(current):
        return 1
    return isize(cast(Thread, current).ident) + 1


@metal
def current() -> object:
    """The running thread."""
    known = scheduler.current
    if is_null(known):
        known = cast(object, new_thread())
        scheduler.current = known
        scheduler.chain = known
        scheduler.count = 1
    return known


@metal
def new_thread() -> Thread:
    """A bare thread."""
    made = cast(Thread, heap.heap_alloc(type_object(Thread), sizeof(Thread) + sizeof(usize)))
    made.ident = scheduler.idents
    made.wake_at = FOREVER
    scheduler.idents = scheduler.idents + 1
    return made


@metal
def thread_count() -> isize:
    """How many threads have been started and not ended, the main one left out."""
    if scheduler.count == 0:
        return 0
    return isize(scheduler.count) - 1


@metal
def set_stack_size(size: usize) -> isize:
    """The size of the stacks of threads to come; the one before."""
    before = scheduler.stack_size
    scheduler.stack_size = size
    return isize(before)


@metal
def _stack_size() -> usize:
    if scheduler.stack_size != 0:
        return scheduler.stack_size + RESERVE
    if pages.end - pages.base >= 64 << 20:
        return LARGE_STACK
    return SMALL_STACK


@metal
def _turn_length() -> usize:
    return SHORT_TURN if heap.gc.stress != 0 else TURN


@metal
def turn() -> None:
    """The running thread has had its turn: let the others that can run go first."""
    state.polls = _turn_length()
    thrown = state.pending  # into the generator that goes on here
    state.pending = null(object)
    pause()
    state.pending = thrown


@metal
def begin() -> None:
    """The check at a function's start failed: the thread has had its turn, or is to attend."""
    if state.polls == 0:
        turn()
    if frame_address() < state.stack_limit:
        attention.attend()


@metal
def start(function: object) -> isize:
    """Start a thread that calls ``function()``; its number."""
    current()
    board.prepare_idle()
    if scheduler.count == 1:
        state.polls = _turn_length()
    thread = new_thread()
    thread.function = function
    size = _stack_size()
    guard = arch.guard_bytes()
    thread.stack = alloc_buffer(size + guard)
    base = address_of(thread.stack.data) & ~usize(15)
    if guard != 0:
        thread.guard = (address_of(thread.stack.data) + PAGE - 1) & ~usize(PAGE - 1)
        arch.guard_page(thread.guard)
        base = thread.guard + PAGE
    thread.stack_base = base + size - 32
    thread.stack_limit = base + RESERVE
    thread.saved[0] = arch.prepare_stack(
        thread.stack_base, address_of_function(run_thread), address_of(thread)
    )
    thread.following = scheduler.chain
    scheduler.chain = cast(object, thread)
    scheduler.count = scheduler.count + 1
    _enqueue(thread)
    return isize(thread.ident) + 1


@metal
def _enqueue(thread: Thread) -> None:
    thread.status = READY
    thread.wake_at = FOREVER
    thread.link = null(object)
    if is_null(scheduler.first):
        scheduler.first = cast(object, thread)
    else:
        cast(Thread, scheduler.last).link = cast(object, thread)
    scheduler.last = cast(object, thread)


@metal
def _enqueue_first(thread: Thread) -> None:
    """Let a thread go on before all others: an interrupt has come for it."""
    if is_null(scheduler.first):
        _enqueue(thread)
        return
    thread.status = READY
    thread.wake_at = FOREVER
    thread.link = scheduler.first
    scheduler.first = cast(object, thread)


@metal
def _dequeue() -> Thread:
    thread = cast(Thread, scheduler.first)
    scheduler.first = thread.link
    thread.link = null(object)
    return thread


@metal
def run_thread(arg: usize) -> None:
    """The first function on a new stack."""
    thread = cast(Thread, scheduler.current)
    result = attempt(calls.call0(thread.function))
    if is_null(result):
        take_pending()
    thread.function = null(object)
    if thread.guard != 0:
        arch.release_page(thread.guard)
    thread.status = FINISHED
    _unchain(thread)
    reschedule()


@metal
def _unchain(thread: Thread) -> None:
    scheduler.count = scheduler.count - 1
    if address_of(scheduler.chain) == address_of(thread):
        scheduler.chain = thread.following
        return
    at = cast(Thread, scheduler.chain)
    while address_of(at.following) != address_of(thread):
        at = cast(Thread, at.following)
    at.following = thread.following


@metal
def wake(thread: object) -> None:
    """Let a waiting thread go on."""
    known = cast(Thread, thread)
    if known.status == WAITING:
        known.timed_out = 0
        _enqueue(known)


@metal
def summon_main() -> None:
    """Have the main thread attend to what was left for it; it looks again whether it waits."""
    at = scheduler.chain
    while not is_null(at):
        if cast(Thread, at).ident == 0:
            scheduler.summoned = 1
            wake(at)
            return
        at = cast(Thread, at).following


@metal
def wait(until: i64) -> bool:
    """Wait to be woken, at most until a moment of ``nanotime``; false when that came first."""
    return wait_for_word(0, until)


@metal
def wait_for_word(address: usize, until: i64) -> bool:
    """Wait to be woken, also by an interrupt that makes a word nonzero, at most until a moment;
    false when that came first.
    """
    me = cast(Thread, current())
    me.watched = address
    me.status = WAITING
    me.timed_out = 0
    me.wake_at = until
    reschedule()
    return me.timed_out == 0


@metal
def is_served_by_current(address: usize) -> bool:
    """Whether the word that an interrupt makes nonzero is the one the running thread watches, or
    watched when it waited last.
    """
    known = scheduler.current
    return not is_null(known) and cast(Thread, known).watched == address


@metal
def pause() -> None:
    """Let the others that can run go first."""
    _wake_due()
    if is_null(scheduler.first):
        return
    _enqueue(cast(Thread, current()))
    reschedule()


@metal
def _wake_due() -> i64:
    """Let those go on whose time has come; the next moment to look again, or FOREVER."""
    earliest: i64 = FOREVER
    now: i64 = FOREVER
    at = scheduler.chain
    while not is_null(at):
        thread = cast(Thread, at)
        if thread.watched != 0 and thread.status == WAITING:
            if volatile_load(Ptr[u32](thread.watched)) != 0:
                _enqueue_first(thread)
            elif earliest == FOREVER:
                earliest = NEVER
        if thread.status == WAITING and thread.wake_at != FOREVER:
            if now == FOREVER:
                now = board.nanotime()
            if thread.wake_at <= now:
                thread.timed_out = 1
                _enqueue(thread)
            elif earliest == FOREVER or thread.wake_at < earliest:
                earliest = thread.wake_at
        at = thread.following
    return earliest


@metal
def reschedule() -> None:
    """Run the next thread that can; the present one goes on when it is its turn again."""
    begin: i64 = FOREVER
    while True:
        earliest = _wake_due()
        if not is_null(scheduler.first):
            break
        if begin == FOREVER:
            begin = board.nanotime()
        if earliest == FOREVER:
            deadlock()
        board.idle(earliest)
    if begin != FOREVER:
        scheduler.idle = scheduler.idle + (board.nanotime() - begin)
    following = _dequeue()
    if scheduler.summoned != 0 and following.ident == 0:
        scheduler.summoned = 0
        state.stack_limit = ~usize(0)
    leaving = cast(Thread, scheduler.current)
    if address_of(following) == address_of(leaving):
        return  # its turn goes on, so that it ends even if it is always the first
    scheduler.current = cast(object, following)
    state.polls = _turn_length()
    if leaving.watched != 0 and leaving.status == WAITING:
        if volatile_load(Ptr[u32](leaving.watched)) != 0:
            state.polls = 1  # the interrupt came after all, while another was chosen
    leaving.handled = state.handled
    leaving.around = state.around
    leaving.resumption = state.resumption
    leaving.stack_limit = state.stack_low
    leaving.stack_base = state.stack_base
    state.handled = following.handled
    state.around = following.around
    state.resumption = following.resumption
    if state.stack_limit == state.stack_low:
        state.stack_limit = following.stack_limit
    state.stack_low = following.stack_limit
    state.stack_base = following.stack_base
    arch.switch(leaving.saved, following.saved[0])


@metal
def deadlock() -> None:
    """Nothing can ever run again: end the program and say so."""
    if not is_null(scheduler.reporter):
        if is_null(attempt(calls.call0(scheduler.reporter))):
            take_pending()
    console.flush()
    board.exit(1)


@metal
def report_by(reporter: object) -> None:
    """Have a function called if nothing can ever run again: ``deadlocks.report``."""
    scheduler.reporter = reporter


@metal
def mark_waiting() -> None:
    """Mark from the stacks of the threads that do not run now."""
    at = scheduler.chain
    while not is_null(at):
        thread = cast(Thread, at)
        if address_of(at) != address_of(scheduler.current):
            heap.mark_range(thread.saved[0], thread.stack_base)
        at = thread.following


@metal
def stacks() -> object:
    """What the threads that do not run now run when it is their turn, the newest first.

    Of each its number, then what ``call_stack.running`` tells, all in one list.
    """
    found = sequences.new_list()
    at = scheduler.chain
    while not is_null(at):
        thread = cast(Thread, at)
        if address_of(at) != address_of(scheduler.current):
            frame = arch.saved_frame(thread.saved[0])
            known = call_stack.running_from(frame, thread.stack_base, thread.resumption)
            sequences.list_append(found, make_small(isize(thread.ident) + 1))
            sequences.list_append(found, known)
        at = thread.following
    return found


def every_stack():
    """Pairs of a thread's number and what it runs, the running thread's first."""
    found = [(ident(), call_stack.running())]
    others = stacks()
    for at in range(0, len(others), 2):
        found.append((others[at], others[at + 1]))
    return found


@metal
def deadline(nanoseconds: i64) -> i64:
    """The moment that lies so far ahead."""
    return board.nanotime() + nanoseconds


@metal
def sleep_for(nanoseconds: i64) -> None:
    """Wait some time; others run meanwhile."""
    wait(board.nanotime() + nanoseconds)


def sleep(seconds):
    """``time.sleep``."""
    board.prepare_idle()
    until = deadline(nanoseconds_of(seconds))
    while wait(until):
        ident()  # woken to attend, as the next function's start does


def nanoseconds_of(seconds):
    """Seconds as whole nanoseconds, rounded up."""
    if isinstance(seconds, int):
        return seconds * 1000000000
    scaled = seconds * 1e9
    whole = int(scaled)
    return whole if whole >= scaled else whole + 1
