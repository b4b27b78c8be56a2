"""The interrupt controller's driver on its model."""

import pytest

from tamapy.arm import gic
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.gic import LINES, NONE, Gic
from tamapy.metal.memory import Device, memory

BASE = 0x00A00000
UART = 59
LOWEST_LEVEL = 0xF8


@pytest.fixture
def model():
    made = Gic()
    memory.map_device(Device(BASE, 0x4000, made.read, made.write))
    return made


@pytest.fixture
def controller(model):
    made = gic.GIC(BASE)
    made.init()
    return made


def raise_line(model, number):
    model.set_level(number, True)
    return model.irq


def test_start_leaves_everything_off(model, controller):
    assert controller.lines == LINES
    assert model.is_on and not any(model.enabled[16:])
    assert not raise_line(model, UART)
    assert int(gic.acknowledge()) & gic.ID == NONE


def test_start_forgets_what_was_before(model):
    model.latched[40] = model.active[41] = model.enabled[42] = True
    gic.GIC(BASE).init()
    assert not model.latched[40] and not model.active[41] and not model.enabled[42]


def test_one_interrupt_from_its_line_to_its_end(model, controller):
    controller.enable(UART)
    assert controller.is_enabled(UART) and not controller.is_enabled(UART + 1)
    assert raise_line(model, UART) and controller.is_pending(UART)
    word = gic.acknowledge()
    assert word == UART and not model.irq and model.active[UART]
    gic.end(word)
    assert model.irq  # the device has not become quiet
    model.set_level(UART, False)
    assert not model.irq and not controller.is_pending(UART)


def test_held_back_and_let_go(model, controller):
    controller.enable(UART)
    raise_line(model, UART)
    controller.disable(UART)
    assert not model.irq and controller.is_pending(UART)
    controller.enable(UART)
    assert model.irq


def test_the_most_urgent_comes_first_and_interrupts_the_other(model, controller):
    controller.enable(40)
    controller.enable(41)
    controller.set_priority(40, 10)
    controller.set_priority(41, 9)
    raise_line(model, 40)
    first = gic.acknowledge()
    assert first == 40 and not model.irq
    assert raise_line(model, 41)
    second = gic.acknowledge()
    assert second == 41
    gic.end(second)
    gic.end(first)


def test_the_lowest_priority_is_below_the_mask(model, controller):
    """Priorities have to be less than PMR (ARM IHI 0048B.b, 4.4.2)."""
    controller.enable(UART)
    controller.set_priority(UART, gic.LOWEST_PRIORITY)
    assert model.mask == LOWEST_LEVEL and not raise_line(model, UART)
    controller.set_priority(UART, gic.LOWEST_PRIORITY - 1)
    assert model.irq


def test_both_groups_are_acknowledged(model, controller):
    controller.enable(UART)
    controller.set_group(UART, 1)
    raise_line(model, UART)
    word = gic.acknowledge()
    assert word == UART
    gic.end(word)
    controller.set_group(UART, 0)
    assert gic.acknowledge() == UART


def test_edges_are_remembered(model, controller):
    controller.set_edge(UART, True)
    controller.enable(UART)
    model.set_level(UART, True)
    model.set_level(UART, False)
    assert model.irq
    gic.end(gic.acknowledge())
    assert not model.irq
    controller.set_edge(UART, False)
    assert not model.edge[UART] and not model.edge[UART + 1]


def test_targets(model, controller):
    controller.enable(UART)
    controller.set_targets(UART, 2)  # a processor that there is not
    assert not raise_line(model, UART)
    controller.set_targets(UART, 1)
    assert model.irq


def test_software_interrupts(model, controller):
    controller.send(3)
    assert model.irq
    word = gic.acknowledge()
    assert word == 3
    gic.end(word)
    controller.set_pending(UART)
    controller.enable(UART)
    assert model.irq
    controller.set_pending(UART, False)
    assert not model.irq


@pytest.mark.parametrize("call", [
    lambda c: c.enable(LINES), lambda c: c.disable(-1), lambda c: c.set_group(UART, 2),
    lambda c: c.set_priority(UART, 32), lambda c: c.set_targets(UART, 0),
    lambda c: c.set_targets(31, 1), lambda c: c.set_edge(31, True), lambda c: c.send(16),
    lambda c: c.set_pending(3),
])
def test_what_is_refused(model, controller, call, monkeypatch):
    monkeypatch.setattr(model, "write", None)
    with pytest.raises(ValueError):
        call(controller)


def test_the_model_reports_what_the_manual_rules_out(model, controller):
    controller.enable(40)
    raise_line(model, 40)
    gic.acknowledge()
    with pytest.raises(ModelError, match="not the last one acknowledged"):
        gic.end(41)
    for offset, size in ((0x1F00, 4), (0x2010, 4), (0x1100, 2)):
        with pytest.raises(ModelError):
            model.read(offset, size)
    with pytest.raises(ModelError, match="FIQ"):
        model.write(0x2000, 4, 1 << 3)


def test_the_state_it_is_asked_from(model, controller):
    assert controller.is_secure()
    memory.devices.clear()  # what non-secure accesses see of GICD_CTLR
    memory.map_device(Device(BASE, 0x4000, lambda offset, size: model.read(offset, size) & 1,
                             model.write))
    assert not controller.is_secure()


def test_it_cannot_tell_before_it_is_set_up(model):
    gic.state.lines = 0
    with pytest.raises(RuntimeError, match="not been set up"):
        gic.GIC(BASE).is_secure()
