"""The encoded instructions are what their rows say."""

import capstone
import pytest

from tamapy.arm import blocks, glue, irq_glue

DISASSEMBLER = capstone.Cs(capstone.CS_ARCH_ARM, capstone.CS_MODE_ARM)
ROUTINES = {**glue.ROWS, **blocks.ROWS, **irq_glue.ROWS}


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


def test_relocations_point_at_their_words():
    for item in glue.all_glue():
        rows = ROUTINES[item.symbol]
        assert len(item.code) == 4 * len(rows)
        assert [o // 4 for o, _, _ in item.relocs] == [
            i for i, row in enumerate(rows) if row[2]
        ]
        assert item.line > 1


def test_the_entry_comes_first():
    assert glue.all_glue()[0].symbol == "_start"


def test_calls_leave_the_stack_aligned():
    """Pushed registers come in even numbers wherever C's convention is to hold."""
    for symbol in ("tamapy.arm.hooks.switch", "tamapy.arm.hooks.call_with_registers"):
        for _, text, _ in ROUTINES[symbol]:
            if text.startswith(("push", "pop")):
                assert text.count(",") % 2 == 1, (symbol, text)
