"""The console's line editor and its table, under CPython."""

import pytest


class Terminal:
    """What a VT100 shows of what the editor sends, as far as the editor uses it."""

    def __init__(self, editor_class, words=()):
        self.rows, self.column, self.bells = [""], 0, 0
        self.editor = editor_class(
            self.write, lambda text: [f"{word} " for word in words if word.startswith(text)]
        )
        self.editor.start()

    def write(self, text):
        while text:
            if text.startswith("\x1b["):
                end = next(i for i in range(2, len(text)) if text[i].isalpha())
                self.control(text[end], int(text[2:end] or 1))
                text = text[end + 1:]
                continue
            character, text = text[0], text[1:]
            row = self.rows[-1]
            if character == "\n":
                self.rows.append("")
                self.column = 0
            elif character == "\r":
                self.column = 0
            elif character == "\a":
                self.bells += 1
            else:
                self.rows[-1] = row[:self.column] + character + row[self.column + 1:]
                self.column += 1

    def control(self, letter, count):
        row = self.rows[-1]
        if letter == "K":
            self.rows[-1] = row[:self.column]
        elif letter == "C":
            self.column += count
        elif letter == "D":
            self.column -= count
        elif letter == "H":
            self.column = 0
        elif letter == "J":
            self.rows = [""]
        assert letter in "KCDJH" and 0 <= self.column <= len(self.rows[-1])

    def type(self, text):
        """The lines that came of what is typed."""
        lines = [self.editor.feed(byte) for byte in text.encode()]
        # What is shown is what the editor has, wherever the cursor is.
        shown = self.rows[-1]
        if lines[-1] is None:
            assert shown == self.editor.prompt + self.editor.text
            assert self.column == len(self.editor.prompt) + self.editor.at
        return [line for line in lines if line is not None]


@pytest.fixture
def terminal(console_module):
    return Terminal(console_module("line").Editor, ("help", "halt", "stack", "stackall"))


UP, DOWN, RIGHT, LEFT, HOME, END, DELETE = (
    "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1bOH", "\x1b[4~", "\x1b[3~",
)


@pytest.mark.parametrize("typed, line", [
    ("abc", "abc"), ("abd\x7fc", "abc"), ("bc" + HOME + "a", "abc"), ("ac" + LEFT + "b", "abc"),
    ("ab" + LEFT * 5 + RIGHT + "x" + END + "c", "axbc"), ("abc\x01" + DELETE, "bc"),
    ("one two  \x17three", "one three"), ("one two\x01\x0bx", "x"), ("one\x15two", "two"),
    ("a\x02\x08b\x06\x06c", "bac"), ("ü€" + LEFT + "\x08x", "x€"), ("a\x03b", "b"),
    ("a\x1b[99Xb", "ab"), ("abc\x0c", "abc"), ("a\x05b", "ab"),
])
def test_a_line_is_edited(terminal, typed, line):
    terminal.type(typed)
    assert terminal.type("\r") == [line]


def test_the_end_of_a_line_is_one(terminal):
    for typed in ("a\r", "\nb\n"):
        (line,) = terminal.type(typed)
        assert line in "ab"
        terminal.editor.start()


def test_history(terminal):
    for line in ("first", "second", "second", "  "):
        assert terminal.type(f"{line}\n") == [line]
        terminal.editor.start()
    terminal.type("draft" + UP)
    assert terminal.editor.text == "second"
    terminal.type(UP + UP)
    assert terminal.editor.text == "first"
    terminal.type(DOWN + DOWN + DOWN)
    assert terminal.editor.text == "draft"
    terminal.type("\x10\x10\x0e" + " more\n")
    assert terminal.editor.history == ["first", "second", "second more"]


def test_history_is_bounded(terminal):
    for i in range(300):
        terminal.type(f"{i}\n")
        terminal.editor.start()
    assert len(terminal.editor.history) == 100 and terminal.editor.history[-1] == "299"


def test_a_line_is_bounded(terminal):
    terminal.type("x" * 1500)
    assert len(terminal.editor.text) == 1000 and terminal.bells == 500


def test_completion(terminal):
    terminal.type("he\t")
    assert terminal.editor.text == "help "
    terminal.type("\x15st\t")
    assert terminal.editor.text == "stack"
    terminal.type("\t")
    assert terminal.rows[-2] == "stack  stackall"
    terminal.type("\x15zz\t")
    assert terminal.bells == 1


class Spoken:
    """A console that keeps what was said."""

    def __init__(self):
        self.lines = []

    def say(self, *parts):
        self.lines.append(" ".join(map(str, parts)))


def run(table, line):
    console = Spoken()
    table.run(console, line)
    return console.lines


def test_what_a_command_does_wrong_is_told(console_module):
    module = console_module("table")

    def fail(console, words):
        if words[0] == "missing":
            raise module.Missing("this board has no luck")
        return 1 // module.number(words[0], 0, 9)

    table = module.Table([module.Command("try", "N", "try it", fail, 1, 1, ("missing",))])
    assert run(table, "try missing") == ["this board has no luck"]
    assert run(table, "try 0") == ["try: ZeroDivisionError: integer division or modulo by zero"]
    assert run(table, "try 1") == [] and run(table, "  ") == []
    for line in ("try", "try 1 2", "try x", "try 10", "try -1"):
        assert run(table, line) == ["usage: try N"]
    assert run(table, "tri 1") == ["there is no command tri; help lists them"]
    assert table.complete("t") == ["try "] and table.complete("try m") == ["try missing "]
    assert table.complete("tri m") == []
