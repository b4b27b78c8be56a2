"""DMA memory as a compiled program uses it: every line says what should be so."""

from tamapy import dma, reg


def failure(call):
    """The error of a call."""
    try:
        call()
    except (ValueError, MemoryError, IndexError, RuntimeError, TimeoutError) as error:
        return f"{type(error).__name__}: {error}"
    return "none"


region = dma.default()
print(f"{region.start:#x} {region.size:#x} {region.available == region.size}")

buffer = region.reserve(100, 64)
part = buffer[4:8]
print(len(buffer), dma.address(buffer) % 64, bytes(buffer) == bytes(100))
buffer[0:4] = b"abcd"
part[0] = 101
buffer[5:8] = bytearray(b"fgh")
print(bytes(buffer[:9]), hex(buffer.word(4)), list(part), part == b"efgh")
buffer.set_word(0, 0xFEDCBA98)
print(bytes(buffer[:4]).hex(), buffer[-1])

with region.place(part) as placed:
    print("not copied", dma.address(placed) == dma.address(buffer) + 4)
with region.place(memoryview(b"some bytes")[5:]) as placed:
    print("copied", bytes(placed), region.available < region.size - 100)
dma.barrier()

others = [region.reserve(size, 16) for size in range(1, 200)]
for i, other in enumerate(others):
    other.fill(i + 1)
print(all(bytes(other) == bytes([i + 1]) * (i + 1) for i, other in enumerate(others)))
for other in others[::2] + others[1::2]:
    region.release(other)

region.release(buffer)
print(region.available == region.size)
print(failure(lambda: part[0]))
print(failure(lambda: region.release(buffer)))
print(failure(lambda: region.reserve(region.size + 4)))
print(failure(lambda: region.reserve(4, 12)))
print(failure(lambda: dma.Region(region.start + 4, 64)))
print(failure(lambda: dma.Region(0x80000000, 64)))

checked = dma.init(region.start, 4096, checked=True)
late = checked.reserve(8)
start = dma.address(late)
checked.release(late)
reg.write(start, 5)
print(failure(lambda: checked.reserve(4)))
print(failure(lambda: reg.wait(start, 1, 7, 1, 1000000, "WORD")).replace(f"{start:08x}", "…"))
