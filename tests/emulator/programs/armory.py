"""What is on the USB armory beside its chip: every line says what should be so."""

from tamapy.board import usbarmory_mk2 as board
from tamapy.board.armory import ports
from tamapy.soc.nxp import waiting

print(hex(board.PMIC.device_id()), [board.PMIC.voltage(ldo) for ldo in (1, 2, 3)])
board.PMIC.set_voltage(3, 1800)
print(board.PMIC.voltage(3))
print(board.PMIC.is_enabled("SW1"), board.PMIC.events(), board.PLUG.offered())
print(board.PLUG.identity(), board.PLUG.state() == ports.SINK, board.PLUG.is_flipped())
print(board.RECEPTACLE.is_enabled(), board.RECEPTACLE.is_attached())
print(board.detect_debug_accessory(), board.RECEPTACLE.is_debug())
board.disable_debug_accessory()
print(board.RECEPTACLE.is_enabled(), board.RECEPTACLE.is_debug())
board.enable_debug_accessory()
print(board.RECEPTACLE.is_enabled())

board.BLE.init()
said = board.BLE.uart.read(100)
if board.BLE.may_send():
    board.BLE.uart.write(b"AT\r")
came = waiting.for_input(board.BLE.uart, 5.0)
print(said, came, board.BLE.uart.read(100), waiting.for_input(board.BLE.uart, 0.02))
