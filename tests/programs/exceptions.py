"""The built-in exceptions: fields, texts, chaining of classes, setters."""


def show(label, function, *args, **kwargs):
    try:
        print(label, function(*args, **kwargs))
    except BaseException as error:
        print(label, type(error).__name__, error)


for args in ((), ("x",), (1, 2), (None,), ((1, 2),)):
    error = ValueError(*args)
    print(repr(error), repr(str(error)), error.args)
error = Exception("a")
error.args = [1, "b"]
print(error, repr(error), error.args)
show("args", lambda: setattr(error, "args", 5))
show("keywords", ValueError, a=1)
print(KeyError("k"), KeyError(), KeyError("a", "b"), repr(KeyError("k")), KeyError(("t",)), IndexError("i"))
print(StopIteration().value, StopIteration(5).value, StopIteration(1, 2).value, repr(StopIteration(5)))
print(SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code, SystemExit("bye"))
print(ImportError("m", name="n", path="p").name, ImportError("m", path="p").path, ImportError("m").msg, ImportError().msg)
print(str(ImportError("a", "b")), ModuleNotFoundError("no", name="x").name)
show("import", ImportError, "m", foo=1)
print(NameError("n", name="x").name, AttributeError("a", name="y", obj=5).obj, AttributeError("a").name)
show("name", NameError, "n", obj=1)

for args in ((), ("m",), (2, "No such file"), (2, "No such file", "f.txt"), (2, "nope", "a", None, "b"), (13, "denied"),
             (17, "exists", "p"), (9999, "odd"), (2, "x", "y", None, "z", 1), ("a", "b"), (11, "again", 5)):
    error = OSError(*args)
    print(type(error).__name__, repr(error), str(error), error.args, error.errno, error.strerror, error.filename, error.filename2)
print(isinstance(OSError(2, "x"), FileNotFoundError), OSError is IOError, EnvironmentError is OSError, FileNotFoundError(2, "a").errno)
print(type(OSError(4, "x")), type(OSError(32, "x")), type(OSError(110, "")), type(OSError(111, "")), type(OSError(104, "")))
print(BlockingIOError(11, "a", 7).characters_written)
show("written", lambda: OSError(1, "x").characters_written)


class MyOS(OSError):
    pass


class OwnInit(OSError):
    def __init__(self, text):
        super().__init__(5, text)
        self.extra = text * 2


print(type(MyOS(2, "x")), MyOS(2, "x"), MyOS("only").errno, OwnInit("ab"), OwnInit("ab").extra, OwnInit("ab").errno)

error = UnicodeEncodeError("ascii", "h\xe9llo", 1, 2, "not in range")
print(error, error.encoding, error.object, error.start, error.end, error.reason)
print(UnicodeEncodeError("u", "a\u20ac\u20ac", 1, 3, "r"), UnicodeEncodeError("u", "\U0001f600", 0, 1, "r"), UnicodeEncodeError("u", "\u20ac", 0, 1, "r"))
print(UnicodeDecodeError("utf-8", b"a\xff", 1, 2, "bad"), UnicodeDecodeError("utf-8", b"abc", 0, 2, "bad"))
print(UnicodeTranslateError("a\xe9", 1, 2, "why"), UnicodeTranslateError("abc", 0, 3, "why"))
error.reason = "changed"
error.start = 0
print(error, isinstance(error, ValueError))
show("few", UnicodeEncodeError, "a")
show("type", UnicodeEncodeError, "a", b"b", 0, 1, "r")

error = SyntaxError("bad", ("file.py", 3, 5, "x = = 1"))
print(error, error.msg, error.filename, error.lineno, error.offset, error.text, error.end_lineno)
print(SyntaxError("bad"), SyntaxError(), SyntaxError("m", ("f", None, None, None)), SyntaxError("m", (None, 4, 1, "")))


class Custom(Exception):
    """With state and a text of its own."""

    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code

    def __str__(self):
        return f"custom {self.code}"


class Bare(Custom, KeyError):
    pass


error = Custom(7, "more")
print(error, repr(error), error.args, error.code, error.__dict__)
print(Bare(1), repr(Bare(1)), Bare.__mro__[1].__name__, isinstance(Bare(1), LookupError))
error.add_note("first")
error.add_note("second")
print(error.__notes__)
show("note", error.add_note, 5)
print(error.__cause__, error.__context__, error.__suppress_context__, error.__traceback__)
cause = ValueError("cause")
error.__cause__ = cause
print(error.__cause__ is cause, error.__suppress_context__)
error.__context__ = None
show("cause", lambda: setattr(error, "__cause__", 5))
show("context", lambda: setattr(error, "__context__", "x"))
show("traceback", lambda: setattr(error, "__traceback__", 5))
print(error.with_traceback(None) is error)

show("raise", lambda: (_ for _ in ()).throw(ValueError("thrown")))


def raiser(value):
    raise value


show("class", raiser, ValueError)
show("instance", raiser, ValueError("v"))
show("other", raiser, 5)
show("string", raiser, "text")
show("object", raiser, int)
try:
    raiser(KeyError("k"))
except (ValueError, LookupError) as caught:
    print("caught", repr(caught), caught.__traceback__ is not None)
try:
    print(caught)
except NameError as error:
    print(error, error.name)
try:
    None.missing
except AttributeError as error:
    print(error, error.name, error.obj)
try:
    undefined_name
except NameError as error:
    print(error, error.name)
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as error:
    print(error, repr(error.__context__))
for cls in (ArithmeticError, AssertionError, BufferError, EOFError, FloatingPointError, GeneratorExit, KeyboardInterrupt,
            MemoryError, NotImplementedError, OverflowError, RecursionError, ReferenceError, RuntimeError, StopAsyncIteration,
            SystemError, IndentationError, TabError, UnboundLocalError, Warning, UserWarning, DeprecationWarning,
            ConnectionError, TimeoutError, ChildProcessError, UnicodeError, ZeroDivisionError, ResourceWarning, EncodingWarning):
    print(cls.__name__, [c.__name__ for c in cls.__mro__[1:-1]], cls("t"))
try:
    assert 1 == 2, "assertion text"
except AssertionError as error:
    print(repr(error))
try:
    assert []
except AssertionError as error:
    print(repr(error))
error = OSError(2, "x", "f")
print(ValueError("a") == ValueError("a"), hash(error) == hash(error), Exception.__name__, Exception("é", b"x"))
print(error.__reduce__(), Custom(3).__reduce__(), OSError(2, "x", "f").__reduce__())
