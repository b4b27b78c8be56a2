"""Variables that look like floats, and are not always; loops over what may not be ``range``."""

import math
from fractions import Fraction


class Strange:
    """A number of its own."""

    def __init__(self, value):
        self.value = value

    def __radd__(self, other):
        return Strange((other, self.value))

    def __add__(self, other):
        return f"{self.value}+{other}"

    def __rmul__(self, other):
        return Strange(("product", other))

    def __repr__(self):
        return f"Strange({self.value!r})"


def mixed(items):
    total = 0.0
    other = 1.5
    trace = []
    for i, item in enumerate(items):
        other = other * 0.5 + i
        try:
            total = total + item
        except TypeError as error:
            trace.append(str(error))
            total = 0.25
        trace.append((total, other))
    return total, other, trace


def both_change(n):
    x = y = 0.5
    for i in range(n):
        x, y = y * 2.0, x + (i if i % 3 else Fraction(i, 7))
        if i == 4:
            y = "text"
            try:
                x = x - y
            except TypeError as error:
                print(error)
            y = 3
        elif i == 6:
            x = 10**30
    return x, y


def to_infinity():
    x = 1e300
    steps = 0
    while x * x != x:
        x = x * 1e10
        steps += 1
        if steps > 50:
            break
    else:
        steps = -steps
    return x, steps, x - x


def powers(n):
    found = []
    x = 2.0
    for i in range(n):
        x = x ** (0.5 if i % 2 else -1)
        found.append(x)
        x = -x if i == 3 else x
        if i == 5:
            x = (-8.0) ** (1 / 3)
            found.append(x)
            x = 0.5
    return found


def divided(values):
    result = 1.0
    errors = 0
    for value in values:
        try:
            result = result / value
        except ZeroDivisionError:
            errors += 1
        except OverflowError as error:
            print(error)
        finally:
            result = result * 1.0
    return result, errors


def nested(rows):
    total = 0.0
    for i in range(len(rows)):
        part = 0.0
        for j in range(len(rows[i])):
            part += rows[i][j] * 2
            if part > 100.0:
                part = 0
                continue
        total += part
    return total


def kept_by_closure(n):
    total = 0.0

    def tell():
        return total

    for i in range(n):
        total = total + i * 0.5
    return tell(), total


def unbound(flag, n):
    if flag:
        x = 1.0
    for i in range(n):
        if i:
            try:
                x = x + 1.0
            except UnboundLocalError as error:
                return str(error)
    try:
        return x
    except UnboundLocalError as error:
        return str(error)


def seen_by_locals(n):
    x = 0.5
    for i in range(n):
        x = x * 2.0
    return sorted(locals().items())


def deleted(n):
    x = 1.0
    for i in range(n):
        x = x / 2
    del x
    try:
        return x
    except UnboundLocalError as error:
        return str(error)


def steps_down(n):
    total = 0.0
    for i in range(n, -n, -2):
        total += i / 4
    for i in range(3, 2**70, 2**69):
        total += i / 2**60
    for i in range(5, 5):
        total = "never"
    return total, i


def items_in_ranges(values):
    found = []
    for i in range(-2, 3):
        found.append(values[i])
    for i in range(0, len(values), 2):
        found.append(values[i] + i)
    return found


def with_other_ranges():
    global range
    usual = range
    results = []
    for replacement in (lambda *a: "abc", lambda *a: [0.5, -1, True], lambda *a: usual(2**65, 2**65 + 3)):
        range = replacement
        found = 0.0
        words = []
        for i in range(3):
            words.append(i)
            try:
                found = found + i
            except TypeError as error:
                words.append(str(error))
        results.append((found, words))
    del range
    total = 0.0
    for i in range(4):
        total += i
        range = lambda *a: "xy"  # the loop that runs is not concerned
        for j in range(4):
            total = total + len(j)
    del range
    return results, total


def comparisons(values):
    least = math.inf
    place = -1
    at = 0.0
    for value in values:
        at = at + 1
        if value < least:
            least = value / 1
            place = at
    return least, place


def boxed_once(values):
    x = 0.0
    same = []
    for value in values:
        x = value * 1.0
        kept = x
        same.append(kept == x)
        same.append(kept)
    return same


def falls(n):
    x = 1.0
    try:
        for i in range(n):
            x = x / (5 - i)
    except ZeroDivisionError:
        return "fell", x, i
    finally:
        x = x + 1.0
        print("at last", x)
    return x


def nothing_can_fail(n):
    for i in range(n):
        try:
            x = 0.5
            x = x
        except ValueError:
            print("never")
        while i:
            try:
                pass
            except KeyError as error:
                x = error
            break
    return x


def of_bools():
    x = 0.5
    for flag in (True, False, True):
        x = x + flag
        x = x * flag
    return x


print(mixed([1, 2.5, True, 10**400 if False else 10**20, 1j, "a", None, 3, Strange(1), 4, 0.5]))
print(both_change(9))
print(to_infinity())
print(powers(8))
print(divided([2, 4.0, 0, 0.0, True, 10**400, Fraction(1, 3), 1e-320]))
print(nested([[1, 2.5], [60, 1], [], [0.5, 10**20]]))
print(kept_by_closure(6))
print(unbound(True, 4), unbound(False, 4), unbound(False, 0), unbound(False, 1))
print(seen_by_locals(3), deleted(3))
print(steps_down(7))
print(items_in_ranges([10, 20, 30, 40, 50]))
try:
    print(items_in_ranges([1]))
except IndexError as error:
    print(error)
print(with_other_ranges())
print(comparisons([3, 2.5, 2, 9, -1, True]))
print(boxed_once([1, 2.5, True, 10**30]))
print(falls(3), falls(8))
print(nothing_can_fail(3))
print(of_bools())
