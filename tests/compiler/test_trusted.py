"""Only the trusted rooms get at raw memory."""

import ast

import pytest

import tamapy.metal as metal
from tamapy.compiler import trusted
from tamapy.compiler.errors import CompileError


def check(text, module="__main__"):
    trusted.check_imports(ast.parse(text), module, "app.py")


@pytest.mark.parametrize("text, what", [
    ("from tamapy.metal import u32, Ptr", "'Ptr'"),
    ("from tamapy.metal import cast as c", "'cast'"),
    ("def f():\n    from tamapy.metal import volatile_load", "'volatile_load'"),
    ("import tamapy.metal", "as a whole"),
    ("import tamapy.metal as m", "as a whole"),
    ("from tamapy import metal", "beyond single names"),
    ("from tamapy.metal import *", "all of"),
    ("from tamapy.metal.pointers import raw_address", "beyond single names"),
    ("from tamapy.reg import volatile_store", "'volatile_store'"),
    ("from tamapy.runtime.heap import Ptr as P", "'Ptr'"),
])
def test_restricted_imports_are_refused(text, what):
    with pytest.raises(CompileError) as caught:
        check(text)
    assert what in caught.value.message
    assert caught.value.filename == "app.py" and caught.value.line == text.count("\n") + 1


@pytest.mark.parametrize("text", [
    "from tamapy.metal import u8, u32, i64, usize, f64, metal, clz, Struct, static",
    "from tamapy import reg, bits",
    "from tamapy.soc.imx6ul import UART1",
    "import os",
    "from os import path",
])
def test_the_rest_is_free(text):
    check(text)


def test_trusted_rooms_may():
    text = "from tamapy.metal import Ptr"
    check(text, "tamapy.runtime.heap")
    check(text, "tamapy.reg")
    with pytest.raises(CompileError):
        check(text, "tamapy.soc.nxp.uart")
    with pytest.raises(CompileError):
        check(text, "tamapy.register")


def test_every_restricted_name_exists():
    for name in trusted.RESTRICTED:
        assert hasattr(metal, name)


def test_pointer_types_are_recognised():
    assert trusted.restricted_name(metal.Ptr[metal.u32]) == "Ptr"
    assert trusted.restricted_name(metal.u32) is None
