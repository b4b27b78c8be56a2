"""Which part of a piece of a line is the operator, for the markers under it in tracebacks.

CPython's ``traceback`` parses the piece into a syntax tree and takes the outermost node:
an arithmetic operation has its operator marked, a subscript its brackets. Here the
outermost operator is found by precedence among the tokens outside all brackets.
"""

_STRING_PREFIXES = frozenset("rRbBuUfF")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_WORDS = frozenset((
    "and", "as", "assert", "await", "break", "class", "continue", "def", "del", "elif", "else",
    "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
))
_OPERATORS = (
    "**=", "//=", ">>=", "<<=", "...", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->",
    "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", ":=",
)
#: Binary arithmetic operators by precedence, loosest first; ``**`` binds tightest.
_LEVELS = ("|", "^", "&", "<< >>", "+ -", "* / // % @")
_PRECEDENCE = {op: i for i, level in enumerate(_LEVELS) for op in level.split()}
_POWER = len(_LEVELS) + 1  # between them stand the unary operators

_ATOM, _GROUP, _BRACKETS, _OPERATOR, _WORD = range(5)


def _extract_caret_anchors_from_line_segment(segment):
    """As the function of this name in ``traceback``; ``None`` if there is nothing to mark."""
    from traceback import _Anchors

    tokens = _tokens(segment)
    if not tokens:
        return None
    found = _operator(tokens)
    if found is None:
        return None
    if found < 0:
        _, start, end, text = tokens[-1]
        return None if text[1:-1].strip() == "" else _Anchors(start, end)
    end = _ungrouped(segment, tokens[:found])[-1][2]
    start = tokens[found][1]
    between = segment[end:start + 3]
    blanks = len(between) - len(between.lstrip())
    left = end + blanks
    following = segment[left + 1:_ungrouped(segment, tokens[found + 1:])[0][1]][:1]
    width = 1 if following == "" or following.isspace() else 2
    while segment[left].isspace() or segment[left] == ")":
        left += 1
    return _Anchors(left, left + width)


def _tokens(text):
    """Quadruples (kind, start, end, text) of what stands outside brackets; ``None`` for no text."""
    found = []
    i = 0
    while i < len(text):
        char = text[i]
        if char.isspace():
            i += 1
            continue
        start = i
        if char in _CLOSING:
            i = _close(text, i)
            if i < 0:
                return None
            if _is_operand(found):  # the bracket calls or subscripts it
                kind = _BRACKETS if char == "[" else _ATOM
            else:
                kind = _GROUP if char == "(" else _ATOM
        elif char in "\"'" or _is_string(text, i):
            i = _string(text, i)
            if i < 0:
                return None
            kind = _ATOM
        elif char.isalnum() or char == "_":
            i = _word(text, i)
            kind = _WORD if text[start:i] in _WORDS else _ATOM
        elif char == "." and text[i + 1:i + 2].isdigit() and not _is_operand(found):
            i = _word(text, i + 1)
            kind = _ATOM
        elif char == ".":
            i += 1
            kind = _ATOM
        else:
            width = next((len(op) for op in _OPERATORS if text.startswith(op, i)), 1)
            i += width
            kind = _OPERATOR
        found.append((kind, start, i, text[start:i]))
    return found


def _is_operand(tokens):
    """Whether the last token ends an operand, so that what follows continues it."""
    return bool(tokens) and tokens[-1][0] in (_ATOM, _GROUP, _BRACKETS)


def _is_string(text, i):
    """Whether a literal with a prefix begins here."""
    end = i
    while end < len(text) and end < i + 2 and text[end] in _STRING_PREFIXES:
        end += 1
    return end > i and text[end:end + 1] in ("'", '"')


def _string(text, i):
    """The end of a literal, -1 if it goes on behind the text."""
    while text[i] not in "\"'":
        i += 1
    quote = text[i] * 3 if text.startswith(text[i] * 3, i) else text[i]
    i += len(quote)
    while i < len(text):
        if text[i] == "\\":
            i += 2
        elif text.startswith(quote, i):
            return i + len(quote)
        else:
            i += 1
    return -1


def _word(text, i):
    """The end of a name or number."""
    number = text[i].isdigit()
    while i < len(text):
        char = text[i]
        exponent = number and char in "+-" and text[i - 1] in "eE" and "x" not in text[:i][-9:]
        if not (char.isalnum() or char == "_" or number and char == "." or exponent):
            break
        i += 1
    return i


def _close(text, i):
    """Behind the bracket that closes the one here, -1 if there is none."""
    waiting = []
    while i < len(text):
        char = text[i]
        if char in "\"'":
            i = _string(text, i)
            if i < 0:
                return -1
            continue
        if char in _CLOSING:
            waiting.append(_CLOSING[char])
        elif char in ")]}":
            if not waiting or waiting.pop() != char:
                return -1
            if not waiting:
                return i + 1
        i += 1
    return -1


def _operator(tokens):
    """The index of the outermost operator; -1 for a subscript, ``None`` for anything else."""
    best = None
    level = _POWER + 1
    unary = False
    for i, (kind, _, _, text) in enumerate(tokens):
        if kind == _WORD:
            return None
        if kind != _OPERATOR:
            continue
        if not _is_operand(tokens[:i]):
            if text not in ("+", "-", "~"):
                return None
            unary = unary or i == 0
        elif text == "**":
            if level > _POWER:
                best, level = i, _POWER
        elif text in _PRECEDENCE:
            if _PRECEDENCE[text] <= level:
                best, level = i, _PRECEDENCE[text]
        else:
            return None
    if best is not None:
        return None if unary and level == _POWER or best + 1 == len(tokens) else best
    return -1 if not unary and len(tokens) > 1 and tokens[-1][0] == _BRACKETS else None


def _ungrouped(text, tokens):
    """The tokens of an operand as the syntax tree has it: without parentheses around all of it."""
    while len(tokens) == 1 and tokens[0][0] == _GROUP:
        offset = tokens[0][1] + 1
        parts = _grouped(text[offset:tokens[0][2] - 1])
        if parts is None:
            break
        tokens = [(k, s + offset, e + offset, t) for k, s, e, t in parts]
    return tokens


def _grouped(inner):
    """The tokens in parentheses, ``None`` if these make a tuple or a generator."""
    parts = _tokens(inner)
    if not parts:
        return None
    if any(text == "," or kind == _WORD and text == "for" for kind, _, _, text in parts):
        return None
    return parts
