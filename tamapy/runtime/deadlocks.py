"""The end of a program in which nothing can ever run again: where each thread waits."""

from tamapy.runtime import call_stack, console, threads


def wait():
    """Wait to be woken, however long that takes; if nobody ever can, the program ends."""
    threads.report_by(report)
    return threads.wait(threads.FOREVER)


def report():
    """Say what every thread was doing."""
    console.write_error("fatal: every thread waits for another, or for a lock nobody holds\n")
    stacks = [threads.ident(), call_stack.running(), *threads.stacks()]
    for at in range(0, len(stacks), 2):
        console.write_error(f"\nThread {stacks[at]} (most recent call first):\n")
        for code, _ in stacks[at + 1]:
            console.write_error(
                f'  File "{code.co_filename}", line {code.co_firstlineno} in {code.co_name}\n'
            )
