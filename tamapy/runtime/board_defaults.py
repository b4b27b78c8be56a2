"""Hooks that a board may leave out."""

from tamapy.metal import metal, u32


@metal
def direct(stream: u32) -> None:
    """There is one console, for output and errors alike."""


@metal
def flush() -> None:
    """The console holds nothing back."""


@metal
def prepare_idle() -> None:
    """Idling needs nothing."""
