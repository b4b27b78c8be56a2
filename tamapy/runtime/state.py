"""The running thread's state that compiled code reads directly."""

from tamapy.metal import Struct, static, usize


class ThreadState(Struct):
    """The compiler relies on the order of the first three."""

    pending: object
    stack_limit: usize  # below this address a function's start calls ``attention.attend``
    polls: usize  # how many starts of functions and turns of loops until the next thread's turn
    handled: object  # the exception of the innermost handler, or null
    stack_base: usize  # highest address of the thread's stack
    stack_low: usize  # below this address it raises RecursionError
    around: object  # in a generator: what is being handled where it was resumed, or null
    resumption: usize  # the innermost ``delegation.Resumption`` on the stack, or 0


state = static(ThreadState)
