"""The encoded instructions are what their rows say."""

import capstone
import pytest

from tamapy.arm import blocks, entry, glue, hooks, irq_glue, irq_masks, names
from tamapy.armv6 import blocks as blocks6
from tamapy.armv6 import divisions, fused
from tamapy.armv6 import entry as entry6
from tamapy.armv6 import hooks as hooks6
from tamapy.armv6 import irq_glue as irq_glue6

DISASSEMBLER = capstone.Cs(capstone.CS_ARCH_ARM, capstone.CS_MODE_ARM)
MODULES = {
    "arm": (entry, glue, blocks, names, irq_glue, irq_masks),
    "armv6": (entry6, glue, blocks6, names, divisions, fused, irq_glue6, irq_masks),
}
ROUTINES = {
    f"{architecture}:{symbol}": rows
    for architecture, modules in MODULES.items()
    for module in modules for symbol, rows in module.ROWS.items()
}


@pytest.mark.parametrize("symbol", ROUTINES)
def test_words_disassemble_to_their_mnemonics(symbol):
    for i, (word, text, target) in enumerate(ROUTINES[symbol]):
        if text == ".word":
            continue
        found = list(DISASSEMBLER.disasm(int(word, 16).to_bytes(4, "little"), i * 4))
        assert len(found) == 1, (symbol, i, word)
        shown = f"{found[0].mnemonic} {found[0].op_str}".strip()
        assert (shown.split()[0] if target else shown) == text, (symbol, i)


@pytest.mark.parametrize("symbol", ROUTINES)
def test_branches_and_literals_stay_inside(symbol):
    rows = ROUTINES[symbol]
    for i, (_, text, target) in enumerate(rows):
        if target:
            continue
        if text.startswith("b") and text.split("#")[-1].startswith("0x") and "bic" not in text:
            assert int(text.split("#")[-1], 16) // 4 < len(rows), (symbol, text)
        if "[pc, #" in text:
            at = i * 4 + 8 + int(text.split("#")[1].rstrip("]"), 0)
            assert rows[at // 4][1] == ".word", (symbol, text)


@pytest.mark.parametrize("architecture, found", [("arm", hooks), ("armv6", hooks6)])
def test_relocations_point_at_their_words(architecture, found):
    for item in found.GLUE:
        rows = ROUTINES[f"{architecture}:{item.symbol}"]
        assert len(item.code) == 4 * len(rows)
        assert [o // 4 for o, _, _ in item.relocs] == [
            i for i, row in enumerate(rows) if row[2]
        ]
        assert item.line > 1


@pytest.mark.parametrize("found", [hooks, hooks6])
def test_the_entry_comes_first(found):
    assert found.GLUE[0].symbol == "_start"


def test_both_architectures_have_the_same_routines():
    """But for what only one of them lacks an instruction for."""
    first, other = ({item.symbol for item in found.GLUE} for found in (hooks, hooks6))
    assert other - first == {*divisions.ROWS, *fused.ROWS}
    assert first - other == {"tamapy.arm.security.monitor", "tamapy.arm.security.smc"}


def test_calls_leave_the_stack_aligned():
    """Pushed registers come in even numbers wherever C's convention is to hold."""
    for symbol in ("tamapy.arm.hooks.switch", "tamapy.arm.hooks.call_with_registers"):
        for _, text, _ in ROUTINES[f"arm:{symbol}"]:
            if text.startswith(("push", "pop")):
                assert text.count(",") % 2 == 1, (symbol, text)
