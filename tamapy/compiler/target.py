"""What the compiler must know of the processor and system it compiles for."""

from dataclasses import dataclass, replace
from types import FunctionType, ModuleType

#: Modules whose globals never change, so that names in them are resolved while building.
STATIC_ROOMS = (
    "tamapy.runtime", "tamapy.metal", "tamapy.arm", "tamapy.armv6", "tamapy.amd64", "tamapy.soc",
    "tamapy.storage", "tamapy.board", "tamapy.reg", "tamapy.bits", "tamapy.dma",
    "tamapy.ciphers",
)


def home_of(function: FunctionType) -> str:
    """The module whose globals a function has, whatever it says of itself."""
    return function.__globals__.get("__name__") or ""


def is_static_room(module: str) -> bool:
    """Whether a module's globals are resolved while building."""
    return any(module == room or module.startswith(room + ".") for room in STATIC_ROOMS)


@dataclass(frozen=True)
class Target:
    """A processor: its word, its LLVM names and its linker's machine."""

    machine: str  # the linker's name: "arm" or "amd64"
    bits: int
    triple: str
    data_layout: str
    cpu: str
    features: str = ""
    cp15_barriers: bool = False  # barriers and waiting are operations of coprocessor 15 (ARMv6)

    @property
    def word(self) -> int:
        """Bytes in a machine word."""
        return self.bits // 8


ARM = Target(
    machine="arm",
    bits=32,
    # All four parts: LLVM takes the third of three for an operating system, and then
    # knows neither the hard-float convention nor the ABI's helper functions.
    triple="armv7a-none-none-eabihf",
    data_layout="e-m:e-p:32:32-Fi8-i64:64-v128:64:128-a:0:32-n32-S64",
    cpu="cortex-a7",
)

ARMV6 = replace(
    ARM, triple="armv6kz-none-none-eabihf", cpu="arm1176jzf-s", cp15_barriers=True,
)

AMD64 = Target(
    machine="amd64",
    bits=64,
    triple="x86_64-unknown-none-elf",
    data_layout="e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128",
    cpu="x86-64",
)

TARGETS = {"arm": ARM, "armv6": ARMV6, "amd64": AMD64}


def target_of(board: ModuleType) -> Target:
    """What a board's images are compiled for: its architecture, on its processor."""
    return replace(
        TARGETS[board.ARCHITECTURE], cpu=board.CPU, features=getattr(board, "FEATURES", "")
    )
