"""Bytes and characters looked for at every alignment, and texts equal but for one place."""

import hashlib


def places(data, wanted):
    found = []
    for start in range(len(data)):
        for stop in (start, start + 1, start + 7, start + 25, start + 33, len(data)):
            found.append(data.find(wanted, start, stop))
    return found


def digest(values):
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


for size in (0, 1, 23, 24, 25, 26, 40, 67):
    for at in (None, 0, 1, size // 2, size - 2, size - 1):
        data = bytearray(b"\x00\x01\x7f\x80\xfe" * 20)[:size]
        if at is not None and 0 <= at < size:
            data[at] = 0xFF
        whole = bytes(data)
        rows = [places(whole, b"\xff"), places(data, b"\xff"), places(whole, b"\x00\x01")]
        rows.append(places(data.decode("latin-1"), "\xff"))
        print(size, at, digest(rows), data.find(b"\xff"), data.find(b"\x80"), data.find(b"\x81"))

for size in (1, 3, 4, 7, 8, 9, 16, 31):
    base = "abcdefgh" * 4
    texts = [base[:size]] + [base[:i] + "é" + base[i + 1 : size] for i in range(size)]
    wide = [text.replace("é", "€") for text in texts]
    same = [["".join(list(a)) == b for b in texts] for a in texts]
    known = {text: i for i, text in enumerate(texts + wide)}
    print(size, digest(same), [known["".join(list(text))] for text in texts], len(known))
