"""gdb's commands for programs in Python."""

from __future__ import annotations

import gdb

from tamapy.debugger import inferior
from tamapy.debugger.inferior import evaluate, layouts, shown, values

MOST_FRAMES = 100
MOST_THREADS = 1000


class _Print(gdb.Command):
    """Print a Python value: py-print NAME, NAME.ATTRIBUTE, NAME[3], NAME['key'], and so on.

    The name is a variable's of the selected frame, or a global's of its module.
    """

    def invoke(self, argument: str, from_tty: bool) -> None:
        """Do it."""
        print(evaluate(argument.strip()))


class _Locals(gdb.Command):
    """Print the Python variables of the selected frame."""

    def invoke(self, argument: str, from_tty: bool) -> None:
        """Do it."""
        for name, value in inferior.variables(gdb.selected_frame()):
            print(f"{name} = {shown(value)}")


class _Threads(gdb.Command):
    """Print what Python functions each of the program's threads runs, the innermost first.

    The threads take turns on the one processor, so gdb itself knows of none.
    """

    def invoke(self, argument: str, from_tty: bool) -> None:
        """Do it."""
        running, waiting = _threads()
        print(f"Thread {running} (it runs):")
        frame = gdb.newest_frame()
        for _ in range(MOST_FRAMES):
            if frame is None:
                break
            _tell(frame.pc() - (frame.level() > 0))
            frame = frame.older()
        for number, stack in waiting:
            print(f"Thread {number}:")
            for address in _return_addresses(stack):
                _tell(address - 1)


def _threads() -> tuple[int, list[tuple[int, int]]]:
    """The running thread's number; those of the others with their stack pointers."""
    found = values()
    scheduler = layouts().scheduler
    running = found.field(scheduler, "Scheduler", "current") if scheduler else 0
    if not running:
        return 1, []
    waiting: list[tuple[int, int]] = []
    thread = found.field(scheduler, "Scheduler", "chain")
    while thread and len(waiting) < MOST_THREADS:
        if thread != running:
            saved = found.number(found.field(thread, "Thread", "saved"))
            waiting.append((found.field(thread, "Thread", "ident") + 1, saved))
        thread = found.field(thread, "Thread", "following")
    return found.field(running, "Thread", "ident") + 1, waiting


def _return_addresses(stack: int) -> list[int]:
    """Where the calls on the stack of a thread that waits return to, innermost first."""
    found = values()
    word = found.word
    frame = found.number(stack + layouts().numbers["SAVED_FRAME"] * word)
    addresses: list[int] = []
    while frame and len(addresses) < MOST_FRAMES:
        caller, address = found.words(frame, 2)
        if not address:
            break
        addresses.append(address)
        if caller <= frame:
            break
        frame = caller
    return addresses


def _tell(address: int) -> None:
    """A line about the Python function at an address, if one is there."""
    if layouts().function_at(address) is None:
        return
    place = gdb.find_pc_line(address)
    block = gdb.block_for_pc(address)
    while block is not None and block.function is None:
        block = block.superblock
    name = block.function.name if block is not None else "?"
    print(f"  {place.symtab.filename if place.symtab else '?'}:{place.line} {name}")


def register() -> None:
    """Make them known."""
    _Print("py-print", gdb.COMMAND_DATA)
    _Locals("py-locals", gdb.COMMAND_DATA)
    _Threads("py-threads", gdb.COMMAND_STACK)
