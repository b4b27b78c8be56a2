"""json: both directions, formats, errors."""

import json
import json.decoder
import sys
from io import StringIO


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


data = {"name": "Zoë", "list": [1, 2.5, -0.0, 1e100, True, False, None], "nested": {"k": {"x": []}}, "empty": {}}
text = json.dumps(data)
print(text)
print(json.loads(text) == data, json.loads(text))
print(json.dumps(data, indent=2))
print(json.dumps(data, indent="\t", ensure_ascii=False, sort_keys=True))
print(json.dumps([1, 2], separators=(",", ":")), json.dumps({"b": 1, "a": 2}, sort_keys=True))
print(json.dumps("quote\" back\\ nl\n tab\t nul\0 \u2028 \U0001f600 é"), json.dumps("é\x7f", ensure_ascii=False))
print(json.dumps({1: 2, None: 3, True: 4, 2.5: 5}), json.dumps((1, (2,))), json.dumps(float("inf")), json.dumps(float("nan")))
attempt(lambda: json.dumps(float("inf"), allow_nan=False))
attempt(lambda: json.dumps({(1, 2): 3}))
attempt(lambda: json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))
attempt(lambda: json.dumps({1, 2}))
attempt(lambda: json.dumps(object))
print(json.dumps({3, 1, 2}, default=sorted))


class Complex(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)


print(json.dumps({"z": 1 + 2j}, cls=Complex))
attempt(lambda: json.dumps({"z": b""}, cls=Complex))
loop = []
loop.append(loop)
attempt(lambda: json.dumps(loop))
for source in (
    '{"a": [1, 2, {"b": null}], "c": "\\u00e9\\ud83d\\ude00\\n"}', "  [ ] ", "{}", "1", "-0", "1.5e3", "1E-2", '"x"',
    "[NaN, Infinity, -Infinity]", "123456789012345678901234567890", "", "[1,", "[1 2]", '{"a" 1}', '{"a":}', "{1:2}",
    '{"a":1,}', "[1,]", '"abc', '"a\nb"', '"\\x"', '"\\u12"', "tru", "01", "-", "[", "{", "1 2", '{"a":1 "b":2}', "nul", "\ufeff1",
):
    attempt(lambda: json.loads(source))
attempt(lambda: json.loads(b'{"b": "\xc3\xa9"}'))
attempt(lambda: json.loads(bytearray("[1]", "utf-16")))
attempt(lambda: json.loads(5))
print(json.loads('{"a": 1, "b": {"c": 2}}', object_hook=lambda d: sorted(d)))
print(json.loads('{"a": 1, "b": 2}', object_pairs_hook=list))
print(json.loads("[1.10, 2]", parse_float=str, parse_int=lambda s: -int(s)), json.loads("[NaN]", parse_constant=repr))
out = StringIO()
json.dump({"k": [1, {"z": None}]}, out, indent=1)
print(out.getvalue(), json.load(StringIO(out.getvalue())))
try:
    json.loads('{"a":\n  [1, x]}')
except json.JSONDecodeError as error:
    print(error.msg, error.lineno, error.colno, error.pos, error.doc == '{"a":\n  [1, x]}')
decoder = json.JSONDecoder()
print(decoder.raw_decode('{"a": 1} rest'), list(json.JSONEncoder(indent=1).iterencode([1])))
attempt(lambda: json.loads("[" * 100000))
rows = [{"id": i, "name": f"n{i}", "ok": i % 2 == 0} for i in range(200)]
print(len(json.dumps(rows)), json.loads(json.dumps(rows)) == rows)
attempt(lambda: json.loads('{"a": 1}', strict=False))
attempt(lambda: json.loads('["a\tb"]', strict=False))
attempt(lambda: json.loads('["a\tb"]'))


class Text(str):
    pass


class Number(int):
    def __repr__(self):
        return "N"


print(json.dumps({Text("k"): Text("v"), "n": Number(5)}))

for string, end in ((b"xxx", sys.maxsize + 1), (b"xxx", 1), ("xxx", 9)):
    attempt(lambda: json.decoder.scanstring(string, end))
