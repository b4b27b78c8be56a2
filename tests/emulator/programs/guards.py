"""Temperature, access rights and encrypted memory: every line says what should be so."""

from failures import failure

from tamapy import reg
from tamapy.arm.tzc380 import ALL, SECURE_READ, SECURE_WRITE
from tamapy.soc import imx6ul
from tamapy.soc.nxp import csu

print(f"{imx6ul.TEMPMON.read():.1f}")

unit = imx6ul.CSU
unit.init()
unit.set_rights(34, 0, csu.LEVELS[5], lock=True)
unit.set_secure(14, False)
print(unit.rights(34, 0), unit.rights(34, 1), unit.is_secure(14), unit.is_secure(13))
print(failure(lambda: unit.set_rights(34, 0, 0)), failure(lambda: unit.rights(40, 0)))

guard = imx6ul.TZASC
print(guard.regions(), failure(lambda: guard.set_region(0, ALL)))
reg.set(imx6ul.IOMUXC_GPR_GPR9, imx6ul.GPR9_TZASC1_BYP)  # as a board's boot header does
guard.set_region(0, ALL)
guard.set_region(1, SECURE_READ | SECURE_WRITE, 0x90000000, 0x8000000)
guard.lock()
print(failure(lambda: guard.disable_region(1)))

imx6ul.BEE.init()
imx6ul.BEE.enable(0x80000000, 0xA0000000)
imx6ul.BEE.lock()
print(failure(lambda: imx6ul.BEE.enable(0x80000001, 0xA0000000)))
