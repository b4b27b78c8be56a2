"""The end of a program in which nothing can ever run again: where each thread waits."""

from tamapy.runtime import console, threads


def wait(until):
    """Wait to be woken, at most until a moment; ``None``: without end, and if that can never be,
    the program ends. Whether it was woken.
    """
    if until is not None:
        return threads.wait(until)
    threads.report_by(report)
    return threads.wait(threads.FOREVER)


def report():
    """Say what every thread was doing."""
    console.write_error("fatal: every thread waits for another, or for a lock nobody holds\n")
    for number, running in threads.every_stack():
        console.write_error(f"\nThread {number} (most recent call first):\n")
        for code, _, _ in running:
            console.write_error(
                f'  File "{code.co_filename}", line {code.co_firstlineno} in {code.co_name}\n'
            )
