"""Identification registers decoded; the values are a Cortex-A7's (DDI 0464F, chapter 4)."""

import pytest

from tamapy.arm import identity


@pytest.mark.parametrize("midr, name", [
    (0x410FC075, "ARM Cortex-A7 r0p5"), (0x413FC082, "ARM Cortex-A8 r3p2"),
    (0x51001230, "0x51 0x123 r0p0"),
])
def test_processor(midr, name):
    assert identity.processor(midr) == name


@pytest.mark.parametrize("name, value, expected", [
    ("ID_PFR0", 0x00001131, {"ThumbEE": "yes", "Jazelle": "yes", "Thumb": "Thumb-2", "ARM": "yes"}),
    ("ID_PFR1", 0x00011011, {
        "generic timer": "yes", "virtualization": "yes", "M profile": "no", "security": "yes",
        "programmers' model": "standard",
    }),
    ("CTR", 0x84448003, {
        "format": "ARMv7", "write-back granule": 4, "exclusives granule": 4, "data line": 4,
        "instruction cache": "VIPT", "instruction line": 3,
    }),
    ("MPIDR", 0x80000001, {
        "multiprocessing extensions": "yes", "uniprocessor": "no", "interdependent": "no",
        "affinity 2": 0, "affinity 1": 0, "affinity 0": 1,
    }),
    ("CLIDR", 0x0A200023, {}),
])
def test_fields(name, value, expected):
    assert identity.decode(name, value) == expected


@pytest.mark.parametrize("ctr, more", [(0x84448003, {"CLIDR"}), (0x01DD20D2, set())])
def test_registers_that_a_processor_has(monkeypatch, ctr, more):
    """ARMv6 has no CLIDR: to read it is an undefined instruction."""
    monkeypatch.setattr(identity, "mrc", lambda *place: ctr if place == (15, 0, 0, 0, 1) else 0)
    found = identity.registers()
    assert found["CTR"] == ctr and {name for name in found if name == "CLIDR"} == more
    assert "ID_ISAR5" in found


def test_values_without_a_meaning_stay_numbers():
    assert identity.decode("ID_MMFR0", 0x10101105)["VMSA"] == "VMSAv7, long descriptors"
    assert identity.decode("ID_MMFR0", 0x10101106)["VMSA"] == 6


def test_fields_do_not_overlap():
    for name, fields in identity.FIELDS.items():
        masks = [(1 << width) - 1 << position for _, position, width, _ in fields]
        assert sum(masks) == sum(set(masks)) and sum(masks) < 1 << 32, name
        for i, mask in enumerate(masks):
            assert not any(mask & other for other in masks[i + 1 :]), name
