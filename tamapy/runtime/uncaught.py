"""The text of exceptions and their tracebacks."""

from tamapy.metal import cast, is_null, metal
from tamapy.runtime import image, places, suggestions
from tamapy.runtime.objects import Code, Exception_, Traceback

#: Exceptions of a group that are shown.
MOST_IN_GROUP = 15


@metal
def traceback_or_none(exc: object) -> object:
    """``exc.__traceback__``."""
    return _or_none(cast(Exception_, exc).traceback)


@metal
def cause_or_none(exc: object) -> object:
    """``exc.__cause__``."""
    return _or_none(cast(Exception_, exc).cause)


@metal
def context_or_none(exc: object) -> object:
    """``exc.__context__``."""
    return _or_none(cast(Exception_, exc).context)


@metal
def is_context_hidden(exc: object) -> bool:
    """``exc.__suppress_context__``."""
    return cast(Exception_, exc).suppress is True


@metal
def _or_none(value: object) -> object:
    if is_null(value):
        return None
    return value


@metal
def entry_next(entry: Traceback) -> object:
    """``tb_next``."""
    return _or_none(entry.next)


@metal
def entry_code(entry: Traceback) -> object:
    """The code an entry is in."""
    return entry.code


@metal
def entry_position(entry: Traceback) -> object:
    """The number of an entry's place in its code."""
    return entry.position


def entry_place(entry):
    """(line, source text, markers) of an entry."""
    line = given_line(entry)
    if line is None:
        return places.row_at(entry_code(entry), entry_position(entry))
    found = places.find_line(entry_code(entry), line)
    return (line, "", "") if found is None else found


def entry_line(entry):
    """The line of an entry."""
    line = given_line(entry)
    return places.line_at(entry_code(entry), entry_position(entry)) if line is None else line


@metal
def given_line(entry: Traceback) -> object:
    """The line that a program made an entry for; ``None`` if the entry is of a raised exception."""
    return _or_none(entry.line)


def columns(row):
    """What CPython tells of a row's place: (line, end line, column, end column)."""
    line, text, markers = row
    if not markers:
        return (line, line, None, None)
    indent = text[:len(text) - len(text.lstrip())]
    start = len(indent) + len(markers) - len(markers.lstrip())
    end = len(indent) + len(markers)
    return (line, line, len(text[:start].encode()), len(text[:end].encode()))


def remember_line(code, line):
    """Let ``linecache`` know a line of a function, if its table of places has it."""
    row = places.find_line(code, line)
    if row is not None:
        remember_source(code_filename(code), row)


def remember_source(filename, row):
    """Let ``linecache`` know a line of source that a traceback shows."""
    module = image.modules.get("linecache")
    if module is None or not row[1]:
        return
    known = module.cache.get(filename)
    if known is None and module.getlines(filename):
        return  # there is such a file
    if known is None or len(known) < 4:
        known = module.cache[filename] = (0, None, [], filename)
    if known[1] is not None:
        return
    lines = known[2]
    while len(lines) < row[0]:
        lines.append("\n")
    lines[row[0] - 1] = row[1] + "\n"


@metal
def code_name(code: Code) -> object:
    """``co_name``."""
    return code.name


@metal
def code_filename(code: Code) -> object:
    """``co_filename``."""
    return code.filename


def traceback_lines(entry):
    """The lines of a traceback, as CPython prints them, repeated entries folded."""
    lines = ["Traceback (most recent call last):\n"]
    last = None
    count = 0
    while entry is not None:
        code = entry_code(entry)
        line, text, markers = entry_place(entry)
        key = (code_filename(code), line, code_name(code))
        if key == last:
            count += 1
        else:
            _fold(lines, count)
            last = key
            count = 1
        if count <= 3:
            lines.append(f'  File "{key[0]}", line {line}, in {key[2]}\n')
            if text:
                lines.append(f"    {text.strip()}\n")
                if markers:
                    lines.append(f"    {markers}\n")
        entry = entry_next(entry)
    _fold(lines, count)
    return lines


def _fold(lines, count):
    if count > 3:
        more = count - 3
        lines.append(f"  [Previous line repeated {more} more time{'' if more == 1 else 's'}]\n")


def innermost_code(entry):
    """The code in which an exception was raised."""
    code = None
    while entry is not None:
        code = entry_code(entry)
        entry = entry_next(entry)
    return code


def exception_lines(exc):
    """What follows the traceback: a syntax error's place, class and message, the notes."""
    class_ = type(exc)
    name = class_.__qualname__
    module = class_.__module__
    if module not in ("builtins", "__main__"):
        name = f"{module}.{name}"
    place, text = _place_and_message(exc)
    guess = suggestions.suggestion(exc, innermost_code(traceback_or_none(exc)))
    line = f"{name}: {text}" if text else name
    line += "\n" if guess is None else f". Did you mean: '{guess}'?\n"
    notes = getattr(exc, "__notes__", None)
    if notes is not None:
        for note in notes:
            for part in str(note).split("\n"):
                line += part + "\n"
    return place, line


def _place_and_message(exc):
    """The lines that show a syntax error's place, if it is one, and the message."""
    if hasattr(exc, "print_file_and_line"):  # SyntaxError has it; CPython goes by it too
        try:
            return syntax_place(exc), "" if exc.msg is None else str(exc.msg)
        except BaseException:
            pass
    try:
        return [], str(exc)
    except BaseException:
        return [], "<exception str() failed>"


def syntax_place(exc):
    """The lines that show where a syntax error is, as CPython 3.11's own hook has them."""
    filename = "<string>" if exc.filename is None else exc.filename
    if not isinstance(exc.lineno, int):
        raise TypeError
    lines = [f'  File "{filename}", line {exc.lineno}\n']
    if not isinstance(exc.text, str):
        return lines
    text = exc.text.encode("utf-8", "replace")  # CPython counts bytes here
    size = len(text)
    at = exc.offset if isinstance(exc.offset, int) else -1
    end = exc.end_offset if isinstance(exc.end_offset, int) else -1
    if isinstance(exc.end_lineno, int) and exc.end_lineno > exc.lineno:
        end = size
    end = min(end, size + 1)
    width = end - at if end > 0 and end > at else 1
    text = text.lstrip(b" \t\f")
    at -= 1 + size - len(text)
    at = min(at, len(text) - text.endswith(b"\n"))
    while -1 < text.find(b"\n") < at:
        cut = text.find(b"\n") + 1
        text = text[cut:]
        at -= cut
    shown = text.decode()
    lines.append(f"    {shown}" if shown.endswith("\n") else f"    {shown}\n")
    if at >= 0:
        lines.append(f"    {' ' * at}{'^' * width}\n")
    return lines


CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


def format_exception(exc, seen):
    """All the text of an uncaught exception, what led to it first."""
    lines = []
    seen.append(exc)
    cause = cause_or_none(exc)
    context = context_or_none(exc)
    if cause is not None and not _contains(seen, cause):
        lines += format_exception(cause, seen)
        lines.append(CAUSE)
    elif context is not None and not is_context_hidden(exc) and not _contains(seen, context):
        lines += format_exception(context, seen)
        lines.append(CONTEXT)
    entry = traceback_or_none(exc)
    if isinstance(exc, BaseExceptionGroup):
        lines += _group_lines(exc, entry, seen)
        return lines
    if entry is not None:
        lines += traceback_lines(entry)
    place, text = exception_lines(exc)
    return [*lines, *place, text]


def _contains(items, value):
    for item in items:
        if item is value:
            return True
    return False


def _group_lines(exc, entry, seen, margin="  "):
    """An exception group as a tree."""
    lines = []
    if entry is not None:
        head = traceback_lines(entry)
        head[0] = "Exception Group " + head[0]
        lines.append(margin + "+ " + head[0])
        lines += [_indented(line, margin + "| ") for line in head[1:]]
    lines.append(_indented(exception_lines(exc)[1], margin + "| "))
    count = len(exc.exceptions)
    for i in range(min(count, MOST_IN_GROUP)):
        inner = exc.exceptions[i]
        rule = "+-" if i == 0 else "  "
        lines.append(f"{margin}{rule}+---------------- {i + 1} ----------------\n")
        deeper = margin + "  "
        entry = traceback_or_none(inner)
        if isinstance(inner, BaseExceptionGroup):
            nested = _group_lines(inner, entry, seen, deeper)
            nested[0] = nested[0].replace("+ Exception", "| Exception", 1)
            lines += nested
            continue
        if entry is not None:
            lines += [_indented(line, deeper + "| ") for line in traceback_lines(entry)]
        place, text = exception_lines(inner)
        if place:
            lines.append(_indented(place[0], deeper + "| "))
            lines += [_indented(line, "") for line in place[1:]]  # CPython forgets the margin
        lines.append(_indented(text, deeper + "| "))
    if count > MOST_IN_GROUP:
        more = count - MOST_IN_GROUP
        lines.append(f"{margin}  +---------------- ... ----------------\n")
        lines.append(f"{margin}  | and {more} more exception{'s' if more > 1 else ''}\n")
    if count > MOST_IN_GROUP or not isinstance(exc.exceptions[-1], BaseExceptionGroup):
        lines.append(f"{margin}  +------------------------------------\n")
    return lines


def _indented(text, margin):
    return "".join([margin + part + "\n" for part in text.rstrip("\n").split("\n")])
