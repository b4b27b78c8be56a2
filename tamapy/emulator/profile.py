"""Where a program spends its instructions: samples of the call stack on the emulator."""

from __future__ import annotations

from collections import Counter
from typing import Any

import unicorn as u
from unicorn import arm_const as arm

from tamapy.emulator.machine import Machine
from tamapy.emulator.symbols import Place

DEEPEST = 1000  # calls that a sample goes back
RUNTIME = "tamapy.runtime."  # begins the symbols of functions beneath Python's
RESUME = ":resume"  # ends the symbol of a generator's code, which is the same function
GIVEN = ":given"  # and of one that has its parameters in registers
SCHEMA = "https://www.speedscope.app/file-format-schema.json"
Frame = tuple[str, str]  # function and file


class Sampler:
    """Samples a machine's calls every so many instructions.

    A sample is taken where a run of instructions without a jump begins, so that what it sees
    depends on nothing but the program: the same run gives the same samples.
    """

    def __init__(self, machine: Machine, every: int) -> None:
        self.machine = machine
        self.every = every
        self.instructions = 0
        self._next = every
        self._symbols: dict[int, Frame] = {}
        #: The stacks, outermost call first, and the instructions that each stands for.
        self.samples: list[tuple[tuple[Frame, ...], int]] = []
        machine.uc.hook_add(u.UC_HOOK_BLOCK, self._block)

    def _block(self, uc: Any, address: int, size: int, data: Any) -> None:
        if self.instructions >= self._next:
            periods = (self.instructions - self._next) // self.every + 1
            self._next += periods * self.every
            self.samples.append((self._stack(address), periods * self.every))
        self.instructions += size >> 2

    def _stack(self, address: int) -> tuple[Frame, ...]:
        """The calls that led to an address, outermost first."""
        machine = self.machine
        addresses = [address]
        if machine.symbols.function(address)[0] == address:
            # The function has not yet made its frame: who called it is in LR alone.
            addresses.append(machine.uc.reg_read(arm.UC_ARM_REG_LR) - 4)
        addresses += machine.return_addresses(DEEPEST)
        return tuple(self._frame(each) for each in reversed(addresses))

    def _frame(self, address: int) -> Frame:
        start, name = self.machine.symbols.function(address)
        found = self._symbols.get(start)
        if found is None:
            place: Place = self.machine.symbols.place(start)
            name = name.removesuffix(RESUME).removesuffix(GIVEN)
            found = self._symbols[start] = (name or "?", place.filename)
        return found

    def speedscope(self, name: str) -> dict[str, Any]:
        """The samples in the format of speedscope.app, weighted with instructions."""
        numbers: dict[Frame, int] = {}
        samples = [
            [numbers.setdefault(frame, len(numbers)) for frame in stack]
            for stack, _ in self.samples
        ]
        weights = [weight for _, weight in self.samples]
        return {
            "$schema": SCHEMA,
            "shared": {"frames": [
                {"name": function, **({"file": file} if file else {})}
                for function, file in numbers
            ]},
            "profiles": [{
                "type": "sampled", "name": name, "unit": "none", "startValue": 0,
                "endValue": sum(weights), "samples": samples, "weights": weights,
            }],
            "name": name, "activeProfileIndex": 0, "exporter": "tamapy profile",
        }

    def table(self, count: int) -> str:
        """The functions of Python with the most instructions, those of the runtime counting for
        the function that called it."""
        own: Counter[str] = Counter()
        total: Counter[str] = Counter()
        for stack, weight in self.samples:
            functions = [name for name, _ in stack if is_python(name)]
            own[functions[-1] if functions else "(before and after the program)"] += weight
            total.update(dict.fromkeys(set(functions), weight))
        whole = sum(own.values()) or 1
        lines = [f"{'own':>6} {'total':>6}  function"]
        ranked = sorted(set(own) | set(total), key=lambda name: (-own[name], -total[name], name))
        lines += [
            f"{100 * own[name] / whole:5.1f}% {100 * max(total[name], own[name]) / whole:5.1f}%"
            f"  {name}" for name in ranked[:count]
        ]
        return "\n".join(lines)


def is_python(symbol: str) -> bool:
    """Whether a symbol is that of a function of Python, of a program or a library."""
    return ":" in symbol and not symbol.startswith(RUNTIME)
