"""The end by a group of more exceptions than are shown, with others inside."""


def fail(number):
    raise LookupError(f"failed {number}")


found = []
for number in range(17):
    try:
        fail(number)
    except LookupError as error:
        error.add_note(f"note {number}")
        found.append(error)
inner = ExceptionGroup("inner", [KeyError(n) for n in range(16)])
raise ExceptionGroup("outer", [*found[:2], inner, *found[2:]])
