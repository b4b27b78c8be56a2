"""Files: io's classes, the file system, paths."""

import io
import os
import os.path
import sys


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


s = io.StringIO("one\ntwo\r\nthree")
print(s.readline(), s.read(2), s.tell(), s.readlines(), s.seek(0), list(s), s.getvalue() == "one\ntwo\r\nthree")
s = io.StringIO(newline=None)
print(s.write("a\r\nb"), s.writelines(["x", "y"]), repr(s.getvalue()), s.truncate(2), s.getvalue(), s.closed)
s.close()
attempt(lambda: s.read())
attempt(lambda: io.StringIO(b"x"))
attempt(lambda: io.StringIO("x").write(b"y"))
b = io.BytesIO(b"hello world")
print(b.read(5), b.tell(), b.seek(-5, 2), b.read(), b.read(), b.seek(0), b.readline(), b.write(b"!"), b.getvalue(), b.getbuffer()[0])
attempt(lambda: b.seek(-1))
attempt(lambda: b.write("text"))
b.seek(20)
b.write(b"z")
print(b.getvalue(), b.readinto(bytearray(3)), b.seekable(), b.readable())
t = io.TextIOWrapper(io.BytesIO("é\nü\r\n".encode()), encoding="utf-8")
print(t.readline(), t.read(), t.encoding, t.errors, t.line_buffering, t.newlines)
attempt(lambda: io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8").read())
raw = io.BytesIO()
w = io.TextIOWrapper(raw, encoding="latin-1", newline="\r\n", write_through=True)
w.write("é\n")
w.flush()
print(raw.getvalue())
attempt(lambda: w.write("\u20ac"))
r = io.BufferedReader(io.BytesIO(b"abcdef"), 4)
print(r.peek(2)[:2], r.read(1), r.read1(2), r.read(), r.read())
bw = io.BufferedWriter(io.BytesIO())
print(bw.write(b"abc"), bw.tell(), bw.raw.getvalue(), bw.flush(), bw.raw.getvalue())

base = "/tmp/tamapy-files-test"
for name in ("b/c.txt", "a.txt", "d.bin", "e.txt"):
    with __import__("contextlib").suppress(OSError):
        os.remove(f"{base}/{name}")
for name in (f"{base}/b", base):
    with __import__("contextlib").suppress(OSError):
        os.rmdir(name)
os.makedirs(base + "/b")
path = os.path.join(base, "a.txt")
with open(path, "w", encoding="utf-8") as f:
    print(f.write("line one\nline twö\n"), f.name == path, f.mode, f.writable(), f.readable())
    print("line three", file=f)
with open(path, encoding="utf-8") as f:
    print(f.read(4), f.tell(), f.readline(), [line.rstrip() for line in f], f.read())
with open(path, "a", encoding="utf-8") as f:
    print(f.tell() > 0, f.write("more"))
with open(path, "rb") as f:
    data = f.read()
    print(data, f.seek(3), f.read(2), len(data), os.path.getsize(path))
with open(path, "r+", encoding="utf-8") as f:
    f.seek(0)
    f.write("LINE")
    f.seek(0)
    print(f.readline())
attempt(lambda: open(base + "/none"))
attempt(lambda: open(base))
attempt(lambda: open(path, "x"))
attempt(lambda: open(path, "q"))
attempt(lambda: open(path, "rw"))
attempt(lambda: open(path, "rb", encoding="utf-8"))
attempt(lambda: open(path).write("x"))
attempt(lambda: open(path, "w").read())
attempt(lambda: open(path, "rb", buffering=0).write(b""))
attempt(lambda: f.read())
with open(base + "/d.bin", "wb") as f:
    f.write(bytes(range(256)) * 100)
with open(base + "/d.bin", "rb+") as f:
    print(f.seek(25000), f.read(3), f.truncate(30), f.seek(0, 2))
print(sorted(os.listdir(base)), os.path.isdir(base), os.path.isfile(path), os.path.exists(base + "/x"))
print(sorted((e.name, e.is_dir()) for e in os.scandir(base)), [(d[len(base):], sorted(s), sorted(f)) for d, s, f in os.walk(base)])
os.rename(path, base + "/e.txt")
attempt(lambda: os.remove(path))
attempt(lambda: os.rmdir(base))
attempt(lambda: os.mkdir(base))
attempt(lambda: os.listdir(base + "/none"))
attempt(lambda: os.stat(base + "/none"))
print(os.stat(base + "/d.bin").st_size, oct(os.stat(base).st_mode)[:3])
os.remove(base + "/e.txt")
os.remove(base + "/d.bin")
os.rmdir(base + "/b")
os.rmdir(base)
print(os.path.exists(base))
print(os.path.join("a", "/b", "c"), os.path.split("/a/b.c"), os.path.splitext("x.tar.gz"), os.path.normpath("a//b/../c/."), os.path.basename("/q/w"), os.path.dirname("/q/w"))
print(os.path.commonpath(["/a/b", "/a/c"]), os.path.relpath("/a/b", "/a/c"), os.path.isabs("x"), os.sep, os.linesep == "\n", os.fspath("p"), os.name)
attempt(lambda: os.fspath(5))
os.environ["TAMAPY_X"] = "1"
print(os.environ.get("TAMAPY_X"), os.getenv("NOTHING_HERE", "d"))
attempt(lambda: os.environ["NOTHING_HERE"])
sys.stdout.write("direct\n")
print(sys.stdout.isatty() in (True, False), sys.stdout.encoding, "unflushed", end="")
sys.stdout.flush()
print()

def write():
    open("/tmp/tamapy-unclosed.txt", "w").write("data")
write()
print(open("/tmp/tamapy-unclosed.txt").read())
f = open("/tmp/tamapy-unclosed.bin", "wb")
f.write(b"hello ")
f.write(b"world")
f = None
with open("/tmp/tamapy-unclosed.bin", "rb+") as f:
    print(f.read(3), f.tell())
    f.write(b"LO")
    print(f.tell(), f.read(), f.seek(0), f.read())
with open("/tmp/tamapy-unclosed.txt", "a") as g:
    print(g.tell(), g.write("more\nlines"), g.tell())
print(open("/tmp/tamapy-unclosed.txt").readlines())
os.remove("/tmp/tamapy-unclosed.txt")
os.remove("/tmp/tamapy-unclosed.bin")
for stream in (sys.stdout, sys.stdin, sys.stderr, io.StringIO(), io.BytesIO()):
    print([isinstance(stream, c) for c in (io.IOBase, io.TextIOBase, io.BufferedIOBase)])
