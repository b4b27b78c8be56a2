"""What the programs of pyperformance want of pyperf: its clock, and a runner that remembers."""

from time import perf_counter  # noqa: F401


class Runner:
    """Keeps what it is told to measure."""

    def __init__(self):
        self.metadata = {}

    def bench_func(self, name, function, *arguments):
        """Remember a function and its arguments."""
        self.function = function
        self.arguments = arguments
