"""The BCM2835 and BCM2836 on the boards of the Raspberry Pi, as the emulator knows them.

BCM2835 ARM Peripherals (C6357-M-1398), 2012/02/06, 1.2 Address map; memory and revisions are
those of QEMU's machines.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

from unicorn import arm_const

from tamapy.emulator.chip import BroadcomLines, Chip, Host
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bank import RegisterBank
from tamapy.emulator.models.bcm_aux import BcmAux
from tamapy.emulator.models.bcm_dma import BcmDma
from tamapy.emulator.models.bcm_emmc import BcmEmmc
from tamapy.emulator.models.bcm_gpio import GROUPS, BcmGpio
from tamapy.emulator.models.bcm_interrupts import BcmInterrupts
from tamapy.emulator.models.bcm_mailbox import BcmMailbox
from tamapy.emulator.models.bcm_power import BcmPower
from tamapy.emulator.models.bcm_property import VideoCore
from tamapy.emulator.models.bcm_rng import BcmRng
from tamapy.emulator.models.bcm_systimer import BcmSystemTimer
from tamapy.emulator.models.bus import Bus
from tamapy.emulator.models.pl011 import Pl011
from tamapy.emulator.models.split import Split
from tamapy.emulator.models.uart import Silent

MIB = 1 << 20
VIDEO_MEMORY = 64 * MIB
PROPERTY = 8  # the channel of the mailboxes
LOCAL = (0x40000000, 0x1000)  # the Pi 2's registers of its cores

# Numbers of interrupts (p113, 7.5 ARM peripherals interrupts table)
TIMER_1, TIMER_3, DMA_0, AUX, GPIO_0, UART0, MAILBOX = 1, 3, 16, 29, 49, 57, 64 + 1
DMA_INTERRUPTS = 13  # channels with an interrupt of their own

#: Where the DMA controller sees the peripherals, and what is left of its addresses of memory.
BUS_PERIPHERALS, MEMORY_MASK = 0x7E000000, 0x3FFFFFFF
PERIPHERALS_SIZE = 0x1000000


class GpuBus:
    """The bus as the DMA controller sees it (1.2.4 Bus addresses)."""

    def __init__(self, host: Bus, start: int) -> None:
        self.host = host
        self.start = start
        self.models: dict[int, Any] = {}

    def _model(self, address: int) -> Any:
        if not 0 <= address - BUS_PERIPHERALS < PERIPHERALS_SIZE:
            return None
        found = self.models.get(self.start + (address - BUS_PERIPHERALS & ~0xFFF))
        if found is None:
            raise ModelError(f"the emulator has no device at 0x{address:08x} of the bus")
        return found

    def load_word(self, address: int) -> int:
        """A word of memory or a register."""
        model = self._model(address)
        if model is not None:
            return int(model.read(address & 0xFFF, 4))
        return int.from_bytes(self.host.read(address & MEMORY_MASK, 4), "little")

    def store_word(self, address: int, value: int) -> None:
        """Change a word of memory or a register."""
        model = self._model(address)
        if model is not None:
            model.write(address & 0xFFF, 4, value)
        else:
            self.host.write(address & MEMORY_MASK, value.to_bytes(4, "little"))


def peripherals(
    host: Host, start: int, ram: int, revision: int, bus: int, local: bool
) -> dict[int, Any]:
    """Models by base address, for peripherals from ``start`` on."""
    timer, pins, uart = BcmSystemTimer(), BcmGpio(), Pl011(host.console)
    video = VideoCore(host, revision, ram - VIDEO_MEMORY, VIDEO_MEMORY, bus)
    mailbox = BcmMailbox({PROPERTY: video.exchange})
    bus_of_gpu = GpuBus(host, start)
    dma, aux = BcmDma(bus_of_gpu), BcmAux(Silent())
    interrupts = BcmInterrupts({
        TIMER_1: lambda: bool(timer.matches() & 2), TIMER_3: lambda: bool(timer.matches() & 8),
        UART0: lambda: uart.line_is_up,
        MAILBOX: lambda: mailbox.line_is_up, AUX: lambda: aux.line_is_up,
    } | {DMA_0 + n: partial(dma.line_is_up, n) for n in range(DMA_INTERRUPTS)} | {
        GPIO_0 + group: partial(pins.line_is_up, group) for group in range(len(GROUPS) + 1)
    })
    found: dict[int, Any] = {
        0x003000: timer,
        0x007000: dma,
        0x00B000: Split({0x200: interrupts, 0x880: mailbox}),
        0x100000: watchdog(host),
        0x104000: BcmRng(),
        0x200000: pins,
        0x201000: uart,
        0x215000: aux,
        0x300000: BcmEmmc(),
    }
    models = {start + offset: model for offset, model in found.items()}
    if local:
        models[LOCAL[0]] = RegisterBank()
    bus_of_gpu.models = models
    return models


def watchdog(host: Host) -> BcmPower:
    """The watchdog, woken by a timer of the build machine."""
    def later(seconds: float) -> None:
        timer = threading.Timer(seconds + 0.001, power.tick)
        timer.daemon = True
        timer.start()

    power = BcmPower(host.restart, later=later)
    return power


def _chip(cpu: int, start: int, ram: int, revision: int, bus: int, local: bool = False) -> Chip:
    make: Callable[[Host], dict[int, Any]] = partial(
        peripherals, start=start, ram=ram, revision=revision, bus=bus, local=local
    )
    ranges = ((start, PERIPHERALS_SIZE), LOCAL) if local else ((start, PERIPHERALS_SIZE),)
    return Chip(
        cpu=cpu, ram_start=0, registers=ranges, block=0x1000, peripherals=make,
        ram=min(ram, start), lines=BroadcomLines((start + 0xB000, 0x200), start + 0x3000),
        slots={"sd": start + 0x300000},
    )


PI_1 = _chip(arm_const.UC_CPU_ARM_1176, 0x20000000, 512 * MIB, 0x900021, 0x40000000)
PI_ZERO = _chip(arm_const.UC_CPU_ARM_1176, 0x20000000, 512 * MIB, 0x920092, 0x40000000)
PI_2 = _chip(
    arm_const.UC_CPU_ARM_CORTEX_A7, 0x3F000000, 1024 * MIB, 0xA21041, 0xC0000000, local=True
)
