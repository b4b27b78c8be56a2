"""Fuses as a compiled program reads and blows them: every line says what should be so."""

from failures import failure

from tamapy.soc import imx6ul

ocotp = imx6ul.OCOTP
ocotp.init()
print(imx6ul.model(), imx6ul.unique_id().hex(), hex(ocotp.read_fuse(0, 1)))
print(failure(lambda: ocotp.blow(4, 6, 0x80000005)))
ocotp.arm(4, 6, 0x80000005)
ocotp.blow(4, 6, 0x80000005)
print(hex(ocotp.read(4, 6)), hex(ocotp.read_fuse(4, 6)))
ocotp.arm(4, 6, 1)
print(failure(lambda: ocotp.blow(4, 6, 1)))
ocotp.override(4, 6, 7)
print(ocotp.read(4, 6))
ocotp.reload()
ocotp.arm(0, 0, 1 << 10 | 1 << 31)
ocotp.blow(0, 0, 1 << 10 | 1 << 31)
ocotp.arm(4, 6, 0x80000007)
print(failure(lambda: ocotp.blow(4, 6, 0x80000007)))
print(failure(lambda: ocotp.read(7, 0)), failure(lambda: ocotp.read(8, 0)))
