"""What this is, and what time it is."""

import os
import sys
import threading
import time
from datetime import UTC, datetime
from hashlib import sha256

from table import Command, Usage

#: FIPS 180-4's example of one block.
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def help(console, words):
    """All commands, or one."""
    table = console.table.commands
    names = words or list(table)
    if names[0] not in table:
        console.say(f"there is no command {names[0]}")
        return
    for name in names:
        command = table[name]
        usage = f"{name} {command.syntax}".rstrip()
        console.say(f"{usage:<32} {command.help}")


def info(console, words):
    """Runtime and board."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    lines = [("runtime", f"{sys.implementation.name}, Python {version}")]
    lines += [("board", console.board.name), *console.board.info()]
    for name, value in lines:
        console.say(f"{name + ' ':.<14} {value}")


def test_files():
    """A file is read as it was written."""
    path = "/tmp/console-test"
    with open(path, "w") as file:
        file.write("written")
    with open(path) as file:
        same = file.read() == "written"
    os.remove(path)
    return same and not os.path.exists(path)


def test_sleep():
    """A sleep is no shorter than asked for."""
    started = time.monotonic()
    time.sleep(0.02)
    return time.monotonic() - started >= 0.02


def test_threads():
    """A thread runs and wakes another."""
    came = threading.Event()
    thread = threading.Thread(target=came.set)
    thread.start()
    thread.join()
    return came.is_set()


def test_random():
    """Random bytes are not the same twice."""
    return len({os.urandom(16) for _ in range(8)}) == 8


def test_hash():
    """SHA-256 gives what the standard says."""
    return sha256(b"abc").hexdigest() == ABC


def test_memory():
    """Far more is allocated than there is, block by block."""
    return all(len(bytearray(1 << 20)) == 1 << 20 for _ in range(100))


TESTS = (
    ("files", test_files), ("sleep", test_sleep), ("threads", test_threads),
    ("random", test_random), ("hash", test_hash), ("memory", test_memory),
)


def test(console, words):
    """Tests of runtime and board."""
    failed = 0
    for name, run in (*TESTS, *console.board.tests()):
        passed = run()
        failed += not passed
        console.say(f"{name}: {'passed' if passed else 'FAILED'}")
    console.say(f"{failed} failed" if failed else "all passed")


def date(console, words):
    """Show or set the time."""
    if words:
        try:
            moment = datetime.fromisoformat(words[0])
        except ValueError:
            raise Usage from None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        console.board.set_time(int(moment.timestamp()))
    seconds = console.board.time()
    console.say(datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds"))


def uptime(console, words):
    """How long the console has been running."""
    seconds = time.monotonic() - console.started
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    days, hours = divmod(hours, 24)
    console.say(f"{days} days {hours:02}:{minutes:02}:{seconds:05.2f}")


COMMANDS = (
    Command("help", "[COMMAND]", "this list", help, 0, 1),
    Command("info", "", "what this is", info),
    Command("test", "", "test runtime and board", test),
    Command("date", "[YYYY-MM-DDTHH:MM:SS]", "show or set the time (UTC)", date, 0, 1),
    Command("uptime", "", "how long the console has been running", uptime),
)
