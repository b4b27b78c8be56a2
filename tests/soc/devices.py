"""What the tests of drivers share."""

import pytest

from tamapy.metal import intrinsics
from tamapy.metal.functions import provide
from tamapy.metal.memory import Device, memory
from tamapy.runtime import board, effect


class Wire:
    """Both ends of a line."""

    def __init__(self):
        self.sent = bytearray()
        self.waiting = bytearray()

    def send(self, byte):
        self.sent.append(byte)

    def ready(self):
        return bool(self.waiting)

    def receive(self):
        return self.waiting.pop(0)


class SlowWire(Wire):
    """A line that takes so many bytes more (``room``)."""

    def __init__(self):
        super().__init__()
        self.room = 0

    def takes(self):
        if not self.room:
            return False
        self.room -= 1
        return True


class Time:
    """A clock of nanoseconds that goes on by ``step`` whenever it is asked."""

    def __init__(self, step=1000):
        self.now = 0
        self.step = step
        provide(board.nanotime, self.tick)

    def tick(self):
        self.now += self.step
        return self.now


class Security:
    """What drivers of keys ask the SNVS."""

    def __init__(self, trusted=True):
        self.trusted = trusted

    def available(self):
        """Whether the device's own key is there."""
        return self.trusted


def mapped(base, model, size=0x1000):
    """Serve a range of addresses by a model."""
    memory.map_device(Device(base, size, model.read, model.write))
    return model


def allow_barriers(monkeypatch):
    """Barriers have nothing to do under CPython."""
    monkeypatch.setitem(intrinsics._handlers, "dsb", lambda: None)


def told_while_importing(call):
    """The effects that a call tells of if it is made while modules are imported."""
    told = []

    class Stop(Exception):
        pass

    def handler(kind):
        told.append(kind)
        raise Stop

    effect.install(handler)
    try:
        with pytest.raises(Stop):
            call()
    finally:
        effect.install(None)
    return told
