"""csv: dialects, quoting, escapes, errors; the reader and the writer by dictionaries; sniffing."""

import copy
import csv
import io


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


def written(rows, **form):
    out = io.StringIO()
    csv.writer(out, **form).writerows(rows)
    return out.getvalue()


ROWS = [["a", "b,c", 'say "x"', ""], [1, 2.5, None, "two\nlines"], ["it's", "\\", " x ", "é"], []]
for form in (
    {}, {"quoting": csv.QUOTE_ALL}, {"quoting": csv.QUOTE_NONNUMERIC}, {"delimiter": ";", "lineterminator": "\n"},
    {"doublequote": False, "escapechar": "\\"}, {"quoting": csv.QUOTE_NONE, "escapechar": "|"}, {"quotechar": "'"},
):
    text = written(ROWS, **form)
    print(form, repr(text))
    attempt(lambda: list(csv.reader(io.StringIO(text, newline=""), **form)))
attempt(lambda: written([['"']], quoting=csv.QUOTE_NONE))
attempt(lambda: written([[""]], quoting=csv.QUOTE_NONE))
attempt(lambda: written([[""], [None], ["", ""]]))
attempt(lambda: written([5]))
attempt(lambda: csv.writer(5))

print(list(csv.reader(['a,"b""c",d', '"x', 'y",z', "", " p, q", '"u"v,w'])))
print(list(csv.reader([" p, q", ' "r", s'], skipinitialspace=True)))
print(list(csv.reader(["1,2.5,'x'", "'a''b',3"], quotechar="'", quoting=csv.QUOTE_NONNUMERIC)))
attempt(lambda: list(csv.reader(["a,b"], quoting=csv.QUOTE_NONNUMERIC)))
attempt(lambda: list(csv.reader(['"u"v'], strict=True)))
attempt(lambda: list(csv.reader(['"open'], strict=True)))
attempt(lambda: list(csv.reader(['"open', "end"])))
attempt(lambda: list(csv.reader(["a\rb"])))
attempt(lambda: list(csv.reader([b"bytes"])))
attempt(lambda: list(csv.reader(["a\\", "b"], escapechar="\\")))
lines = csv.reader(["a", '"b', 'c"', "d"])
print([(row, lines.line_num) for row in lines], lines.dialect.delimiter)
old = csv.field_size_limit(3)
attempt(lambda: list(csv.reader(["abc,abcd"])))
print(old, csv.field_size_limit(old))
attempt(lambda: csv.field_size_limit("x"))

csv.register_dialect("mine", delimiter=":", quoting=csv.QUOTE_NONE)
print(sorted(csv.list_dialects()), csv.get_dialect("mine").delimiter, list(csv.reader(["a:b"], "mine")), list(csv.reader(["a:b;c"], "mine", delimiter=";")))
csv.unregister_dialect("mine")
attempt(lambda: csv.get_dialect("mine"))
attempt(lambda: csv.reader([], "mine"))
for bad in ({"delimiter": "ab"}, {"delimiter": 5}, {"quotechar": None}, {"quotechar": ""}, {"quoting": 9}, {"quoting": None}, {"escapechar": "ab"}, {"lineterminator": None}):
    attempt(lambda: csv.reader([], **bad).dialect.quoting)
attempt(lambda: copy.copy(csv.get_dialect("excel")))


class Spaced(csv.excel):
    delimiter = "\t"
    skipinitialspace = True


print(list(csv.reader(["a\t b"], Spaced)), written([["a", "b\tc"]], dialect=Spaced()))
out = io.StringIO()
table = csv.DictWriter(out, ["name", "size"], extrasaction="ignore", restval="-")
table.writeheader()
table.writerow({"name": "x", "size": 3, "more": 1})
table.writerows([{"name": "y"}])
print(repr(out.getvalue()))
print(list(csv.DictReader(io.StringIO(out.getvalue()))), list(csv.DictReader(["a,b", "1,2,3", "4"], restkey="rest")))
attempt(lambda: csv.DictWriter(out, ["a"]).writerow({"b": 1}))
found = csv.Sniffer().sniff("a;b;c\n1;2;3\n4;5;6\n")
print(found.delimiter, found.quotechar, csv.Sniffer().has_header("name,size\nx,1\ny,2\n"))
