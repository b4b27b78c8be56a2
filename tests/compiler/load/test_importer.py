"""Imports behave as CPython's do, in a module table of the target's own."""

import ast
import sys
from importlib import import_module

import pytest

from tamapy.compiler.load import LoadError


def test_the_target_has_its_own_modules(app) -> None:
    app.write(helper="import keyword\nvalue = keyword.iskeyword('if')\n")
    world = app.load("import helper\n")
    assert world.modules["helper"].value is True
    assert world.modules["keyword"] is not sys.modules.get("keyword")
    assert "helper" not in sys.modules
    assert world.modules["sys"].modules is world.modules
    assert world.modules["__main__"] is world.main_module
    assert world.modules["helper"].__builtins__ is world.builtins
    assert vars(world.modules["builtins"]) is world.builtins


def test_the_body_of_main_is_not_executed(app) -> None:
    world = app.load("import keyword\nx = 1 / 0\n")
    assert not hasattr(world.main_module, "x")
    assert not hasattr(world.main_module, "keyword")
    assert world.main.is_main and isinstance(world.main.tree, ast.Module)


def test_packages_relative_imports_and_parent_attributes(app) -> None:
    app.write(
        pkg____init__="from .a import A\nfrom . import b as bee\n__all__ = ['a', 'c']\n",
        pkg__a="from .b import B\nclass A(B): pass\n",
        pkg__b="class B: pass\n",
        pkg__c="from .. import nothing\n" if False else "from pkg import a\n",
        user="from pkg import *\nimport pkg.b as short\nimport pkg.b\n",
    )
    world = app.load("import user\n")
    package, user = world.modules["pkg"], world.modules["user"]
    assert package.a is world.modules["pkg.a"] and package.bee is package.b
    assert user.short is world.modules["pkg.b"] and user.pkg is package
    assert user.a is package.a and user.c is world.modules["pkg.c"]
    assert package.__path__ == ["/app/pkg"] and package.__package__ == "pkg"
    assert world.modules["pkg.a"].__package__ == "pkg"
    assert world.modules["pkg.a"].__spec__.parent == "pkg"
    assert world.modules["pkg.a"].A.__mro__[1] is world.modules["pkg.b"].B


def test_circular_imports(app) -> None:
    app.write(
        ring____init__="from ring import one\n",
        ring__one="from ring import two\nimport ring.two as again\nfirst = 1\n",
        ring__two="from ring import one\nimport ring.one as other\ndef get(): return one.first\n",
    )
    world = app.load("import ring\n")
    two = world.modules["ring.two"]
    assert two.one is world.modules["ring.one"] is two.other
    assert two.get() == 1


def test_namespace_packages(app) -> None:
    app.write(space__inner="value = 3\n")
    world = app.load("import space.inner\n")
    assert world.modules["space"].inner.value == 3


def test_relative_import_in_a_nested_package(app, tmp_path) -> None:
    deep = tmp_path / "p" / "q"
    deep.mkdir(parents=True)
    (tmp_path / "p" / "__init__.py").write_text("name = 'p'\n")
    (deep / "__init__.py").write_text("from .. import name\nfrom ..r import r\n")
    (tmp_path / "p" / "r.py").write_text("r = 5\n")
    world = app.load("import p.q\n")
    assert world.modules["p.q"].name == "p" and world.modules["p.q"].r == 5


def test_a_c_extension_falls_back_to_the_pure_twin(app) -> None:
    world = app.load("import datetime\n")
    assert type(world.modules["datetime"].date.weekday) is type(lambda: 0)
    assert "_datetime" not in world.modules


def test_modules_named_in_calls_that_import(app) -> None:
    app.write(helper="def import_fresh_module(name, fresh=()): pass\n")
    world = app.load("from helper import import_fresh_module as import_new_module\n"
                     "import_new_module('colorsys', fresh=['keyword', 'not_there'])\n")
    assert "colorsys" in world.modules and "keyword" in world.modules
    assert "not_there" in world.unavailable


def test_functions_bring_their_imports(app) -> None:
    app.write(helper="def f():\n    import colorsys\n    import not_there\n    import _lsprof\n")
    world = app.load("import helper\ndef g():\n    from pack import sub\n"
                     "def h():\n    import importlib_\n    __import__('nturl2path')\n",)
    assert "colorsys" in world.modules and "nturl2path" in world.modules
    assert world.unavailable["not_there"].startswith("ModuleNotFoundError")
    assert "C extension" in world.unavailable["_lsprof"] and "pack" in world.unavailable


def test_display_names(app) -> None:
    app.write(helper="def f(): pass\n")
    world = app.load("import helper, keyword, _target\n")
    assert world.main.filename == "app.py"
    assert world.modules["helper"].f.__code__.co_filename == "/app/helper.py"
    assert world.modules["keyword"].__file__ == "/usr/lib/python3.11/keyword.py"
    assert world.modules["_target"].__file__ == "/usr/lib/tamapy/lib/_target.py"


def test_shared_rooms_and_build_machine_packages(app) -> None:
    import tamapy.runtime.effect

    world = app.load("import tamapy.runtime.effect\nfrom tamapy.metal import u32\n")
    assert world.modules["tamapy.runtime.effect"] is tamapy.runtime.effect
    shared = world.modules["tamapy.runtime"]
    assert shared.effect is tamapy.runtime.effect and not hasattr(shared, "objects")
    assert not hasattr(world.modules["tamapy"], "compiler")
    with pytest.raises(LoadError, match="belongs to the build machine"):
        app.load("import tamapy.compiler.load\n")


def test_exec_and_eval_are_recorded(app) -> None:
    app.write(helper="""
        space = {}
        exec("def made(x): return x + 1", space)
        double = eval("lambda x: x * 2")
        code = compile("[n for n in range(3)]", "<mine>", "eval")
        three = eval(code)
        def local():
            y = 4
            return eval("y + 1")
        five = local()
        exec("inside = 7")
    """)
    world = app.load("import helper\n")
    helper = world.modules["helper"]
    assert (helper.three, helper.five, helper.inside) == ([0, 1, 2], 5, 7)
    assert helper.space["__builtins__"] is world.builtins
    info = world.code_info(helper.space["made"].__code__)
    assert isinstance(info.node, ast.FunctionDef) and info.unit.origin == "exec"
    info = world.code_info(helper.double.__code__)
    assert ast.unparse(info.node) == "lambda x: x * 2"
    assert isinstance(world.code_info(helper.code).node, ast.Expression)
    found = world.find_code(helper.code)
    assert found is not None and found.exec_mode


def test_code_info_of_loaded_functions(app) -> None:
    app.write(helper="class C:\n    def m(self): return [lambda: i for i in ()]\n")
    world = app.load("import helper\n")
    code = world.modules["helper"].C.m.__code__
    info = world.code_info(code)
    assert info.unit.name == "helper" and info.qualname == "C.m" and info.class_name == "C"
    with pytest.raises(LookupError):
        world.code_info(test_display_names.__code__)


def test_guards_are_named(app) -> None:
    world = app.load("")
    names = set(world.builtin_twins.values())
    assert names == {
        "print", "open", "input", "exec", "eval", "compile", "id", "hash", "__import__",
    }
    for name in names:
        assert world.builtin_twins[id(world.builtins[name])] == name
    assert "help" not in world.builtins


@pytest.mark.parametrize(("source", "expected"), [
    ("x = = 1\n", ["app.py\", line 1", "    x = = 1", "        ^", "invalid syntax"]),
    ("\n\nimport nope.sub\n", ["line 3", "       ^^^^", "No module named 'nope'"]),
    ("import _lsprof\n", ["line 1", "       ^^^^", "C extension imported: '_lsprof'", "hint"]),
    ("from . import x\n", ["line 1", "no known parent package"]),
])
def test_errors_have_place_and_caret(app, source, expected) -> None:
    with pytest.raises(LoadError) as caught:
        app.load(source)
    for part in expected:
        assert part in caught.value.render()


def test_an_error_in_an_imported_module_names_it(app) -> None:
    app.write(helper="\nif True:\n    import  _lsprof\n", wrong="def f(:\n")
    with pytest.raises(LoadError) as caught:
        app.load("import helper\n")
    assert caught.value.filename == "/app/helper.py" and caught.value.line == 3
    with pytest.raises(LoadError, match="invalid syntax") as caught:
        app.load("import wrong\n")
    assert caught.value.filename == "/app/wrong.py"


def test_a_guarded_import_may_fail(app) -> None:
    app.write(helper="try:\n    import _lsprof\nexcept ImportError:\n    _lsprof = None\n")
    world = app.load("""
import helper
try:
    import _lsprof
except ImportError:
    _lsprof = None
if False:
    import nope
""")
    assert world.modules["helper"]._lsprof is None
    assert "_lsprof" in world.unavailable and "nope" in world.unavailable


def test_nothing_of_the_build_machine_slips_in_through_a_from_import(app) -> None:
    import_module("logging.handlers")  # the host's table has it
    app.write(logging____init__="", helper="""
        try:
            from logging import handlers
        except ImportError as error:
            message = str(error)
    """)
    world = app.load("import helper\n")
    assert not hasattr(world.modules["helper"], "handlers")


def test_checksums_and_characters_can_be_asked_while_imported(app) -> None:
    app.write(helper="""
        import binascii, unicodedata, zlib
        packed = zlib.compress(b"text " * 9)
        sums = binascii.crc32(b"abc"), zlib.adler32(b"abc")
        known = unicodedata.category("a"), unicodedata.decimal("5"), unicodedata.digit("\\xb2")
    """)
    helper = app.load("import helper\n").modules["helper"]
    assert helper.sums == (0x352441C2, 0x024D0127) and helper.known == ("Ll", 5, 2)
    import zlib

    assert zlib.decompress(helper.packed) == b"text " * 9


def test_what_begins_by_importing_a_module_run_at_boot_runs_at_boot(app) -> None:
    app.write(
        first="print('effect')\n",
        second='"""Text."""\n__all__ = ["x"]\nimport first\nx = 1 / 0\n',
        third="import keyword\nfrom second import x\nimport token\n",
        outer="import third\n",
        innocent="def f():\n    import first\n",
    )
    world = app.load("import first\nimport second\nimport outer\nimport innocent\n")
    assert world.boot_names() == ["first", "second", "third", "outer"]
    assert world.report["third"] == (
        "run at boot because it imports second, which runs at boot"
    )
    assert {"keyword", "token"} <= set(world.modules)


def test_an_edited_module_is_read_anew(app) -> None:
    app.write(helper="import keyword\ndef f():\n    global x\n")
    world = app.load("import helper\n")
    assert "keyword" in world.modules
    assert world.units["helper"].facts.assigned_globals == {"x"}
    app.write(helper="import token\ndef f():\n    global y\n")
    world = app.load("import helper\n")
    assert "token" in world.modules and "keyword" not in world.modules
    assert world.units["helper"].facts.assigned_globals == {"y"}


def test_identities_are_the_same_in_every_build(app) -> None:
    app.write(helper=(
        "a, b = object(), object()\nnumbers = id(a), id(b), id(a), id(id)\n"
        "class Thing: pass\nkey = str(id(Thing()))\n"
    ))
    first, second = (app.load("import helper\n").modules["helper"] for _ in range(2))
    assert first.numbers == second.numbers and first.key == second.key
    assert first.numbers[0] == first.numbers[2] and len(set(first.numbers)) == 3


def test_imports_in_texts_that_are_executed(app) -> None:
    app.write(
        helper='TEXT = """\n    import nturl2path\n    from not_there import x\n"""\n'
        'def f():\n    exec(TEXT)\n',
        other='TEXT = "import colorsys"\n',
    )
    world = app.load("import helper, other\nexec('from __future__ import annotations')\n")
    assert {"nturl2path", "__future__"} <= set(world.modules)
    assert "not_there" in world.unavailable and "colorsys" not in world.modules


def test_packages_that_a_stand_in_has_in_part(app) -> None:
    """What our ``importlib`` lacks is CPython's."""
    world = app.load("import importlib.resources, importlib.util\n")
    names = {unit.name: unit.filename for unit in world.units.values()}
    assert names["importlib.util"] == "/usr/lib/tamapy/lib/importlib/util.py"
    assert names["importlib.resources"] == "/usr/lib/python3.11/importlib/resources/__init__.py"


def test_a_body_executed_once_more(app) -> None:
    """Its functions have code of their own, whose source is found."""
    app.write(
        plain="value = 1\ndef get(): return value\n",
        copied="import importlib.util\nimport plain\n"
        "spec = importlib.util.find_spec('plain')\nlost = importlib.util.find_spec('lost')\n"
        "copy = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(copy)\n"
        "copy.value = 2\n",
        fresh="import importlib.util, sys\nspec = importlib.util.find_spec('other')\n"
        "sys.modules['other'] = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(sys.modules['other'])\n",
        other="import plain\nname = __name__\n",
    )
    world = app.load("import copied, fresh\n")
    plain, copied = world.modules["plain"], world.modules["copied"]
    assert (plain.get(), copied.copy.get(), copied.lost) == (1, 2, None)
    assert copied.copy.get.__code__ is not plain.get.__code__
    assert world.code_info(copied.copy.get.__code__).unit.name == "plain"
    assert world.modules["other"].name == "other" and "other" in world.units
    assert not world.boot and not world.again


def test_bodies_that_boot_may_execute_once_more(app) -> None:
    app.write(
        effects="print('effect')\n",
        copied="import importlib.util\nspec = importlib.util.find_spec('effects')\n"
        "copy = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(copy)\n",
    )
    world = app.load("import copied\nfrom importlib.util import find_spec\nfind_spec('keyword')\n")
    assert world.boot_names() == ["effects", "copied"]
    assert [unit.name for unit in world.again] == ["effects"] and "keyword" in world.modules


def test_modules_imported_by_made_up_names(app, tmp_path) -> None:
    """All modules of the packages they are in are there."""
    app.write(
        plugins____init__="import importlib\n"
        "def get(name): return importlib.import_module(f'.{name}', __name__)\n",
        plugins__one="value = 1\n", plugins____main__="print(1)\n", plugins__broken="import lost\n",
        others__two="", more____init__="", more__three="",
    )
    (tmp_path / "plugins" / "data").mkdir()
    world = app.load(
        "import plugins\ndef f(name):\n    __import__('others.' + name)\n"
        "    __import__('more.%s' % name)\n    __import__('json.' + name)\n"
    )
    assert {"plugins.one", "others.two", "more.three"} <= set(world.modules)
    assert not {"plugins.__main__", "plugins.data", "json.tool"} & set(world.modules)
