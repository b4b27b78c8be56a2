"""The backtracking engine: runs the programs that CPython's ``re._compiler`` writes.

The state of a match is an index into the program, one into the text, the marks of the
groups, and the chain of repeats around. What may have to be undone stands on one stack:
marks with their former values, and choices that are still open.
"""

from _sre_sets import (
    ANY,
    ANY_ALL,
    ASSERT,
    ASSERT_NOT,
    AT,
    ATOMIC_GROUP,
    BRANCH,
    CATEGORY,
    FAILURE,
    GROUPREF,
    GROUPREF_EXISTS,
    GROUPREF_IGNORE,
    GROUPREF_LOC_IGNORE,
    GROUPREF_UNI_IGNORE,
    IN,
    IN_IGNORE,
    IN_LOC_IGNORE,
    IN_UNI_IGNORE,
    INFO,
    JUMP,
    LITERAL,
    LITERAL_IGNORE,
    LITERAL_LOC_IGNORE,
    LITERAL_UNI_IGNORE,
    MARK,
    MAX_UNTIL,
    MIN_REPEAT_ONE,
    MIN_UNTIL,
    NOT_LITERAL,
    NOT_LITERAL_IGNORE,
    NOT_LITERAL_LOC_IGNORE,
    NOT_LITERAL_UNI_IGNORE,
    POSSESSIVE_REPEAT,
    POSSESSIVE_REPEAT_ONE,
    REPEAT,
    REPEAT_ONE,
    SUCCESS,
    ascii_is_word,
    ascii_lower,
    in_category,
    in_set,
    set_table,
    unicode_is_word,
    unicode_lower,
)

MAXREPEAT = 4294967295

# What stands on the stack, four values an entry, the kind last.
_UNDO_MARK = 0  # mark, former value, former last group
_CHOICE = 1  # index, position, repeats
_BRANCHES = 2  # index of the next alternative, position, repeats
_FEWER = 3  # index of the tail, (least, present) positions, repeats
_ONE_MORE = 4  # index of the MIN_REPEAT_ONE, (position, how many more), repeats


class Machine:
    """One text being matched by one program."""

    __slots__ = ("program", "text", "end", "marks", "last", "tables")

    def __init__(self, program, tables, text, end, groups):
        self.program = program
        self.tables = tables
        self.text = text
        self.end = end
        self.marks = [-1] * (2 * groups)
        self.last = -1

    def reset(self):
        """Forget the groups of an attempt that failed."""
        self.marks = [-1] * len(self.marks)
        self.last = -1

    def in_set(self, at, code):
        """Whether a character is in a set of the program, by its table if it is below 256."""
        if code < 256:
            table = self.tables.get(at)
            if table is None:
                table = self.tables[at] = set_table(self.program, at)
            return table[code]
        return in_set(self.program, at, code)

    def at(self, where, position):
        """Whether a position is of a kind (``AT``)."""
        if where == 0 or where == 2:
            return position == 0
        if where == 1:
            return position == 0 or self.text[position - 1] == 10
        if where == 5:
            return position == self.end or (
                position == self.end - 1 and self.text[position] == 10
            )
        if where == 6:
            return position == self.end or self.text[position] == 10
        if where == 7:
            return position == self.end
        is_word = unicode_is_word if where >= 10 else ascii_is_word
        before = position > 0 and is_word(self.text[position - 1])
        after = position < self.end and is_word(self.text[position])
        if self.end == 0:
            return False
        return (bool(before) != bool(after)) == (where in (3, 8, 10))

    def count(self, at, position, most):
        """How many characters from a position on match the single item at an index."""
        program, text = self.program, self.text
        limit = self.end
        if most != MAXREPEAT and most < limit - position:
            limit = position + most
        first = position
        op = program[at]
        if op == LITERAL:
            wanted = program[at + 1]
            while position < limit and text[position] == wanted:
                position += 1
        elif op == NOT_LITERAL:
            wanted = program[at + 1]
            while position < limit and text[position] != wanted:
                position += 1
        elif op == ANY_ALL:
            return limit - position
        elif op == ANY:
            while position < limit and text[position] != 10:
                position += 1
        elif op == IN:
            at += 2
            table = self.tables.get(at)
            if table is None:
                table = self.tables[at] = set_table(program, at)
            while position < limit:
                code = text[position]
                if not (table[code] if code < 256 else in_set(program, at, code)):
                    break
                position += 1
        else:
            while position < limit and self.single(at, text[position]):
                position += 1
        return position - first

    def single(self, at, code):
        """Whether one character matches the single item at an index."""
        program = self.program
        op = program[at]
        if op == LITERAL:
            return code == program[at + 1]
        if op == NOT_LITERAL:
            return code != program[at + 1]
        if op == IN:
            return self.in_set(at + 2, code)
        if op == ANY:
            return code != 10
        if op == ANY_ALL:
            return True
        if op == CATEGORY:
            return in_category(program[at + 1], code)
        if op == LITERAL_IGNORE or op == LITERAL_LOC_IGNORE:
            return ascii_lower(code) == ascii_lower(program[at + 1])
        if op == NOT_LITERAL_IGNORE or op == NOT_LITERAL_LOC_IGNORE:
            return ascii_lower(code) != ascii_lower(program[at + 1])
        if op == LITERAL_UNI_IGNORE:
            return unicode_lower(code) == program[at + 1]
        if op == NOT_LITERAL_UNI_IGNORE:
            return unicode_lower(code) != program[at + 1]
        if op == IN_UNI_IGNORE:
            return self.in_set(at + 2, unicode_lower(code))
        if op == IN_IGNORE:
            return self.in_set(at + 2, ascii_lower(code))
        if op == IN_LOC_IGNORE:
            upper = code - 32 if 97 <= code <= 122 else code
            return self.in_set(at + 2, ascii_lower(code)) or self.in_set(at + 2, upper)
        if op == MARK or op == SUCCESS or op == FAILURE:
            return False
        raise RuntimeError("invalid SRE code")

    def refer(self, op, group, position):
        """The position behind a repetition of a group's text, or -1."""
        first, last = self.marks[2 * group], self.marks[2 * group + 1]
        if first < 0 or last < first:
            return -1
        text = self.text
        if position + last - first > self.end:
            return -1
        fold = None
        if op == GROUPREF_IGNORE or op == GROUPREF_LOC_IGNORE:
            fold = ascii_lower
        elif op == GROUPREF_UNI_IGNORE:
            fold = unicode_lower
        while first < last:
            a, b = text[first], text[position]
            if a != b and (fold is None or fold(a) != fold(b)):
                return -1
            first += 1
            position += 1
        return position

    def undo(self, stack, height):
        """Take the stack back to a height, restoring marks and giving up choices."""
        while len(stack) > height:
            kind = stack.pop()
            c, b, a = stack.pop(), stack.pop(), stack.pop()
            if kind == _UNDO_MARK:
                self.marks[a] = b
                self.last = c

    def settle(self, stack, height):
        """Give up the choices above a height but keep what restores marks."""
        kept = []
        for i in range(height, len(stack), 4):
            if stack[i + 3] == _UNDO_MARK:
                kept += stack[i:i + 4]
        stack[height:] = kept

    def run(self, at, position, stack, full=False, forbidden=-1):
        """Match the program from an index on; the position where it ends, or -1.

        ``full``: the end of the text must be reached. ``forbidden``: a position where the
        match must not end.
        """
        program, text, end = self.program, self.text, self.end
        base = len(stack)
        repeats = None
        while True:
            op = program[at]
            if op == LITERAL:
                if position < end and text[position] == program[at + 1]:
                    at += 2
                    position += 1
                    continue
            elif op == IN:
                if position < end and self.in_set(at + 2, text[position]):
                    at += 1 + program[at + 1]
                    position += 1
                    continue
            elif op == MARK:
                mark = program[at + 1]
                stack += (mark, self.marks[mark], self.last, _UNDO_MARK)
                self.marks[mark] = position
                if mark & 1:
                    self.last = mark // 2 + 1
                at += 2
                continue
            elif op == REPEAT_ONE:
                least, most = program[at + 2], program[at + 3]
                if position + least <= end:
                    found = self.count(at + 4, position, most)
                    if found >= least:
                        at += 1 + program[at + 1]
                        if found > least:
                            stack += (at, (position + least, position + found), repeats, _FEWER)
                        position += found
                        continue
            elif op == BRANCH:
                stack += (at + 1, position, repeats, _BRANCHES)
            elif op == JUMP:
                at += 1 + program[at + 1]
                continue
            elif op == SUCCESS:
                if not (full and position != end) and position != forbidden:
                    return position
            elif op == REPEAT:
                repeats = (at, 0, -1, repeats)
                at += 1 + program[at + 1]
                continue
            elif op == MAX_UNTIL:
                first, count, last, outer = repeats
                if count < program[first + 2]:
                    repeats = (first, count + 1, position, outer)
                    at = first + 4
                    continue
                most = program[first + 3]
                if (count < most or most == MAXREPEAT) and position != last:
                    stack += (at + 1, position, outer, _CHOICE)
                    repeats = (first, count + 1, position, outer)
                    at = first + 4
                    continue
                repeats = outer
                at += 1
                continue
            elif op == MIN_UNTIL:
                first, count, last, outer = repeats
                if count < program[first + 2]:
                    repeats = (first, count + 1, position, outer)
                    at = first + 4
                    continue
                most = program[first + 3]
                if (count < most or most == MAXREPEAT) and position != last:
                    more = (first, count + 1, position, outer)
                    stack += (first + 4, position, more, _CHOICE)
                repeats = outer
                at += 1
                continue
            elif op == MIN_REPEAT_ONE:
                least, most = program[at + 2], program[at + 3]
                if not least or (
                    position + least <= end
                    and self.count(at + 4, position, least) == least
                ):
                    position += least
                    left = -1 if most == MAXREPEAT else most - least
                    stack += (at, (position, left), repeats, _ONE_MORE)
                    at += 1 + program[at + 1]
                    continue
            elif op == AT:
                if self.at(program[at + 1], position):
                    at += 2
                    continue
            elif op == INFO:
                at += 1 + program[at + 1]
                continue
            elif op == ASSERT or op == ASSERT_NOT:
                back = position - program[at + 2]
                height = len(stack)
                found = self.run(at + 3, back, stack) if back >= 0 else -1
                if op == ASSERT and found >= 0:
                    self.settle(stack, height)
                    at += 1 + program[at + 1]
                    continue
                self.undo(stack, height)
                if op == ASSERT_NOT and found < 0:
                    at += 1 + program[at + 1]
                    continue
            elif op == GROUPREF_EXISTS:
                group = program[at + 1]
                if self.marks[2 * group] >= 0 and self.marks[2 * group + 1] >= 0:
                    at += 3
                else:
                    at += 1 + program[at + 2]
                continue
            elif op == ATOMIC_GROUP:
                height = len(stack)
                found = self.run(at + 2, position, stack)
                if found >= 0:
                    self.settle(stack, height)
                    position = found
                    at += 1 + program[at + 1]
                    continue
            elif op == POSSESSIVE_REPEAT_ONE:
                found = self.count(at + 4, position, program[at + 3])
                if found >= program[at + 2]:
                    position += found
                    at += 1 + program[at + 1]
                    continue
            elif op == POSSESSIVE_REPEAT:
                found = self.possessive(at, position, stack)
                if found >= 0:
                    position = found
                    at += 2 + program[at + 1]
                    continue
            elif op in _REFERENCES:
                found = self.refer(op, program[at + 1], position)
                if found >= 0:
                    position = found
                    at += 2
                    continue
            elif op != FAILURE:
                if position < end and self.single(at, text[position]):
                    if op == ANY or op == ANY_ALL:
                        at += 1
                    else:
                        at += 2 if op not in _SETS else 1 + program[at + 1]
                    position += 1
                    continue
            # This way leads nowhere: take the latest choice that is still open.
            while True:
                if len(stack) == base:
                    return -1
                kind = stack.pop()
                repeats, b, a = stack.pop(), stack.pop(), stack.pop()
                if kind == _UNDO_MARK:
                    self.marks[a] = b
                    self.last = repeats
                    continue
                if kind == _CHOICE:
                    at = a
                    position = b
                    break
                if kind == _BRANCHES:
                    skip = program[a]
                    if not skip:
                        continue
                    if program[a + skip]:
                        stack += (a + skip, b, repeats, _BRANCHES)
                    at = a + 1
                    position = b
                    if program[at] == LITERAL and (
                        position >= end or text[position] != program[at + 1]
                    ):
                        continue
                    break
                if kind == _FEWER:
                    least, position = b
                    position -= 1
                    if program[a] == LITERAL:
                        wanted = program[a + 1]
                        while position > least and (
                            position >= end or text[position] != wanted
                        ):
                            position -= 1
                    if position > least:
                        stack += (a, (least, position), repeats, _FEWER)
                    at = a
                    break
                position, left = b
                if left == 0 or position >= end or not self.single(a + 4, text[position]):
                    continue
                position += 1
                stack += (a, (position, left - 1 if left > 0 else -1), repeats, _ONE_MORE)
                at = a + 1 + program[a + 1]
                break

    def possessive(self, at, position, stack):
        """Repeat a group as often as it matches; the position behind, or -1."""
        least, most = self.program[at + 2], self.program[at + 3]
        count = 0
        while most == MAXREPEAT or count < most:
            height = len(stack)
            found = self.run(at + 4, position, stack)
            if found < 0:
                break
            self.settle(stack, height)
            count += 1
            if found == position and count >= least:
                break
            position = found
        return position if count >= least else -1


_REFERENCES = (GROUPREF, GROUPREF_IGNORE, GROUPREF_UNI_IGNORE, GROUPREF_LOC_IGNORE)
_SETS = (IN, IN_IGNORE, IN_UNI_IGNORE, IN_LOC_IGNORE)
