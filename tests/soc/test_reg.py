"""Registers and fields."""

import pytest
from devices import mapped, told_while_importing

from tamapy import bits, reg
from tamapy.emulator.models.bank import RegisterBank
from tamapy.metal.functions import provide
from tamapy.metal.memory import Device, memory
from tamapy.runtime import board

BASE = 0x02000000


@pytest.fixture
def bank():
    made = RegisterBank({0: 0xF0})
    mapped(BASE, made)
    return made


@pytest.fixture
def clock():
    now = iter(range(0, 10**9, 100))
    provide(board.nanotime, lambda: next(now))


def test_words(bank):
    assert reg.read(BASE) == 0xF0
    reg.write(BASE, 0x12345678)
    assert bank.values[0] == 0x12345678
    assert reg.read8(BASE + 1) == 0x56 and reg.read16(BASE + 2) == 0x1234


def test_bits_and_fields(bank):
    reg.set(BASE, 0)
    reg.clear(BASE, 7)
    assert bank.values[0] == 0x71
    reg.set_field(BASE, 4, 0b111, 0b010)
    assert reg.get(BASE, 4, 0b111) == 0b010 and bank.values[0] == 0x21
    reg.set_field(BASE, 0, 0xF, 0xFFF)
    assert bank.values[0] == 0x2F
    reg.clear_field(BASE, 0, 0b11)
    reg.set_bits(BASE, 0x80000000)
    reg.set_to(BASE, 8, True)
    reg.set_to(BASE, 5, False)
    assert bank.values[0] == 0x8000010C
    assert reg.is_set(BASE, 31) and not reg.is_set(BASE, 30)


def test_waiting(bank, clock):
    assert reg.wait_for(1000, BASE, 4, 0xF, 0xF)
    assert not reg.wait_for(1000, BASE, 4, 0xF, 0xE)
    assert reg.wait_while(1000, BASE, 4, 0xF, 0xE)
    assert not reg.wait_while(1000, BASE, 4, 0xF, 0xF)


def test_waiting_without_a_clock(bank):
    assert reg.poll(0, BASE, 4, 0xF, 0xF)
    assert not reg.poll(5, BASE, 4, 0xF, 0xE)


def test_polling_looks_as_often_as_it_is_told():
    looks = []
    memory.map_device(Device(BASE, 4, lambda offset, size: looks.append(1) or len(looks), None))
    assert reg.poll(4, BASE, 0, 0xFF, 5)
    looks.clear()
    assert not reg.poll(3, BASE, 0, 0xFF, 5) and len(looks) == 4


@pytest.mark.parametrize("field, name, text", [
    ((4, 1, 0), "", "register 0x02000000: bit 4 did not become 0"),
    ((4, 0xF, 2), "STAT", r"STAT \(register 0x02000000\): bits 4 to 7 did not become 2"),
])
def test_a_wait_has_an_end(bank, clock, field, name, text):
    with pytest.raises(TimeoutError, match=text):
        reg.wait(BASE, *field, 1000, name)
    with pytest.raises(TimeoutError):
        reg.wait(BASE, *field, timeout=0)
    reg.wait(BASE, 4, 0xF, 0xF)


def test_words_that_are_put_together():
    word = bits.set_field(0xFFFFFFFF, 4, 0xF, 0x5)
    assert word == 0xFFFFFF5F
    assert bits.get(word, 4, 0xF) == 5
    assert bits.set(0, 31) == 0x80000000 and bits.clear(0xFF, 0) == 0xFE
    assert bits.set_to(0, 2, True) == 4 and bits.set_to(4, 2, False) == 0
    assert bits.clear_field(0xFF, 4, 0xF) == 0x0F and bits.is_set(4, 2)


def test_an_access_while_importing_is_an_effect():
    assert told_while_importing(lambda: reg.read(0x020C8260)) == ["register"]


def test_half_words(bank, clock):
    bank.values[0] = 0x00F01234
    assert reg.get16(BASE + 2, 4, 0xF) == 0xF and reg.get16(BASE, 0, 0xFFFF) == 0x1234
    assert reg.wait_for16(1000, BASE + 2, 4, 0xF, 0xF)
    reg.wait16(BASE, 0, 0xFFFF, 0x1234)
    with pytest.raises(TimeoutError, match=r"HALF \(register 0x02000002\): bits 4 to 7"):
        reg.wait16(BASE + 2, 4, 0xF, 3, 1000, "HALF")


def test_bits_of_half_words_and_bytes(clock):
    at = memory.allocate(4, 4)
    reg.write(at, 0xA5F01234)
    reg.set16(at, 15)
    reg.clear16(at, 2)
    reg.set_field16(at + 2, 4, 0xF, 0x1A3)
    assert reg.read(at) == 0xA53 << 20 | 0x9230
    reg.set8(at + 3, 6)
    reg.clear8(at + 3, 7)
    reg.set_field8(at + 1, 0, 0b11, 0b101)
    assert reg.read(at) == 0x65309130
    assert reg.get8(at + 3, 4, 0xF) == 6 and reg.get8(at + 1, 0, 0b11) == 1
    reg.wait8(at + 3, 0, 0xF, 5)
    assert not reg.wait_for8(1000, at + 3, 0, 0xF, 6)
    with pytest.raises(TimeoutError, match=r"BYTE \(register .*\): bit 7 did not"):
        reg.wait8(at + 1, 7, 1, 0, 1000, "BYTE")
