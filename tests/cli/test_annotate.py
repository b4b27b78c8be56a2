"""``tamapy build --annotate``: a page of the source with the work that is left for run time."""

import re
from html.parser import HTMLParser

import pytest

from tamapy.compiler import annotate
from tamapy.compiler.codegen import numbers, primitives

PROGRAM = """\
import helper

def constant():
    return "nothing to do"

def sum_of(a, b):
    total = a + b
    return total.bit_length() < 2  # <&>

print(helper.twice(3), sum_of(1, 2), constant())
"""
HELPER = "def twice(x):\n    return x @ x if x is None else x * 2\n"


class Page(HTMLParser):
    """The files of a page: a list of lines, each (number, weight, text, reasons)."""

    def __init__(self, text):
        super().__init__()
        self.files = {}
        self.where = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag in ("meta",):
            return
        self.where.append((tag, dict(attributes).get("class", "")))
        if tag in ("details", "div") and self.where[-2][1] == "source":
            self.lines.append([0, 0, "", []])

    def handle_endtag(self, tag):
        self.where.pop()

    def handle_data(self, data):
        tag, kind = self.where[-1] if self.where else ("", "")
        if tag == "h2":
            self.lines = self.files[data] = []
        elif kind == "number":
            self.lines[-1][0] = int(data)
        elif kind == "weight":
            self.lines[-1][1] = int(data)
        elif tag == "li":
            self.lines[-1][3].append(data)
        elif any(kind == "source" for _, kind in self.where) and data.strip():
            self.lines[-1][2] += data


@pytest.fixture
def build(tamapy):
    """Builds the program with options."""
    return lambda *options: tamapy(PROGRAM, *options, command="build", helper=HELPER)


def test_the_page(build, tmp_path):
    done = build("--annotate", "-o", "image.elf")
    assert (done.status, done.output) == (0, "")
    text = (tmp_path / "image.html").read_text()
    page = Page(text)
    assert list(page.files) == ["app.py", "helper.py"]
    for name, source in (("app.py", PROGRAM), ("helper.py", HELPER)):
        lines = page.files[name]
        assert [line[0] for line in lines] == [*range(1, len(lines) + 1)]
        assert [line[2] for line in lines] == source.splitlines()
    constant, added, compared = (page.files["app.py"][n - 1] for n in (4, 7, 8))
    assert constant[1] == 0 and not constant[3]
    assert added[1] == annotate.QUICK_INT.weight and added[3] == [annotate.QUICK_INT.text]
    assert any(annotate.METHOD.text in reason for reason in compared[3])
    assert any(reason.startswith(annotate.OPERATOR.text) and "operators.matmul" in reason
               for reason in page.files["helper.py"][1][3])
    assert re.search(r"background: rgba\(255, 204, 0, 0\.\d\d\)", text)

    assert build("-o", "without.elf").status == build("--annotate", "-o", "again.elf").status == 0
    assert (tmp_path / "again.html").read_text() == text
    for name in ("again.elf", "without.elf"):
        assert (tmp_path / name).read_bytes() == (tmp_path / "image.elf").read_bytes()


def test_what_cannot_be(build, tmp_path):
    done = build("--annotate", "-o", "x.html")
    assert done.status == 2 and "is the page's name too" in done.errors
    assert not (tmp_path / "x.html").exists()
    done = build("--annotate", "--dump", "symbols")
    assert done.status == 2 and "--annotate is of no use" in done.errors


def test_every_primitive_that_calls_the_runtime_has_a_kind():
    """So that no line is white by an oversight."""
    for name, lines in primitives.TEMPLATES.items():
        if any("{s0}" in line for line in lines) and name not in ("enter", "enter.poll", "poll"):
            assert annotate._longest(annotate.PRIMITIVES, name) is not None, name
    for name in numbers.OPERATORS:
        assert annotate._longest(annotate.PRIMITIVES, f"number.{name}") is annotate.NUMBER
