"""``startswith`` and ``endswith`` of texts and what is none; items looked for in lists."""


class Text(str):
    def startswith(self, *args):
        return "own", args


class Same(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def ask(values, part):
    found = []
    for value in values:
        for _ in range(2):
            try:
                found.append((value.startswith(part), value.endswith(part)))
            except TypeError as error:
                found.append(str(error))
    return found


VALUES = ["abc", "", "äbc", "€bc", Text("abc"), b"abc", bytearray(b"abc")]
PARTS = ("a", "abc", "abcd", "", "c", "ä", "€", ("x", "a"), (), ("a", 1), 1, None, b"a", Text("ab"))
for part in PARTS:
    print(repr(part), ask(VALUES, part))

row = ["a", "b" * 3, 1, None, 2.0, Same("q"), "ä", "€", b"a"]
WANTED = ("a", "bbb", "bb" + "b", "c", 1, True, 2, None, "ä", "€", "qq", b"a", Same("none"))
for wanted in (*WANTED, Text("a")):
    print(repr(wanted), wanted in row, row.count(wanted), wanted in tuple(row))
    try:
        print(row.index(wanted), row[::-1].index(wanted))
    except ValueError as error:
        print(error)


class Growing:
    def __eq__(self, other):
        row.append("grown")
        return False


row.insert(1, Growing())
print("zz" in row[:6], "grown" in row, row[-2:])
sizes = {"a": 1, "b": 2}
print(list(sizes), list(sizes.keys()), list(sizes.values()), tuple(sizes.items()), [*sizes])
print([k for k in sizes], [v for v in sizes.values()], {v: k for k, v in sizes.items()})  # noqa: C416
try:
    for key in sizes:
        sizes[key + "x"] = 1
except RuntimeError as error:
    print(error)
iterator = iter(sizes.items())
print(next(iterator), list(reversed(sizes)), list(iterator), list(iterator))
