"""A line editor for a serial terminal (VT100): moves, kills, history, completion.

:meth:`Editor.feed` is given one byte at a time and gives a line once it has ended. What has to
be seen is sent through ``write``. It knows of nothing else, so that it is tested anywhere.
"""

import codecs

ENTER = (10, 13)
BACKSPACE = (8, 127)
ESCAPE = 27
TAB = 9
#: How many lines are remembered.
REMEMBERED = 100
#: Longer lines are not taken, so that noise on the line cannot fill memory.
LONGEST = 1000


class Editor:
    """One line after another. ``complete`` gives the texts that a line's beginning may become."""

    def __init__(self, write, complete, prompt="> "):
        self.write = write
        self.complete = complete
        self.prompt = prompt
        self.history = []
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.last = 0
        self.sequence = None  # of an escape under way
        self.controls = {
            1: self.home, 2: self.left, 3: self.abandon, 5: self.end, 6: self.right,
            11: self.kill_right, 12: self.clear_screen, 14: self.newer, 16: self.older,
            21: self.kill_left, 23: self.kill_word, TAB: self.tab,
        }
        self.keys = {
            "A": self.older, "B": self.newer, "C": self.right, "D": self.left,
            "H": self.home, "F": self.end, "1~": self.home, "7~": self.home, "4~": self.end,
            "8~": self.end, "3~": self.delete,
        }

    def start(self):
        """Ask for a line."""
        self.text = ""
        self.at = 0
        self.place = len(self.history)
        self.draft = ""
        self.write(self.prompt)

    def feed(self, byte):
        """Take a byte; the line if it has ended it."""
        last, self.last = self.last, byte
        if self.sequence is not None:
            self.escape(byte)
        elif byte == ESCAPE:
            self.sequence = ""
        elif byte in ENTER:
            if not (byte == 10 and last == 13):  # one end of a line, as CR and LF
                return self.finish()
        elif byte in BACKSPACE:
            if self.at:
                self.replace(self.text[:self.at - 1] + self.text[self.at:], self.at - 1)
        elif byte in self.controls:
            self.controls[byte]()
        elif byte >= 32:
            self.insert(self.decoder.decode(bytes((byte,))))
        return None

    def escape(self, byte):
        """A further byte of a key's sequence: ESC [ or ESC O, digits, a last letter."""
        character = chr(byte)
        if character in "[O" and not self.sequence:
            self.sequence = character
        elif self.sequence and (character in "0123456789;") and len(self.sequence) < 8:
            self.sequence += character
        else:
            key, self.sequence = self.sequence[1:] + character, None
            if key in self.keys:
                self.keys[key]()

    def finish(self):
        """The line has ended."""
        self.end()
        self.write("\n")
        line = self.text
        if line.strip() and self.history[-1:] != [line]:
            self.history.append(line)
            del self.history[:-REMEMBERED]
        return line

    def replace(self, text, at):
        """Show another text, with the cursor at a place."""
        self.text, self.at = text, at
        self.write(f"\r{self.prompt}{text}\x1b[K")
        if at < len(text):
            self.write(f"\x1b[{len(text) - at}D")

    def insert(self, more):
        """Put characters in where the cursor is."""
        if len(self.text) + len(more) > LONGEST:
            self.write("\a")
        elif self.at == len(self.text):
            self.text += more
            self.at += len(more)
            self.write(more)
        elif more:
            text = self.text[:self.at] + more + self.text[self.at:]
            self.replace(text, self.at + len(more))

    # -- keys ------------------------------------------------------------------------------

    def left(self):
        if self.at:
            self.at -= 1
            self.write("\x1b[D")

    def right(self):
        if self.at < len(self.text):
            self.at += 1
            self.write("\x1b[C")

    def home(self):
        if self.at:
            self.write(f"\x1b[{self.at}D")
            self.at = 0

    def end(self):
        if self.at < len(self.text):
            self.write(f"\x1b[{len(self.text) - self.at}C")
            self.at = len(self.text)

    def delete(self):
        if self.at < len(self.text):
            self.replace(self.text[:self.at] + self.text[self.at + 1:], self.at)

    def kill_left(self):
        self.replace(self.text[self.at:], 0)

    def kill_right(self):
        self.replace(self.text[:self.at], self.at)

    def kill_word(self):
        kept = self.text[:self.at].rstrip(" ")
        kept = kept[:kept.rfind(" ") + 1]
        self.replace(kept + self.text[self.at:], len(kept))

    def abandon(self):
        self.write("^C\n")
        self.start()

    def clear_screen(self):
        self.write("\x1b[H\x1b[2J")
        self.replace(self.text, self.at)

    def older(self):
        self.recall(self.place - 1)

    def newer(self):
        self.recall(self.place + 1)

    def recall(self, place):
        """Show a line of the history; after the last one comes what was being typed."""
        if not 0 <= place <= len(self.history):
            return
        if self.place == len(self.history):
            self.draft = self.text
        self.place = place
        text = self.draft if place == len(self.history) else self.history[place]
        self.replace(text, len(text))

    def tab(self):
        """Complete as far as there is one way; list the ways if there are several."""
        begun, rest = self.text[:self.at], self.text[self.at:]
        found = self.complete(begun)
        if not found:
            self.write("\a")
            return
        common = found[0]
        for other in found[1:]:
            while not other.startswith(common):
                common = common[:-1]
        if len(common) > len(begun):
            self.replace(common + rest, len(common))
        elif len(found) > 1:
            words = [text.split()[-1] for text in found]
            self.write("\n" + "  ".join(words) + "\n")
            self.replace(self.text, self.at)
