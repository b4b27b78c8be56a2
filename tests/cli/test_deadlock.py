"""A program in which every thread waits for another ends and tells where each of them is."""

from __future__ import annotations

PROGRAM = """\
import threading
import time

first, second = threading.Lock(), threading.Lock()

def both(a, b):
    with a:
        time.sleep(0.01)
        with b:
            print("never")

def forth():
    both(first, second)

def back():
    both(second, first)

threads = [threading.Thread(target=f) for f in (forth, back)]
for thread in threads:
    thread.start()
print("waiting")
threads[0].join()
"""


def test_deadlock(tamapy) -> None:
    """The functions of all threads, those of the runtime left out."""
    got = tamapy(PROGRAM, "--board", "linux-amd64")
    assert (got.status, got.output) == (1, "waiting\n")
    words = got.errors[got.errors.index("fatal: "):].split("\n\n")
    assert words[0] == "fatal: every thread waits for another, or for a lock nobody holds"
    assert all("(most recent call first):" in part.splitlines()[0] for part in words[1:])
    told = {part.split()[1]: [line.split()[-1] for line in part.splitlines()[1:]]
            for part in words[1:]}
    assert told["2"][:3] == ["both", "forth", "run"] and told["3"][:2] == ["both", "back"]
    assert told["1"][-2:] == ["join", "<module>"]


def test_lock_held_already(tamapy) -> None:
    """One thread is enough for it."""
    got = tamapy("import _thread\nlock = _thread.allocate_lock()\nlock.acquire()\nlock.acquire()\n",
                 "--board", "linux-amd64")
    assert got.status == 1
    assert got.errors.endswith(
        'Thread 1 (most recent call first):\n  File "app.py", line 1 in <module>\n'
    )
