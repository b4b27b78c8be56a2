"""``str.format`` and ``str.format_map``: replacement fields, nested ones too."""

from tamapy.metal import cast, isize, metal, stack_array, usize
from tamapy.runtime import texts
from tamapy.runtime.layout import Str
from tamapy.runtime.strings.units import View, open_view, piece, unit

OPEN = 123
CLOSE = 125
BRACKET_OPEN = 91
BRACKET_CLOSE = 93
EXCLAMATION = 33
COLON = 58
POINT = 46

#: Numbering of fields: not yet known, automatic, by hand.
UNKNOWN, AUTOMATIC, MANUAL = 0, 1, 2


@metal
def next_brace(text: Str, at: usize) -> isize:
    """The place of the first brace from ``at`` on; the length if there is none."""
    while at < text.length:
        c = unit(text.data, text.kind, at)
        if c == OPEN or c == CLOSE:
            break
        at += 1
    return isize(at)


@metal
def field_end(text: Str, at: usize) -> isize:
    """The place of the brace that closes a field, whose content starts at ``at``; or -1."""
    depth: isize = 1
    while at < text.length:
        c = unit(text.data, text.kind, at)
        if c == OPEN:
            depth += 1
        elif c == CLOSE:
            depth -= 1
            if depth == 0:
                return isize(at)
        at += 1
    return -1


@metal
def name_end(text: Str, at: usize) -> isize:
    """Where a field's name ends: at ``!``, ``:`` or ``}`` outside brackets, or the end."""
    inside = False
    while at < text.length:
        c = unit(text.data, text.kind, at)
        if inside:
            inside = c != BRACKET_CLOSE
        elif c == BRACKET_OPEN:
            inside = True
        elif c == COLON or c == EXCLAMATION or c == CLOSE:
            break
        elif c == OPEN:
            raise ValueError("unexpected '{' in field name")
        at += 1
    return isize(at)


@metal
def part(text: Str, start: usize, stop: usize) -> object:
    """The characters between two places."""
    v = stack_array(View, 1)[0]
    open_view(cast(object, text), v)
    return piece(v, start, stop - start)


@metal
def code_at(text: Str, at: usize) -> isize:
    """The code point at a place; -1 beyond the end."""
    if at >= text.length:
        return -1
    return isize(unit(text.data, text.kind, at))


def digits_value(text):
    """The number that decimal digits spell, -1 if text is something else."""
    if not text:
        return -1
    value = 0
    for c in text:
        if c < "0" or c > "9":
            return -1
        value = value * 10 + ord(c) - 48
    if value >= 1 << 31:
        raise ValueError("Too many decimal digits in format string")
    return value


def split_name(name):
    """The first part of a field's name and the rest, which starts with ``.`` or ``[``."""
    i = 0
    for c in name:
        if c == "." or c == "[":
            break
        i += 1
    return name[:i], name[i:]


def first_part(name):
    """The first part of a field's name: an int if it is a number."""
    number = digits_value(name)
    return name if number < 0 else number


def access(value, rest, at):
    """Follow the attribute or index at a place; the value and where the next one starts."""
    size = len(rest)
    c = rest[at]
    if c == ".":
        stop = at + 1
        while stop < size and rest[stop] != "." and rest[stop] != "[":
            stop += 1
        name = rest[at + 1 : stop]
        if not name:
            raise ValueError("Empty attribute in format string")
        return getattr(value, name), stop
    if c != "[":
        raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    stop = rest.find("]", at)
    if stop < 0:
        raise ValueError("Missing ']' in format string")
    name = rest[at + 1 : stop]
    if not name:
        raise ValueError("Empty attribute in format string")
    return value[first_part(name)], stop + 1


def convert(value, letter):
    """``!r``, ``!s`` and ``!a``."""
    if letter == "r":
        return texts.convert_r(value)
    if letter == "s":
        return texts.convert_s(value)
    if letter == "a":
        return texts.convert_a(value)
    if 32 < ord(letter) < 127:
        raise ValueError(f"Unknown conversion specifier {letter}")
    raise ValueError(f"Unknown conversion specifier \\x{ord(letter):x}")


def take_field(text, at):
    """(name, conversion, specification, place behind) of the field that starts at a place."""
    size = len(text)
    end = name_end(text, at)
    if end >= size:
        raise ValueError("expected '}' before end of string")
    name = part(text, at, end)
    mark = code_at(text, end)
    at = end + 1
    if mark == CLOSE:
        return name, None, "", at
    conversion = None
    if mark == EXCLAMATION:
        if at >= size:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = part(text, at, at + 1)
        at += 2
        mark = code_at(text, at - 1)
        if mark == CLOSE:
            return name, conversion, "", at
        if mark >= 0 and mark != COLON:
            raise ValueError("expected ':' after conversion specifier")
    stop = field_end(text, at)
    if stop < 0:
        raise ValueError("unmatched '{' in format spec")
    return name, conversion, part(text, at, stop), stop + 1


#: What a parsed text that cannot be read to its end ends in: this and the message.
FAULT = object()

#: Texts taken apart: literal parts, and tuples for fields. Emptied when it is full.
_parsed = {}
MOST_PARSED = 64


def parsed(text):
    """The parts of a text: strs, fields, and perhaps a fault at the end."""
    found = _parsed.get(text)
    if found is None:
        found = []
        try:
            parse(text, found)
        except ValueError as error:
            found.append((FAULT, error.args[0]))
        if len(_parsed) >= MOST_PARSED:
            _parsed.clear()
        _parsed[text] = found
    return found


def parse(text, found):
    """Take a text apart.

    A field is (first part of the name, rest of the name, conversion, specification,
    whether that has fields in turn).
    """
    at = 0
    size = len(text)
    while at < size:
        brace = next_brace(text, at)
        if brace > at:
            found.append(part(text, at, brace))
        if brace >= size:
            break
        c = code_at(text, brace)
        if code_at(text, brace + 1) == c:
            found.append("{" if c == OPEN else "}")
            at = brace + 2
            continue
        if c == CLOSE:
            raise ValueError("Single '}' encountered in format string")
        if brace + 1 >= size:
            raise ValueError("Single '{' encountered in format string")
        name, conversion, spec, at = take_field(text, brace + 1)
        first, rest = split_name(name)
        nested = next_brace(spec, 0) < len(spec)
        found.append((first_part(first), rest, conversion, spec, nested))


def number_field(numbering, first):
    """The first part of a name, numbered by position if it is empty.

    ``numbering`` holds the next number and how fields are numbered.
    """
    if first != "" and type(first) is not int:
        return first
    state = AUTOMATIC if first == "" else MANUAL
    if numbering[1] == UNKNOWN:
        numbering[1] = state
    elif numbering[1] != state:
        if state == MANUAL:
            raise ValueError(
                "cannot switch from automatic field numbering to manual field specification"
            )
        raise ValueError(
            "cannot switch from manual field specification to automatic field numbering"
        )
    if state == MANUAL:
        return first
    first = numbering[0]
    numbering[0] = first + 1
    return first


def field_value(first, rest, numbering, args, keywords):
    """The value a field names."""
    key = number_field(numbering, first)
    if type(key) is int:
        if args is None:
            raise ValueError("Format string contains positional fields")
        if key >= len(args):
            raise IndexError(
                f"Replacement index {key} out of range for positional args tuple"
            )
        value = args[key]
    else:
        value = keywords[key]
    at = 0
    while at < len(rest):
        value, at = access(value, rest, at)
    return value


def render(text, args, keywords, numbering, depth):
    """The text with its replacement fields filled in."""
    if depth <= 0:
        raise ValueError("Max string recursion exceeded")
    parts = []
    for item in parsed(text):
        if type(item) is str:
            parts.append(item)
            continue
        if item[0] is FAULT:
            raise ValueError(item[1])
        first, rest, conversion, spec, nested = item
        value = field_value(first, rest, numbering, args, keywords)
        if conversion is not None:
            value = convert(value, conversion)
        if nested:
            spec = render(spec, args, keywords, numbering, depth - 1)
        parts.append(texts.format_value(value, spec))
    return "".join(parts)


def format_text(text, args, keywords):
    """``text.format(*args, **keywords)``."""
    return render(text, args, keywords, [0, UNKNOWN], 2)


def format_map(text, mapping):
    """``text.format_map(mapping)``."""
    return render(text, None, mapping, [0, UNKNOWN], 2)
