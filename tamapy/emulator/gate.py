"""Stops Unicorn's processor between two blocks of instructions, after so many of them.

``emu_stop`` from elsewhere may come in the middle of an access to a device, which is then made
again. This one comes at the start of a block only: a hook that counts, of machine code made
here, for one in Python would cost a hundred times as much.
"""

from __future__ import annotations

import ctypes
from typing import Any

import llvmlite.binding as llvm
import unicorn as u
from unicorn.unicorn_py3.unicorn import uclib

_HOOK = """
define void @gate(ptr %engine, i64 %address, i32 %size, ptr %counter) {{
  %before = load volatile i64, ptr %counter
  %left = sub i64 %before, 1
  store volatile i64 %left, ptr %counter
  %over = icmp slt i64 %left, 0
  br i1 %over, label %stop, label %go
stop:
  %function = inttoptr i64 {stop} to ptr
  %status = call i32 %function(ptr %engine)
  br label %go
go:
  ret void
}}
"""


class Gate:
    """The hook in one engine. Must not be made while the engine runs."""

    def __init__(self, uc: Any) -> None:
        self._left = ctypes.c_int64(0)
        self._granted = 0  # what was left when it was opened
        self._before = 0  # what had passed until then
        stop = ctypes.cast(uclib.uc_emu_stop, ctypes.c_void_p).value
        llvm.initialize_native_target()
        llvm.initialize_native_asmprinter()
        machine = llvm.Target.from_default_triple().create_target_machine()
        module = llvm.parse_assembly(_HOOK.format(stop=stop))
        self._code = llvm.create_mcjit_compiler(module, machine)
        self._code.finalize_object()
        self._handle = ctypes.c_size_t()
        status = uclib.uc_hook_add(
            uc._uch, ctypes.byref(self._handle), u.UC_HOOK_BLOCK,
            ctypes.c_void_p(self._code.get_function_address("gate")),
            ctypes.byref(self._left), ctypes.c_uint64(1), ctypes.c_uint64(0),
        )
        if status != u.UC_ERR_OK:
            raise u.UcError(status)
        uc.ctl_flush_tb()  # what was translated before has no hook

    @property
    def is_shut(self) -> bool:
        """Whether the hook has stopped the processor."""
        return self._left.value < 0

    @property
    def passed(self) -> int:
        """Blocks that have passed so far, or were spent."""
        return self._before + self._granted - self._left.value

    def open(self, blocks: int) -> None:
        """Let so many blocks pass."""
        self._before = self.passed
        self._left.value = self._granted = blocks

    def spend(self, blocks: int) -> None:
        """Let so many fewer pass."""
        self._left.value -= blocks

    def shut(self) -> None:
        """Let none pass any more."""
        self.open(0)
