"""The tasks in metal Python, each at the size it has in plain Python."""

import time

from tamapy.board import metal_tasks as tasks  # type: ignore[attr-defined]

for name, function in (
    ("fib", lambda: tasks.fib(30)), ("sieve", lambda: tasks.sieve(1000000)),
    ("matmul", lambda: tasks.matmul(100)), ("mandelbrot", lambda: tasks.mandelbrot(160, 120)),
    ("dict_of_ints", lambda: tasks.dict_of_ints(100000)),
    ("dict_of_strings", lambda: tasks.dict_of_strings(100000)),
    ("binary_trees", lambda: tasks.binary_trees(14)),
):
    begin = time.perf_counter()
    value = function()
    end = time.perf_counter()
    print(name, end - begin, value, flush=True)
