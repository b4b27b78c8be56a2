"""contextvars: contexts that are copied, entered, reset; classes without subclasses."""

import contextvars


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, str(error).partition("<")[0].partition(" 0x")[0])


colour = contextvars.ContextVar("colour", default="grey")
size = contextvars.ContextVar("size")
print(colour.get(), colour.name, size.get("none"))
attempt(size.get)
token = colour.set("red")
copied = contextvars.copy_context()
print(copied[colour], colour in copied, size in copied, len(copied), [var.name for var in copied])


def change(value):
    colour.set(value)
    size.set(len(value))
    return colour.get(), size.get()


print(copied.run(change, "blue"), colour.get(), copied[colour], copied[size], copied.get(size))
print(token.var is colour, token.old_value, colour.reset(token), colour.get())
attempt(lambda: colour.reset(token) or "again")
attempt(lambda: copied.run(copied.run, print))
attempt(lambda: contextvars.Context(1))
attempt(lambda: contextvars.ContextVar(1))
for base in (contextvars.Context, contextvars.ContextVar, contextvars.Token):
    attempt(lambda: type("Derived", (base,), {}))
print(contextvars.Context().run(size.get, "empty"), contextvars.Token.MISSING is size.set(3).old_value)
attempt(lambda: contextvars.ContextVar())
attempt(lambda: contextvars.ContextVar("a", "b"))
attempt(lambda: contextvars.ContextVar("a", default=1).get())
