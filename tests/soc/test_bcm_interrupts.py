"""The driver of the BCM2835's interrupt controller on its model."""

import pytest
from devices import mapped

from tamapy import reg
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_interrupts import BcmInterrupts
from tamapy.soc.broadcom import interrupts

BASE = 0x2000B200
NUMBERS = (interrupts.TIMER_1, interrupts.GPIO_0, interrupts.UART0, interrupts.MAILBOX)


@pytest.fixture
def lines():
    return dict.fromkeys(NUMBERS, False)


@pytest.fixture
def controller(lines):
    mapped(BASE, BcmInterrupts({n: lambda n=n: lines[n] for n in NUMBERS}), 0x200)
    return interrupts.Interrupts(BASE)


@pytest.mark.parametrize("number", NUMBERS)
def test_only_what_is_enabled_and_asked_for(controller, lines, number):
    lines[number] = True
    assert not controller.is_pending(number)
    controller.enable(number)
    assert [n for n in NUMBERS if controller.is_pending(n)] == [number]
    controller.disable(number)
    assert not controller.is_pending(number)
    controller.enable(number)
    lines[number] = False
    assert not controller.is_pending(number)


def test_the_basic_register_tells_of_the_others(controller, lines):
    for number in (interrupts.GPIO_0, interrupts.UART0):
        controller.enable(number)
    lines[interrupts.GPIO_0] = True
    assert reg.read(BASE) == 1 << 9
    lines[interrupts.UART0] = True
    assert reg.read(BASE) == 1 << 9 | 1 << 19


def test_numbers_that_cannot_be(controller):
    for number in (-1, 72):
        with pytest.raises(ValueError, match="no interrupt"):
            controller.enable(number)
    with pytest.raises(ModelError, match="no writable register"):
        reg.write(BASE, 1)


def test_the_lowest_comes_first(controller, lines):
    """Also of those that the basic register shows in bits of their own."""
    assert interrupts.first(BASE) == interrupts.NONE
    for number in reversed(NUMBERS):
        controller.enable(number)
        lines[number] = True
        assert interrupts.first(BASE) == number
    reg.write(BASE + interrupts.FIQ_CONTROL, interrupts.TIMER_1)
    interrupts.init(BASE)
    assert interrupts.first(BASE) == interrupts.NONE
    assert reg.read(BASE + interrupts.FIQ_CONTROL) == 0
