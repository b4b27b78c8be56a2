"""The matcher of regular expressions against CPython's, by patterns and texts made at random."""

import importlib.util
import re
import warnings
from pathlib import Path
from re import _compiler, _parser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tamapy
from tamapy.metal import cast, metal
from tamapy.runtime.layout import Str
from tamapy.runtime.matching import finding, nodes
from tamapy.runtime.simulation import hosted
from tamapy.runtime.strings.units import View


def _translator():
    """The module of the library that makes programs, run by CPython itself."""
    path = Path(tamapy.__file__).parent / "lib" / "_sre_nodes.py"
    spec = importlib.util.spec_from_file_location("_sre_nodes", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translator = _translator()


@metal
def opened(value: object, view: View) -> None:
    """Lay open a text: simulated types have no flags to tell of what type one is."""
    text = cast(Str, value)
    view.owner = value
    view.data = text.data
    view.length = text.length
    view.kind = text.kind


@pytest.fixture(autouse=True)
def texts(monkeypatch):
    monkeypatch.setattr(finding, "open_view", opened)


def words_of(pattern, flags=0):
    """The matcher's program for a pattern."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = _parser.parse(pattern, flags)
    code = [int(word) for word in _compiler._code(tree, flags)]
    return translator.translate(code, tree.state.groups - 1)


def packed(words):
    return b"".join(word.to_bytes(4, "little") for word in words)


def found(program, bits, text, start, end, mode):
    """The spans of a match and the number of the last group, or ``None``."""
    marks = finding.find(program, text, start, end, -1, mode)
    if marks is None:
        return None
    size = bits // 8
    values = [
        int.from_bytes(marks[i:i + size], "little", signed=True) for i in range(0, len(marks), size)
    ]
    spans = zip(values[0:-1:2], values[1::2], strict=True)
    return [pair if 0 <= pair[0] <= pair[1] else (-1, -1) for pair in spans], max(values[-1], 0)


def compare(bits, pattern, flags, text, start=0, end=None):
    """Match, search and match the whole text, here and by CPython."""
    end = len(text) if end is None else end
    program = packed(words_of(pattern, flags))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = re.compile(pattern, flags)
    for mode, method in enumerate((theirs.search, theirs.match, theirs.fullmatch)):
        match = method(text, start, end)
        wanted = match and (list(match.regs), match.lastindex or 0)
        with hosted(bits):
            assert found(program, bits, text, start, end, mode) == wanted, (pattern, text, mode)


CASES = [
    ("abc", "xxabcab"), ("a|b|cd|", "cd"), ("(a|ab)(c|bcd)(d*)", "abcd"), ("[^a-c]+$", "abcxyz"),
    (".*b", "aabab\nab"), (".*?b.*?c", "aabac"), ("(?s).+x", "a\nbxc"), ("x*y", "xxz xxxy"),
    (r"\bfoo\b", "a foo."), ("^a", "ba"), ("(?m)^a$", "b\na\nb"), (r"\Aa\Z", "a"),
    ("a{2,3}b", "aaaab"), ("a{2,3}?b", "aaaab"), ("(ab){2,3}", "ababababx"),
    ("(ab){2,3}?x", "abababx"), ("(a*)*", "aa"), ("(a*)+?b", "aab"), ("(?:a|b)*?c", "ababc"),
    ("((a)|(b))*", "ab"), ("(?:(a)|b)+c", "abbc"), ("(?=ab)a(b)", "ab"), ("(?!ab)a(.)", "abac"),
    ("(?<=a)b", "bab"), ("(?<!a)b", "abb"), ("(?>a+)b", "aaab"), ("(?>a|ab)c", "abc"),
    ("a++b", "aab"), ("(?:ab)++c", "ababc"), ("a?+a", "a"), (r"(.)\1", "abccd"),
    (r"(?i)(a)\1", "aA"), ("(?i)straße|K", "STRAßE \u212a"), ("(?i)[k-z]+", "\u212a\u017fKs"),
    ("(?i)[^k]", "\u212ak"), ("(x)?(?(1)y|z)", "xyz"), ("(x)?(?(1)y)", "a"),
    ("[\u0430-\u044f]+", "ab \u0436\u0437"), ("\u0436|a", "xx\u0436"),
    ("[^\u0436]", "\u0436\U0001f600"), (r"\w+\s\W", "a\u0436_ \u2028!"), ("(?a)\\w+", "\u00e9a"),
    ("q.{3}\U0001f600", "xqabc\U0001f600"),
    (r'(^|[^\\])"/D\((-?\d+)\)/"', 'a\\"/D(1)/" "/D(-23)/"'), ("\\s?;\\s?", "a ; b"),
    ("(?!)", "a"), ("", ""), ("a{0}b", "ab"), ("(?:a?){3}b", "aab"), ("(a?)*?$", "aaa"),
    ("abcab|abd", "abcabd"), ("PPx", "PPPPPx"), ("([0a-z][a-z0-9]*,)+", "--a5,b7,c9,--"),
    ("(?i)I|\u0130", "i"),
]


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("pattern, text", CASES)
def test_cases(bits, pattern, text):
    compare(bits, pattern, 0, text)
    compare(bits, pattern, 0, text + "\U0001f600")
    if len(text) > 2:
        compare(bits, pattern, 0, text, 1, len(text) - 1)


ATOMS = st.sampled_from([
    "a", "b", "ab", "ba", "A", ",", ".", r"\w", r"\s", r"\D", "[ab]", "[^a]", "[a-c,]", "^", "$",
    r"\b", "\u00e9", "\u0436", "k", "\u212a", "[\u00e9b\u0436k]", "[^\u0436]", "\n", "(?<=a)",
    "(?<!ab)",
])
QUANTIFIERS = st.sampled_from(["", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}"])
MANNERS = st.sampled_from(["", "", "", "?", "+"])


def _grown(inner):
    several = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        several.map("".join), several.map("|".join), inner.map("(?:{})".format),
        inner.map("({})".format), inner.map("(?={})".format), inner.map("(?!{})".format),
        inner.map("(?>{})".format), st.tuples(inner, QUANTIFIERS, MANNERS).map(
            lambda t: f"(?:{t[0]}){t[1]}{t[2]}" if t[1] else t[0]
        ),
        st.tuples(inner, QUANTIFIERS).map(lambda t: f"({t[0]}){t[1]}"),
        inner.map(r"({})\1".format), inner.map("({})(?(1)a|b)".format),
    )


PATTERNS = st.recursive(
    st.tuples(ATOMS, QUANTIFIERS, MANNERS).map(
        lambda t: "(?:{}){}{}".format(*t) if t[1] else t[0]
    ), _grown, max_leaves=8,
)
TEXTS = st.one_of(
    st.text("ab,", max_size=10), st.text("abAk, \n\u00e9", max_size=10),
    st.text("ab\u0436\u212a", max_size=8), st.text("ab\U0001f600", max_size=6),
)


@pytest.mark.parametrize("bits", [32, 64])
@settings(
    max_examples=150, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pattern=PATTERNS, text=TEXTS, flags=st.sampled_from([0, 0, re.I, re.M, re.S, re.A | re.I]))
def test_any_patterns(bits, pattern, text, flags):
    try:
        compare(bits, pattern, flags, text)
    except (re.error, SystemError):  # of CPython's own matcher, in the odd case
        return


def test_what_follows_closes_choices():
    """Where what follows a repeat cannot begin with its character, there is no way back."""
    def operations(pattern):
        return words_of(pattern)[nodes.HEADER]

    assert operations("[a-z]*;") == operations("[^;]*;") == nodes.POSSESSIVE
    assert operations("[a-z]*b") == operations("a*") == nodes.GREEDY
    assert operations("a{3}a") == nodes.POSSESSIVE
    assert operations(r"\w*\u0436") == nodes.GREEDY  # it may be one of them


def test_what_a_search_can_go_by():
    def header(pattern, flags=0):
        return words_of(pattern, flags)[:nodes.HEADER]

    assert header("^a")[nodes.FLAGS] == header("(?:^a|^b)")[nodes.FLAGS] == nodes.ANCHORED
    assert header(".*a")[nodes.FLAGS] == nodes.WHOLE_LINE
    assert header("(.*)a")[nodes.FLAGS] == header("(?s).*a")[nodes.FLAGS] == 0
    words = words_of("(^|[^x])abc")
    assert words[nodes.NEAREST:nodes.FARTHEST + 1] == [0, 1]
    place = words[nodes.NEEDED]
    assert words[place:place + 4] == [3, *b"abc"]
    assert header("x*ab")[nodes.FARTHEST] == nodes.FAR
    assert header("ab|ac")[nodes.FIRST:nodes.FIRST_VALUE + 1] == [nodes.CHAR, ord("a")]
    assert header("ab|ac")[nodes.SECOND] == nodes.SET
