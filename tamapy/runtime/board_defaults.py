"""Hooks that a board or an architecture may leave out."""

from tamapy.metal import metal, u32, usize


@metal
def direct(stream: u32) -> None:
    """There is one console, for output and errors alike."""


@metal
def flush() -> None:
    """The console holds nothing back."""


@metal
def dma_start() -> usize:
    """No memory is set apart for devices."""
    return 0


@metal
def dma_size() -> usize:
    """None at all."""
    return 0


@metal
def dma_barrier() -> None:
    """Without devices there is nothing to wait for."""


@metal
def prepare_idle() -> None:
    """Idling needs nothing."""


@metal
def guard_bytes() -> usize:
    """Stacks of threads have no guards."""
    return 0


@metal
def guard_page(address: usize) -> None:
    """Never called."""


@metal
def release_page(address: usize) -> None:
    """Never called."""
