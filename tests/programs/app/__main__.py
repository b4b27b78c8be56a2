"""An application of several modules; one of them has effects at its top."""

import threading

print("main starts")

import settings  # noqa: E402
from shop import TAX, Cart, catalogue  # noqa: E402
from shop.cart import receipt  # noqa: E402
from shop.errors import EmptyCart, ShopError  # noqa: E402

import announce  # noqa: E402
from announce import greeting, log  # noqa: E402

print(settings.NAME, settings.LIMITS, announce.__name__, __name__, settings.DEPTH)
head = settings.OFFICES["head"]
print(list(settings.OFFICES), head.town, head(), type(head).__name__)
try:
    print(settings.OFFICES["lost"].town)
except ReferenceError as error:
    print("lost:", error)
cart = Cart(settings.NAME)
try:
    cart.checkout()
except EmptyCart as error:
    print("failed:", error, isinstance(error, ShopError), error.__class__.__module__)
for name, price in catalogue.items():
    cart.add(name, price)
cart += ("extra", 1)
print(cart, len(cart), round(cart.checkout(), 2), TAX)
print(greeting("you"), log, announce.started > 0)
log.append("main")
print(announce.log is log, announce.log)


def late():
    """An import in a function."""
    from shop import reports

    return reports.table(cart)


print(late())
import shop.reports  # noqa: E402

print(shop.reports.counter(), shop.reports.counter(), shop.__name__, shop.reports.__package__)
print([m for m in ("settings", "shop", "shop.errors", "announce") if m in __import__("sys").modules])
try:
    import nothing_of_this_name  # noqa: F401
except ImportError as error:
    print(type(error).__name__, error)
try:
    from shop import nothing  # noqa: F401
except ImportError as error:
    print(type(error).__name__, str(error).split("(")[0])
seen = []


def wait_for_start():
    """Imports what another thread may be running."""
    import slow_start

    seen.append(slow_start.ready)


threads = [threading.Thread(target=wait_for_start) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(seen)
if __name__ == "__main__":
    print("main ends")
line, total = receipt("apple", 2)
print(line, line < type(line)(3), total)


class Frozen:
    """Attributes are set by those who know how."""

    def __setattr__(self, name, value):
        raise AttributeError(name)


frozen = Frozen()
settings.SET_ANYWAY(frozen)("x", 5)
print(frozen.x, settings.UPPER("abc")())
print([name for name in dir(settings.Endless) if not hasattr(settings.Endless, name)])
print(type(settings.Endless.__weakref__).__name__, frozen.__weakref__)
print(settings.Holder().value)
print(shop.fetch().NAME, shop.fetch_again() is shop.fetch())
