"""What guards between masters and memory refuse; commands make the processor ask in vain."""

import sys

from tamapy import dma, reg
from tamapy.arm.tzc380 import ALL, SECURE_READ, SECURE_WRITE
from tamapy.board.usbarmory_mk2 import MICROSD
from tamapy.soc import imx6ul
from tamapy.soc.nxp import csu

USDHC1 = 10  # its number as a master
SECURE = SECURE_READ | SECURE_WRITE
unit, guard = imx6ul.CSU, imx6ul.TZASC
memory = dma.default()


def read():
    """The card's first block, or what happened."""
    try:
        return MICROSD.read(0)[:8]
    except RuntimeError as error:
        return f"{type(error).__name__}: {error}"


def refused():
    """The first refusal, told by whether it was to memory for devices."""
    found = guard.refused()
    guard.forget()
    if found is None:
        return None
    address, write, secure, master = found
    return memory.start <= address < memory.start + memory.size, write, secure, master


unit.init()
reg.set(imx6ul.IOMUXC_GPR_GPR9, imx6ul.GPR9_TZASC1_BYP)
guard.set_region(0, ALL)
guard.set_region(1, SECURE, memory.start, memory.size)
print(read(), refused())  # it is of the secure world
unit.set_secure(USDHC1, False)
print(read())
print(refused(), refused())
guard.set_region(1, ALL, memory.start, memory.size)
print(read(), refused())
guard.set_region(1, SECURE, memory.start, memory.size)
guard.answer_errors(False)
print(read(), guard.refused() is not None)
unit.set_secure(USDHC1, True)
print(read())


def see_gpio4():
    """Nobody may."""
    unit.set_rights(2, 1, csu.LEVELS[7])
    return imx6ul.GPIO4.pin(0).value()


def set_iomuxc():
    """Reading is allowed, to the secure world."""
    unit.set_rights(6, 1, csu.LEVELS[6])
    register = imx6ul.IOMUXC_GPR_GPR9
    print(reg.read(register) & 1)
    reg.write(register, 0)
    return "written"


for line in sys.stdin:
    print(globals()[line.strip()]())
