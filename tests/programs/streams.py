"""Streams over streams: what is read ahead and held back, places in text, states."""

import io
import pickle


def shown(function, *args, **keywords):
    """What a call gives, or how it fails."""
    try:
        return function(*args, **keywords)
    except Exception as exc:
        return f"{type(exc).__name__}: {exc}"


# -- places in text that takes several bytes, in encodings with and without a mark
for encoding in ("utf-8", "utf-16", "utf-32", "utf-8-sig", "ascii"):
    text = "ab\r\nc\n\rdef\n" if encoding == "ascii" else "a\u20ac\r\n\U0001f600b\n\rc\n"
    for newline in (None, "", "\r\n"):
        raw = io.BytesIO(text.encode(encoding))
        stream = io.TextIOWrapper(raw, encoding, newline=newline)
        stream._CHUNK_SIZE = 3
        whole = stream.read()
        good = True
        for size in range(len(whole) + 1):
            stream.seek(0)
            begin = stream.read(size)
            place = stream.tell()
            rest = stream.read()
            stream.seek(place)
            good = good and begin + rest == whole and stream.read() == rest
        stream.seek(0)
        print(encoding, repr(newline), good, ascii(stream.readlines()), stream.newlines)

# -- what is written, and where marks stand
raw = io.BytesIO()
first = io.TextIOWrapper(raw, "utf-16", write_through=True)
first.write("a")
first.write("b")
print(raw.getvalue())
stream = io.TextIOWrapper(raw, "utf-16", write_through=True)
stream.seek(0, 2)
stream.write("c")
stream.flush()
print(raw.getvalue(), stream.tell())
stream.reconfigure(encoding="utf-8", newline="\r\n", line_buffering=True)
stream.write("d\n")
print(raw.getvalue()[-3:], stream.encoding, stream.line_buffering)
stream.seek(0)
print(shown(stream.read, 1))
print(shown(stream.reconfigure, encoding="ascii"), shown(stream.reconfigure, newline="x"))
print(shown(next, stream), shown(stream.tell))
other = io.BytesIO()
print(shown(io.TextIOWrapper, other, "hex"), shown(io.TextIOWrapper, other, 5))
other = io.BytesIO()
print(shown(io.TextIOWrapper, other, "ascii", 5), shown(io.TextIOWrapper, other, newline=5))
buffer = stream.detach()
print(shown(stream.read), shown(stream.detach), buffer is raw, repr(stream))
print(shown(stream.seek, 1.5), shown(raw.seek, "1"), shown(raw.read, "1"))


class Slow(io.RawIOBase):
    """A raw stream that gives little at a time, and nothing now and then."""

    def __init__(self, *parts):
        self.parts = list(parts)
        self.written = []
        self.most = 3

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, buffer):
        if not self.parts:
            return 0
        part = self.parts.pop(0)
        if part is None or isinstance(part, (int, str)):
            return part
        given = part[:len(buffer)]
        if len(part) > len(given):
            self.parts.insert(0, part[len(given):])
        buffer[:len(given)] = given
        return len(given)

    def write(self, data):
        if self.most is None:
            return None
        self.written.append(bytes(data[:self.most]))
        return len(self.written[-1])


# -- reading ahead
reader = io.BufferedReader(Slow(b"abc", b"d", None, b"ef", None, None), 4)
print(reader.read(5), reader.peek(), reader.read(1), reader.read(), reader.read(), reader.read())
reader = io.BufferedReader(Slow(b"abc", b"de", b"f\ng", b"hi", -1, 99, "x"), 4)
into = bytearray(3)
print(reader.read1(1), reader.readinto1(into), into, reader.readinto(into), into)
print(reader.readline(), reader.read1())
print(shown(reader.peek), shown(reader.peek), shown(reader.peek), reader.writable())
print(shown(reader.write, b"x"), shown(reader.truncate), shown(reader.seek, 0))

# -- holding back
slow = Slow()
writer = io.BufferedWriter(slow, 4)
print(writer.write(b"ab"), slow.written, writer.write(b"cdefg"), slow.written)
slow.most = None
try:
    writer.write(b"0123456")
except BlockingIOError as exc:
    print(exc.characters_written, exc.strerror)
print(shown(writer.flush)[:15], writer.readable())
slow.most = 3
writer.flush()
print(slow.written, shown(writer.read))

# -- both
both = io.BufferedRandom(io.BytesIO(b"abcdefgh"), 4)
print(both.read(2), both.write(b"XY"), both.read(1), both.tell(), both.peek(1)[:1])
both.flush()
print(both.seek(-1, 1), both.read(), both.raw.getvalue(), shown(both.seek, -5))
raw = both.detach()
print(shown(both.read), repr(both), raw.closed)
pair = io.BufferedRWPair(Slow(b"in"), slow)
print(pair.read(2), pair.write(b"out"), pair.readable(), pair.isatty(), shown(pair.detach))

# -- states
memory = io.BytesIO(b"some bytes")
memory.seek(4)
memory.mark = "x"
again = pickle.loads(pickle.dumps(memory))
print(again.read(), again.mark, again.getvalue())
text = io.StringIO("some\ntext", newline=None)
text.seek(4)
again = pickle.loads(pickle.dumps(text))
print(repr(again.read()), shown(text.__setstate__, ("a", 5, 0, None)), shown(text.read, "1"))
for stream in (reader, writer, io.TextIOWrapper(io.BytesIO(), "ascii")):
    print(shown(pickle.dumps, stream))
decoder = io.IncrementalNewlineDecoder(None, True)
print(repr(decoder.decode("a\r")), decoder.getstate(), repr(decoder.decode("\nb", True)))
print(shown(io.IncrementalNewlineDecoder.__new__(io.IncrementalNewlineDecoder).decode, "x"))
