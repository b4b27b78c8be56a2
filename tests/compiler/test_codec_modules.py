"""Which modules of ``encodings`` a text calls for."""

from __future__ import annotations

import ast

from tamapy.compiler.codec_modules import constant_codecs, mentioned_codecs


def of_call(text: str) -> list[str]:
    call = ast.parse(text, mode="eval").body
    assert isinstance(call, ast.Call)
    return [name for name in constant_codecs(call) if name != "_codecs"]


def test_constants() -> None:
    assert of_call("text.encode('latin2')") == ["encodings.iso8859_2"]
    assert of_call("open(name, encoding='CP437')") == ["encodings.cp437"]
    assert of_call("str(data, 'koi8-r', 'replace')") == ["encodings.koi8_r"]
    assert of_call("codecs.open(name, 'w', 'utf-8')") == ["encodings.utf_8"]
    assert of_call("text.encode('ascii', 'namereplace')") == ["unicodedata"]


def test_what_needs_none() -> None:
    for text in ("x.encode('utf-8')", "x.decode('Latin_1')", "x.encode('nothing')", "f('cp437')",
                 "open('cp437', 'w')", "x.encode('caf\xe9')"):
        assert not constant_codecs(ast.parse(text, mode="eval").body)  # type: ignore[arg-type]


def test_mentions() -> None:
    text = "for name in ('cp850', 'utf-8', 'other'):\n    text.encode(name)\n"
    assert mentioned_codecs(ast.parse(text)) == ["_codecs", "encodings.cp850"]
    assert "encodings.utf_8" in mentioned_codecs(ast.parse(text.replace("text.en", "codecs.get")
                                                           .replace("getcode", "getencoder")))
    assert mentioned_codecs(ast.parse("names = ['cp850']\n'x'.encode('ascii')")) == []
