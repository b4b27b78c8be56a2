"""Drivers in compiled programs, on the machines that have their devices."""

from pathlib import Path

import pytest
from images import build

from tamapy.board import usbarmory_mk2
from tamapy.compiler.build import Build
from tamapy.compiler.errors import CompileError

PROGRAMS = Path(__file__).parent / "programs"
DMA_AT_THE_END = 1 << 20

DMA_MEMORY = """\
{start} {size} True
100 0 True
b'abcdefgh\\x00' 0x68676665 [101, 102, 103, 104] True
98badcfe 0
not copied True
copied b'bytes' True
True
True
ValueError: DMA memory is used after its release
ValueError: DMA memory is released twice
MemoryError: no {more} bytes of DMA memory are free
ValueError: an alignment is a power of two, at least 4
ValueError: DMA regions cannot overlap
ValueError: a DMA region cannot lie in the program's memory
RuntimeError: DMA memory at {late} was written to after its release
TimeoutError: WORD (register 0x…): bits 1 to 3 did not become 1
"""


@pytest.mark.parametrize("ram, dma, start, size", [
    (0, 0, 0x900000, 0x20000), (64 << 20, DMA_AT_THE_END, 0x83F00000, DMA_AT_THE_END),
], ids=["on-chip", "end of RAM"])
def test_dma_memory(run, ram, dma, start, size):
    image = build(PROGRAMS / "dma_memory.py", ram, dma)
    output, status = run(image, ram=ram)
    assert output.decode().replace("\r\n", "\n") == DMA_MEMORY.format(
        start=hex(start), size=hex(size), more=size + 4, late=f"0x{start:08x}"
    )
    assert status == 0


@pytest.mark.parametrize("dma", [100, 4097])
def test_dma_memory_consists_of_pages(dma):
    with pytest.raises(CompileError, match="cannot set"):
        Build(None, usbarmory_mk2, dma=dma)
