"""What is on the USB armory beside its chip: drivers on models of the parts, on the bus's model."""

import pytest
from devices import mapped

from tamapy.board.armory import bluetooth, ports, power
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.armory import Anna, equip
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.i2c import I2c
from tamapy.soc.nxp import gpio, i2c, uart

I2C, GPIO, UART, IOMUXC, CCM = 0x021A0000, 0x0209C000, 0x02020000, 0x020E0000, 0x020C4000


@pytest.fixture
def devices():
    made = {I2C: I2c(), IOMUXC: RegisterBank(), CCM: RegisterBank()}
    equip(made)
    for base, model in made.items():
        mapped(base, model, 0x4000)
    return made


@pytest.fixture
def bus(devices):
    return i2c.I2C(1, I2C, (CCM + 0x70, 3), lambda: 66000000, 68)


# -- power management ------------------------------------------------------------


def test_voltages(bus, devices):
    pmic = power.PF1510(bus, 0x08)
    assert pmic.device_id() == 0x7C and [pmic.voltage(ldo) for ldo in (1, 2, 3)] == [3300] * 3
    pmic.set_voltage(3, 1800)
    assert devices[I2C].targets[0x08].values[0x52] == 0x10
    pmic.set_voltage(3, 3300)
    assert devices[I2C].targets[0x08].values[0x52] == 0x1F
    for ldo, count in ((1, 32), (2, 16), (3, 32)):
        assert len(power.VOLTAGES[ldo]) == count
        for millivolts in power.VOLTAGES[ldo]:
            pmic.set_voltage(ldo, millivolts)
            assert pmic.voltage(ldo) == millivolts


@pytest.mark.parametrize("call", [
    lambda p: p.voltage(0), lambda p: p.voltage(4), lambda p: p.set_voltage(2, 1750),
    lambda p: p.set_voltage(1, 1600), lambda p: p.write(0x52, 256), lambda p: p.write(0x52, -1),
])
def test_voltages_that_there_are_not(bus, devices, call):
    devices[I2C].write = None
    with pytest.raises(ValueError):
        call(power.PF1510(bus, 0x08))


def test_what_cannot_be_written_is_not_acknowledged(bus):
    with pytest.raises(i2c.AcknowledgeError):
        power.PF1510(bus, 0x08).write(0x00, 1)


@pytest.mark.parametrize(("kind", "address", "free"), [
    (power.PF1510, 0x08, 0x03), (ports.TUSB320, 0x61, 0x0B), (ports.FUSB303, 0x31, 0x00),
])
def test_registers_that_there_are_not(bus, kind, address, free):
    """They read as zeros; to write one is a program's mistake."""
    part = kind(bus, address)
    assert part.read(free) == part.read(0xFE) == 0
    with pytest.raises(ModelError, match=f"{kind.__name__} has no register 0x{free:02x} to be wri"):
        part.write(free, 1)


def test_all_registers_of_the_power_management(bus, devices):
    """Each can be read, what can be written is kept, and the rest is not acknowledged."""
    model, pmic = devices[I2C].targets[0x08], power.PF1510(bus, 0x08)
    for register in sorted(model.values):
        pmic.read(register)
        if register in model.writable:
            pmic.write(register, 0x55)
            assert pmic.read(register) == 0x55 & model.writable[register], hex(register)
        elif register not in model.cleared:
            with pytest.raises(i2c.AcknowledgeError):
                pmic.write(register, 0x55)
    assert set(power.CONTROLS.values()) | set(power.EVENTS.values()) <= set(model.values)


def test_regulators_are_switched(bus, devices):
    model, pmic = devices[I2C].targets[0x08], power.PF1510(bus, 0x08)
    assert pmic.revision() == (0, 0)
    for name, register in power.CONTROLS.items():
        assert pmic.is_enabled(name)
        pmic.set_enabled(name, False)
        assert not pmic.is_enabled(name) and model.values[register] == 0b10
        pmic.set_enabled(name, True)
        assert pmic.is_enabled(name) and model.values[register] == 0b11
    for call in (pmic.is_enabled, lambda name: pmic.set_enabled(name, True)):
        with pytest.raises(ValueError, match="no regulator 'SW4'"):
            call("SW4")


def test_events_of_the_power_management(bus, devices):
    model, pmic = devices[I2C].targets[0x08], power.PF1510(bus, 0x08)
    assert pmic.events() == {}
    model.values.update({0x18: 0b101, 0x20: 1})
    assert pmic.events() == {"linear": 0b101, "temperature": 1}
    pmic.write(0x18, 0b001)
    assert pmic.events() == {"linear": 0b100, "temperature": 1}
    pmic.forget()
    assert pmic.events() == {}


def test_the_bus_is_switched_on_once(bus, devices):
    assert not bus.ready
    power.PF1510(bus, 0x08).device_id()
    assert bus.ready and devices[I2C].values[0x04] == 0x39
    bus.init(400000)
    power.PF1510(bus, 0x08).device_id()
    assert devices[I2C].values[0x04] != 0x39  # as the program chose


# -- ports -----------------------------------------------------------------------


def test_the_plug(bus, devices):
    model, plug = devices[I2C].targets[0x61], ports.TUSB320(bus, 0x61)
    assert plug.identity() == "TUSB320" and plug.state() == ports.NOT_ATTACHED
    for state in (ports.SOURCE, ports.SINK):
        for flipped in (False, True):
            model.attach(state, flipped=flipped)
            assert (plug.state(), plug.is_flipped()) == (state, flipped)
            assert plug.accessory() == ports.NO_ACCESSORY
    model.attach(ports.ACCESSORY, ports.DEBUG_SINK)
    assert (plug.state(), plug.accessory()) == (ports.ACCESSORY, ports.DEBUG_SINK)


def test_the_plugs_mode(bus, devices):
    model, plug = devices[I2C].targets[0x61], ports.TUSB320(bus, 0x61)
    model.values[0x0A] = 0x81  # what else is in the register stays
    for mode in (ports.SINK_ONLY, ports.SOURCE_ONLY, ports.DUAL, ports.BY_PIN):
        plug.set_mode(mode)
        assert plug.mode() == mode and model.values[0x0A] == 0x81 | mode << 4
    with pytest.raises(ValueError, match="a port's mode"):
        plug.set_mode(4)
    model.attach(ports.SINK)
    with pytest.raises(RuntimeError, match="while something is attached"):
        plug.set_mode(ports.DUAL)
    with pytest.raises(ModelError, match="while something is attached"):
        plug.write(0x0A, 0x30)
    plug.write(0x0A, 0x81 | 1 << 3)  # a reset
    assert plug.mode() == ports.BY_PIN and model.values[0x0A] == 0


def test_the_plugs_currents(bus, devices):
    model, plug = devices[I2C].targets[0x61], ports.TUSB320(bus, 0x61)
    for current in (ports.MEDIUM_CURRENT, ports.HIGH_CURRENT, ports.DEFAULT_CURRENT):
        plug.advertise(current)
        assert plug.advertised() == current == model.values[0x08] >> 6
    plug.advertise(ports.HIGH_CURRENT)
    assert not plug.has_changed() and not plug.has_active_cable()
    for offered in range(4):
        model.attach(ports.SINK, offered=offered, flipped=True)
        assert plug.offered() == offered and plug.advertised() == ports.HIGH_CURRENT
        assert plug.has_changed() and not plug.has_changed()
        assert (plug.state(), plug.is_flipped()) == (ports.SINK, True)
    for present in (False, True):
        plug.set_present(present)
        assert model.values[0x45] == (0 if present else 0x04)
    plug.set_present(False)
    plug.reset()
    assert plug.advertised() == ports.DEFAULT_CURRENT and model.values[0x45] == 0


def test_more_of_the_receptacle(bus, devices):
    model, port = devices[I2C].targets[0x31], ports.FUSB303(bus, 0x31)
    port.set_roles(ports.ROLE_SINK | ports.ROLE_AUDIO)
    assert port.roles() == 0b1010
    for current in (ports.MEDIUM_CURRENT, ports.HIGH_CURRENT, ports.DEFAULT_CURRENT):
        port.advertise(current)
        assert model.values[0x04] == 0x11 | current + 1 << 1
    assert (port.offered(), port.has_vbus(), port.side()) == (None, False, ports.NO_SIDE)
    model.plugged, model.status = ports.TYPE_SOURCE, 0b10_1_11_0
    port.enable()
    while not port.is_attached():
        pass
    assert (port.offered(), port.has_vbus(), port.side()) == (
        ports.HIGH_CURRENT, True, ports.SIDE_2)
    assert port.events() == 1 << 0 and port.events() == 0
    model.values[0x15] = 1 << 1
    assert port.events() == 1 << 9 and port.events() == 0
    model.plugged = 0
    assert not port.is_attached() and port.events() == 1 << 1
    port.reset()
    assert not port.is_enabled() and port.roles() == ports.ROLE_DUAL


def test_the_receptacle(bus, devices):
    model, port = devices[I2C].targets[0x31], ports.FUSB303(bus, 0x31)
    model.values[0x05] = 0x23
    model.plugged = ports.TYPE_SINK
    assert not port.is_enabled() and not port.is_attached() and port.attached() == 0
    assert port.roles() == 1 << 2
    port.enable()
    assert port.is_enabled() and model.values[0x05] == 0x2B
    assert [port.attached() for _ in range(4)] == [0, 0, ports.TYPE_SINK, ports.TYPE_SINK]
    assert port.is_attached() and not port.is_debug()
    port.disable()
    assert not port.is_attached() and model.values[0x05] == 0x23


@pytest.mark.parametrize("kind", [ports.TYPE_DEBUG_SOURCE, ports.TYPE_DEBUG_SINK])
def test_debug_accessories(bus, devices, kind):
    port = ports.FUSB303(bus, 0x31)
    assert not port.wait_for_debug(0.2)
    devices[I2C].targets[0x31].plugged = kind
    assert port.wait_for_debug(5) and port.is_debug()
    devices[I2C].targets[0x31].plugged = ports.TYPE_AUDIO
    assert not port.wait_for_debug(0.2)


# -- Bluetooth -------------------------------------------------------------------


def module(swapped):
    return bluetooth.ANNA(
        uart.UART(1, UART, lambda: 80000000), gpio.GPIO(1, GPIO, (CCM + 0x6C, 13), (98, 99)),
        lambda: swapped,
    )


def heard(ble):
    """What the module says."""
    return ble.uart.read(100)


@pytest.mark.parametrize("swapped", [False, True])
def test_the_module_starts(devices, swapped):
    ble = module(swapped)
    ble.init()
    assert heard(ble) == Anna.STARTED and heard(ble) == b""
    ble.uart.write(b"at\rAT+X\r")
    assert heard(ble) == Anna.OK + Anna.ERROR
    ble.bootloader_mode()
    ble.uart.write(b"AT\r")
    assert heard(ble) == b""
    ble.reset()
    assert heard(ble) == b""
    ble.normal_mode()
    assert heard(ble) == Anna.STARTED


LINE, QUIET, CONTROL = 0x1B0B0, 0x130B0, 0x1F020


@pytest.mark.parametrize("swapped, modes, quiet", [
    (False, {0x78: 8, 0x8C: 0, 0x620: 1}, (0x318, 0x304)),
    (True, {0x78: 5, 0x8C: 5}, (0x304, 0x318)),
])
def test_pads(devices, swapped, modes, quiet):
    ble = module(swapped)
    ble.init()
    pads = devices[IOMUXC].values
    assert {at: pads[at] for at in modes} == modes
    assert [pads[at] for at in (0x84, 0x88, 0x624)] == [0, 0, 3]
    assert [pads[at] for at in (0x310, 0x314, *quiet)] == [LINE, LINE, LINE, QUIET]
    for mux, control in ((0xA4, 0x330), (0x6C, 0x2F8), (0x74, 0x300), (0x80, 0x30C),
                         (0xB0, 0x33C), (0xAC, 0x338)):
        assert (pads[mux], pads[control]) == (5, CONTROL)
    assert (pads[0xA8], pads[0x334]) == (5, 0x10020)
    flow = devices[UART].read(0x84, 4)
    assert (flow >> 13 & 1, flow >> 14 & 1) == ((0, 1) if swapped else (1, 0))


def test_flow_by_hand(devices):
    pins = devices[GPIO]
    ble = module(True)
    ble.init()
    assert not pins.outputs >> 7 & 1 and ble.may_send()
    pins.drive(18, True)
    assert not ble.may_send()
    ble.let_send(False)
    assert pins.outputs >> 7 & 1
    ble.let_send(True)
    assert not pins.outputs >> 7 & 1
    ble = module(False)
    ble.init()
    pins.values[0] &= ~(1 << 7)
    ble.let_send(False)
    assert ble.may_send() and not pins.outputs >> 7 & 1


def test_a_module_that_was_not_initialised(devices):
    ble = module(False)
    for call in (ble.reset, ble.normal_mode, ble.bootloader_mode, ble.may_send,
                 lambda: ble.let_send(True)):
        with pytest.raises(RuntimeError, match="not initialised"):
            call()


def test_switches_that_differ_are_reported(devices):
    ble = module(False)
    ble.init()
    ble.gpio.pin(9).set(False)
    ble.gpio.pin(26).set(False)
    with pytest.raises(ModelError, match="neither way"):
        ble.gpio.pin(9).set(True)
