"""Metal functions for the machines' tests: each console byte asks for one of them."""

from tamapy.arm import helpers, mmu, semihosting
from tamapy.arm.hooks import call_with_registers, run_on_stack, thread_entry_address
from tamapy.metal import (
    Ptr,
    address_of,
    copy_bytes,
    f64,
    f64_bits,
    f64_fma,
    fill_bytes,
    i32,
    i64,
    linker_symbol,
    metal,
    stack_array,
    static_array,
    u8,
    u32,
    u64,
    usize,
)
from tamapy.runtime import board, console

area = static_array(u8, 512)
words = static_array(u32, 4)


@metal
def execute(address: usize) -> None:
    """Call what is at an address."""
    call_with_registers(address, 0)


@metal
def main(heap: usize, end: usize, low: usize) -> None:
    """Obey the console."""
    while True:
        command = board.getchar()
        if command == -2:
            board.exit(0)
        elif command == 97:  # a
            console.write_number(usize(u32(arithmetic())))
        elif command == 98:  # b
            console.write_number(usize(u32(blocks())))
        elif command == 114:  # r: read nothing
            console.write_number(usize(Ptr[u32](usize(0x10))[0]))
        elif command == 119:  # w: write to code
            Ptr[u32](linker_symbol("__text_start"))[0] = 0
        elif command == 99:  # c: write to constants
            Ptr[u32](linker_symbol("__rodata_start"))[0] = 0
        elif command == 115:  # s: use up the stack
            console.write_number(usize(u32(recurse(1))))
        elif command == 117:  # u: a device that is not there
            console.write_number(usize(Ptr[u32](usize(0x02300000))[0]))
        elif command == 109:  # m: nothing behind the MMU
            mmu.map_range(0xC0000000, 0xC0100000, mmu.DATA)
            mmu.enable()
            console.write_number(usize(Ptr[u32](usize(0xC0000000))[0]))
        elif command == 105:  # i: an instruction that there is not (the end of thread_entry)
            run_on_stack(board.ram_start() + 0x3000, thread_entry_address() + 8)
        elif command == 101:  # e: run data
            words[0] = 0xE12FFF1E
            run_on_stack(board.ram_start() + 0x3000, address_of(words))
        elif command == 108:  # l
            semihosting.log("a line for the log")
        elif command == 116:  # t
            board.exit(i32(elapsed()))
        elif command == 120:  # x
            board.exit(42)
        elif command >= 0:
            board.printk(u32(command))


@metal
def recurse(n: i32) -> i32:
    """Without end."""
    room = stack_array(u32, 64)
    room[0] = u32(n)
    return recurse(n + 1) + i32(room[0])


@metal
def elapsed() -> i32:
    """1 if two milliseconds pass in two milliseconds."""
    start = board.nanotime()
    while board.nanotime() - start < 2000000:
        pass
    return 1


@metal
def mix(total: u64, value: u64) -> u64:
    """A running checksum."""
    return (total ^ value) * 0x100000001B3 + (total >> 29)


@metal
def arithmetic() -> u32:
    """A checksum over what LLVM calls helpers for."""
    total: u64 = 0xCBF29CE484222325
    n: u64 = 0x123456789ABCDEF1
    d: u64 = 0xFEDCBA9876543211
    for i in range(600):
        n = n * 6364136223846793005 + 1442695040888963407
        d = (d * 2862933555777941757 + 3037000493) >> u64(i % 62)
        if d == 0:
            d = 3
        total = mix(total, n // d)
        total = mix(total, n % d)
        total = mix(total, u64(i64(n) // i64(d | 1)))
        total = mix(total, u64(i64(n) % i64(d | 1)))
        total = mix(total, n * d)
        total = mix(total, f64_bits(f64(n)))
        total = mix(total, f64_bits(f64(i64(n))))
        x = f64(i64(n)) / f64(d)
        if x < 9.0e18 and x > -9.0e18:
            total = mix(total, u64(i64(x)))
            if x >= 0.0:
                total = mix(total, u64(x))
        total = mix(total, f64_bits(helpers.remainder(f64(n), f64(d))))
        total = mix(total, f64_bits(f64_fma(x, f64(d), -f64(i64(n)))))
    return u32(total >> 32) ^ u32(total)


@metal
def blocks() -> u32:
    """A checksum over block operations of all lengths and alignments."""
    total: u64 = 1
    for length in range(usize(0), usize(150), 3):
        for shift in range(usize(0), usize(40), 5):
            for i in range(512):
                area[i] = u8(i * 7)
            copy_bytes(area + 256 + shift, area + (shift >> 1), length)
            copy_bytes(area + shift, area + (shift >> 2), length)
            copy_bytes(area + (shift >> 2), area + shift, length)
            fill_bytes(area + 450 + (shift & 7), u8(length), length & 31)
            for j in range(512):
                total = mix(total, u64(area[j]))
    return u32(total >> 32) ^ u32(total)
