"""``_string``: replacement fields of format strings, taken apart."""


def formatter_parser(text, /):
    """(literal text, field name, format spec, conversion) of each piece."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    return _pieces(text)


def _pieces(text):
    at = 0
    size = len(text)
    literal = ""
    while at < size:
        c = text[at]
        if c not in "{}":
            end = at
            while end < size and text[end] not in "{}":
                end += 1
            literal += text[at:end]
            at = end
            continue
        if at + 1 < size and text[at + 1] == c:
            yield literal + c, None, None, None
            literal = ""
            at += 2
            continue
        if c == "}":
            raise ValueError("Single '}' encountered in format string")
        if at + 1 == size:
            raise ValueError("Single '{' encountered in format string")
        field, at = _field(text, at + 1)
        yield (literal, *field)
        literal = ""
    if literal:
        yield literal, None, None, None


def _field(text, at):
    """The parts of the field that begins at ``at``, and where it ends."""
    start = at
    depth = 1
    brackets = 0
    mark = -1
    while at < len(text):
        c = text[at]
        if mark < 0 and c == "[":
            brackets = 1
        elif mark < 0 and c == "]":
            brackets = 0
        elif brackets:
            pass
        elif c == "{":
            depth += 1
        elif c == "}":
            depth -= 1
            if not depth:
                break
        elif c in "!:" and mark < 0:
            mark = at
        at += 1
    if depth:
        raise ValueError("expected '}' before end of string")
    name = text[start:at if mark < 0 else mark]
    conversion = None
    spec = ""
    if mark >= 0 and text[mark] == "!":
        if mark + 1 >= at:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[mark + 1]
        mark += 2
        if mark < at and text[mark] != ":":
            raise ValueError("expected ':' after conversion specifier")
    if 0 <= mark < at:
        spec = text[mark + 1:at]
    return (name, spec, conversion), at + 1


def formatter_field_name_split(name, /):
    """The first part of a field name, and an iterator over the rest."""
    end = 0
    while end < len(name) and name[end] not in ".[":
        end += 1
    return _number(name[:end]), _rest(name, end)


def _number(text):
    return int(text) if text.isdecimal() else text


def _rest(name, at):
    while at < len(name):
        if name[at] == ".":
            end = at + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            if end == at + 1:
                raise ValueError("Empty attribute in format string")
            yield True, name[at + 1:end]
        elif name[at] == "[":
            end = name.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            if end == at + 1:
                raise ValueError("Empty attribute in format string")
            yield False, _number(name[at + 1:end])
            end += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        at = end
