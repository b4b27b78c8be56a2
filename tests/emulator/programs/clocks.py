"""The processor's clock: every line says what should be so."""

from tamapy.soc import imx6ul

for mhz in (198, 900, 528, 396, 792):
    imx6ul.CCM.set_arm_freq(mhz)
    print(imx6ul.arm_clock(), imx6ul.CCM.voltage())
try:
    imx6ul.CCM.set_arm_freq(1000)
except ValueError as error:
    print(error)
print(imx6ul.CCM.pfd(2, 2), imx6ul.uart_clock())
imx6ul.CCM.enable_usb_pll(1)
