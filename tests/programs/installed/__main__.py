"""Modules executed once more in other modules, and what is installed beside packages."""

import html.parser
import importlib.util
import pkgutil
import sys
from importlib import metadata, resources

import copied
import parcel


class Events:
    def handle_pi(self, data):
        print(type(self).__name__, "pi", data)


class Own(Events, html.parser.HTMLParser):
    pass


class Changed(Events, copied.changed.HTMLParser):
    pass


def show_copy():
    for parser in Own(), Changed():
        parser.feed("<?a > b ?> <p>")
    own, changed = html.parser.HTMLParser, copied.changed.HTMLParser
    print(changed is own, hasattr(own, "extra"), changed.extra, changed.__module__)
    print(copied.changed.__name__, copied.changed.__package__, copied.changed.__spec__ == own_spec)
    print(changed.feed.__globals__ is vars(copied.changed), own.feed.__globals__ is vars(html.parser))
    print(sys.modules["html.parser"] is html.parser)
    import changed_parser

    print(changed_parser is copied.changed)


own_spec = importlib.util.find_spec("html.parser")
show_copy()

spec = importlib.util.find_spec("colorsys")
copy = importlib.util.module_from_spec(spec)
print(hasattr(copy, "ONE_THIRD"), copy.__name__, repr(copy.__package__))
spec.loader.exec_module(copy)
copy.ONE_THIRD = 0.5
import colorsys

print(colorsys.ONE_THIRD, copy.ONE_THIRD)
for module in colorsys, copy:
    print([round(value, 3) for value in module.hls_to_rgb(0.25, 0.5, 0.75)])
late = copied.load_late()
print(late.bisect_left([1, 3, 5], 4), late.__name__)

print(importlib.util.find_spec("nothing"), importlib.util.find_spec("copied").name)
for wrong in "copied.inner", "nothing.inner":
    try:
        importlib.util.find_spec(wrong)
    except ModuleNotFoundError as error:
        print(error)
sys.modules["blocked"] = None
print(importlib.util.find_spec("blocked"))
del colorsys.__spec__
try:
    importlib.util.find_spec("colorsys")
except ValueError as error:
    print(error)

print(parcel.__version__, metadata.version("parcel"), metadata.requires("parcel"))
print(metadata.metadata("parcel")["Summary"], metadata.distribution("parcel").name)
for name, point in sorted(parcel.wrappers().items()):
    print(name, point.module, point.attr, point.extras, point.load()("gift"))
print(metadata.entry_points(group="parcel.none"), metadata.packages_distributions()["parcel"])
try:
    metadata.version("lost")
except metadata.PackageNotFoundError as error:
    print(error)

print(parcel.shape("box"), parcel.shape("tube"))
place = resources.files("parcel") / "data" / "words.txt"
print(place.read_text(encoding="utf-8").split(), place.is_file(), place.name)
print([item.name for item in (resources.files(parcel) / "data").iterdir()])
print(len(pkgutil.get_data("parcel", "data/words.txt")))
with resources.as_file(place) as path, open(path, encoding="utf-8") as file:
    print(file.readline(), path.name)
