"""A terminal at a machine's console: what is typed, and what is waited for."""

import codecs
import os
import re
import selectors
import subprocess
import time

PROMPT = "\n> "


class Dialogue:
    """A machine that runs an image, until it ends or is left."""

    def __init__(self, command, timeout=180):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.deadline = time.monotonic() + timeout
        self.seen = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.process.stdout, selectors.EVENT_READ)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.communicate()
        self.selector.close()

    def more(self):
        """Wait for output; whether there was some."""
        left = self.deadline - time.monotonic()
        if left <= 0 or not self.selector.select(left):
            raise AssertionError(f"nothing more came after {self.seen!r}")
        data = os.read(self.process.stdout.fileno(), 65536)
        self.seen += self.decoder.decode(data).replace("\r\n", "\n")
        return bool(data)

    def until(self, pattern):
        """What comes up to the end of a match."""
        while not (found := re.search(pattern, self.seen)):
            if not self.more():
                raise AssertionError(f"the machine ended after {self.seen!r}")
        text, self.seen = self.seen[:found.end()], self.seen[found.end():]
        return text

    def send(self, text):
        """Type."""
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()

    def ask(self, line):
        """Type a line; what is printed from its end to the next prompt."""
        self.send(line + "\n")
        self.until(re.escape(line) + "\n")
        # An answer of no lines leaves the prompt at the beginning.
        text = "\n" + self.seen
        while not text.endswith(PROMPT):
            assert self.more(), f"the machine ended after {self.seen!r}"
            text = "\n" + self.seen
        self.seen = ""
        return text[1:-len(PROMPT)] if len(text) > len(PROMPT) else ""

    def end(self):
        """The rest of the output, what the machine itself says, and its exit status."""
        while self.more():
            pass
        errors = self.process.stderr.read().decode(errors="replace")
        return self.seen, errors, self.process.wait(10)
