"""Characters for the matching engine: categories, cases, sets."""

_WORD = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_SPACE = frozenset(b" \t\n\r\f\v")

(FAILURE, SUCCESS, ANY, ANY_ALL, ASSERT, ASSERT_NOT, AT, BRANCH, CATEGORY, CHARSET, BIGCHARSET,
 GROUPREF, GROUPREF_EXISTS, IN, INFO, JUMP, LITERAL, MARK, MAX_UNTIL, MIN_UNTIL, NOT_LITERAL,
 NEGATE, RANGE, REPEAT, REPEAT_ONE, SUBPATTERN, MIN_REPEAT_ONE, ATOMIC_GROUP, POSSESSIVE_REPEAT,
 POSSESSIVE_REPEAT_ONE, GROUPREF_IGNORE, IN_IGNORE, LITERAL_IGNORE, NOT_LITERAL_IGNORE,
 GROUPREF_LOC_IGNORE, IN_LOC_IGNORE, LITERAL_LOC_IGNORE, NOT_LITERAL_LOC_IGNORE,
 GROUPREF_UNI_IGNORE, IN_UNI_IGNORE, LITERAL_UNI_IGNORE, NOT_LITERAL_UNI_IGNORE,
 RANGE_UNI_IGNORE) = range(43)


def ascii_lower(code):
    """The lower case of an ASCII letter; anything else as it is."""
    return code + 32 if 65 <= code <= 90 else code


def unicode_lower(code):
    """The simple lower case of a character."""
    if code < 128:
        return code + 32 if 65 <= code <= 90 else code
    return ord(chr(code).lower()[0])


def unicode_upper(code):
    """The simple upper case of a character; itself where that would be several."""
    upper = chr(code).upper()
    return ord(upper) if len(upper) == 1 else code


def ascii_is_cased(code):
    """Whether a character is an ASCII letter."""
    return 65 <= code <= 90 or 97 <= code <= 122


def unicode_is_cased(code):
    """Whether a character has another case."""
    return unicode_lower(code) != code or unicode_upper(code) != code


def ascii_is_word(code):
    """``\\w`` in ASCII."""
    return code in _WORD


def unicode_is_word(code):
    """``\\w`` in Unicode."""
    if code < 128:
        return code in _WORD
    return chr(code).isalnum()


def _digit(code):
    return 48 <= code <= 57


def _space(code):
    return code in _SPACE


def _linebreak(code):
    return code == 10


def _unicode_digit(code):
    return chr(code).isdecimal()


def _unicode_space(code):
    return chr(code).isspace()


def _unicode_linebreak(code):
    return len(chr(code).splitlines()) == 1 and chr(code).splitlines()[0] == ""


_TESTS = (
    _digit, _space, ascii_is_word, _linebreak, ascii_is_word, _unicode_digit, _unicode_space,
    unicode_is_word, _unicode_linebreak,
)


def in_category(number, code):
    """Whether a character is in a category; odd numbers are the contraries of even ones."""
    found = _TESTS[number >> 1](code)
    return not found if number & 1 else found


def in_set(program, at, code):
    """Whether a character is in the set whose program starts at an index."""
    wanted = True
    while True:
        op = program[at]
        if op == FAILURE:
            return not wanted
        if op == LITERAL:
            if code == program[at + 1]:
                return wanted
            at += 2
        elif op == RANGE:
            if program[at + 1] <= code <= program[at + 2]:
                return wanted
            at += 3
        elif op == CATEGORY:
            if in_category(program[at + 1], code):
                return wanted
            at += 2
        elif op == CHARSET:
            if code < 256 and program[at + 1 + (code >> 5)] >> (code & 31) & 1:
                return wanted
            at += 9
        elif op == NEGATE:
            wanted = not wanted
            at += 1
        elif op == BIGCHARSET:
            if code < 65536 and _in_big_set(program, at + 2, code):
                return wanted
            at += 2 + 64 + program[at + 1] * 8
        elif op == RANGE_UNI_IGNORE:
            low, high = program[at + 1], program[at + 2]
            if low <= code <= high or low <= unicode_upper(code) <= high:
                return wanted
            at += 3
        else:
            raise RuntimeError("invalid SRE code")


def _in_big_set(program, at, code):
    """A set of 16-bit characters: a table of 256 block numbers, four a word, then the blocks."""
    high = code >> 8
    block = program[at + (high >> 2)] >> ((high & 3) * 8) & 0xFF
    low = code & 0xFF
    return program[at + 64 + block * 8 + (low >> 5)] >> (low & 31) & 1


def set_table(program, at):
    """The members below 256 of a set as bytes of 0 and 1."""
    return bytes([1 if in_set(program, at, code) else 0 for code in range(256)])
