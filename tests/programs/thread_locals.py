"""threading.local: set at import and at run time, subclasses, ends of threads."""
import threading


class Counted(threading.local):
    """Every thread begins with its own."""

    number = 0

    def __init__(self, start, *, step=1):
        self.number = start
        self.step = step

    def advance(self):
        """One step."""
        self.number += self.step
        return self.number


plain = threading.local()
plain.value = "main"
counted = Counted(10, step=5)


def work():
    """What another thread sees."""
    print(hasattr(plain, "value"), plain.__dict__)
    plain.value = "other"
    plain.more = True
    print(plain.value, sorted(vars(plain)))
    print(counted.advance(), counted.advance(), sorted(counted.__dict__.items()))
    del plain.value
    try:
        print(plain.value)
    except AttributeError:
        print("gone")


for _ in range(2):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
print(plain.value, counted.advance(), Counted.number)
print(sorted(vars(plain)))
for act in (
    lambda: setattr(plain, "__dict__", {}), lambda: delattr(plain, "__dict__"),
    lambda: threading.local(1), lambda: plain.missing, lambda: Counted(),
):
    try:
        act()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__)
print(repr(plain).partition(" at ")[0], threading.local.__module__)
