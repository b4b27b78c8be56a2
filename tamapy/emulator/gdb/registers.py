"""The registers that gdb is shown, and their description ("Debugging with GDB", appendix G.5.3)."""

from __future__ import annotations

from dataclasses import dataclass

from unicorn import arm_const as arm

CPSR = 25  # gdb's number: those between hold what floating-point units had before VFP
DOUBLES = {arm.UC_CPU_ARM_1176: 16}  # of VFPv2; all others have VFPv3's 32


@dataclass(frozen=True)
class Register:
    """One register: gdb's number, Unicorn's, and its size in bytes."""

    name: str
    number: int
    key: int
    size: int
    kind: str
    feature: str


def registers_of(cpu: int) -> list[Register]:
    """The registers of a processor, in the order that gdb has them in."""
    found = []
    names = [*(f"r{i}" for i in range(13)), "sp", "lr", "pc"]
    kinds = {"sp": "data_ptr", "pc": "code_ptr"}
    for number, name in enumerate(names):
        key = getattr(arm, f"UC_ARM_REG_{name.upper()}")
        found.append(Register(name, number, key, 4, kinds.get(name, "uint32"), "core"))
    found.append(Register("cpsr", CPSR, arm.UC_ARM_REG_CPSR, 4, "uint32", "core"))
    for i in range(DOUBLES.get(cpu, 32)):
        key = getattr(arm, f"UC_ARM_REG_D{i}")
        found.append(Register(f"d{i}", CPSR + 1 + i, key, 8, "ieee_double", "vfp"))
    number = found[-1].number + 1
    found.append(Register("fpscr", number, arm.UC_ARM_REG_FPSCR, 4, "int", "vfp"))
    return found


def description(registers: list[Register]) -> bytes:
    """``target.xml``."""
    lines = ['<?xml version="1.0"?>', '<!DOCTYPE target SYSTEM "gdb-target.dtd">',
             '<target version="1.0">', "<architecture>arm</architecture>"]
    for feature in ("core", "vfp"):
        lines.append(f'<feature name="org.gnu.gdb.arm.{feature}">')
        lines += [
            f'<reg name="{r.name}" bitsize="{8 * r.size}" type="{r.kind}" regnum="{r.number}"/>'
            for r in registers if r.feature == feature
        ]
        lines.append("</feature>")
    return "\n".join([*lines, "</target>", ""]).encode()
