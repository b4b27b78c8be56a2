"""Several blocks that share one block of addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tamapy.emulator.models import ModelError


class Split:
    """Models by the offset of their first register; each reaches to the next."""

    def __init__(self, models: Mapping[int, Any]) -> None:
        self.models = dict(sorted(models.items(), reverse=True))

    def _find(self, offset: int) -> tuple[Any, int]:
        for start, model in self.models.items():
            if offset >= start:
                return model, offset - start
        raise ModelError(f"the emulator has no device at +0x{offset:x} of the block")

    def read(self, offset: int, size: int) -> int:
        """A register of the model that has it."""
        model, rest = self._find(offset)
        return int(model.read(rest, size))

    def write(self, offset: int, size: int, value: int) -> None:
        """Set a register of the model that has it."""
        model, rest = self._find(offset)
        model.write(rest, size, value)

    def reset(self) -> None:
        """Reset those that can be."""
        for model in self.models.values():
            model.reset()
