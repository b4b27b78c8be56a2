"""The order of texts and bytes, beside their first difference at every place."""

texts = ["", "a", "b", "ab", "aB", "\x00", "a\x00", "é", "ÿ", "ÿÿ", "Ā", "a€", "€", "😀", "a😀", "\uffff"]
for n in range(0, 20):
    base = "abcdefghijklmnopqrstuvwxyz"[:n]
    texts += [base, base + "\x7f", base + "\x80x", base + "ü", base + "Ω", base + "𝄞"]
for a in texts:
    row = [("<" if a < b else ">" if a > b else "=") + "01"[a <= b] + "01"[a >= b] for b in texts]
    print(ascii(a), "".join(row))
print(ascii(sorted(texts)))

whole = bytes(range(256)) * 2
for shift in range(9):
    view = memoryview(whole)[shift : shift + 30]
    pieces = [bytes(view[:i]) for i in range(0, 30, 3)] + [bytearray(whole[:i]) for i in range(0, 30, 7)]
    print("".join("<" if a < b else ">" if a > b else "=" for a in pieces for b in pieces))
