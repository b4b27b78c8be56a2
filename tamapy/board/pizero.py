"""The Raspberry Pi Zero and Zero W (BCM2835, 512 MB), and QEMU's raspi0."""

from tamapy.board import pi1

NAME = "pizero"
ARCHITECTURE = pi1.ARCHITECTURE
CPU = pi1.CPU
RAM_START = pi1.RAM_START
DEFAULT_RAM = pi1.DEFAULT_RAM
LARGEST_RAM = pi1.LARGEST_RAM
LOAD_ADDRESS = pi1.LOAD_ADDRESS
TEXT_START = pi1.TEXT_START
KERNEL = pi1.KERNEL
CONSOLE = pi1.CONSOLE

UART0 = pi1.UART0
VIDEOCORE = pi1.VIDEOCORE
FRAMEBUFFER = pi1.FRAMEBUFFER
SD = pi1.SD
dma_channel = pi1.dma_channel

ram_start = pi1.ram_start
heap_offset = pi1.heap_offset
ram_size = pi1.ram_size
ram_stack_offset = pi1.ram_stack_offset
input_state = pi1.input_state
output_waiting = pi1.output_waiting
buffer_input = pi1.buffer_input
buffer_output = pi1.buffer_output
direct = pi1.direct
port_receive = pi1.port_receive
port_send = pi1.port_send
port_interrupts = pi1.port_interrupts
start_interrupts = pi1.start_interrupts
enable_interrupt = pi1.enable_interrupt
disable_interrupt = pi1.disable_interrupt
acknowledge_interrupt = pi1.acknowledge_interrupt
end_interrupt = pi1.end_interrupt
is_alarm = pi1.is_alarm
set_alarm = pi1.set_alarm
cancel_alarm = pi1.cancel_alarm
map_devices = pi1.map_devices
hwinit = pi1.hwinit
printk = pi1.printk
getchar = pi1.getchar
init_rng = pi1.init_rng
get_random_data = pi1.get_random_data
nanotime = pi1.nanotime
walltime = pi1.walltime
exit = pi1.exit
prepare_idle = pi1.prepare_idle
idle = pi1.idle
