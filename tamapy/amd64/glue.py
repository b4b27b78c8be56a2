"""The few instructions LLVM cannot make for us, encoded (Intel SDM volume 2)."""

from __future__ import annotations

import inspect

from tamapy.compiler.link.inputs import Glue

#: Symbol: rows of (bytes in hexadecimal, mnemonic, symbol called or "").
_CODE: dict[str, list[tuple[str, str, str]]] = {
    "_start": [
        ("31 ed", "xor ebp, ebp", ""),
        ("48 89 e7", "mov rdi, rsp", ""),
        ("48 83 e4 f0", "and rsp, -16", ""),
        ("e8 00 00 00 00", "call", "tamapy.amd64.start.start"),
        ("0f 0b", "ud2", ""),
    ],
    "tamapy.amd64.hooks.syscall": [
        ("48 89 f8", "mov rax, rdi", ""),
        ("48 89 f7", "mov rdi, rsi", ""),
        ("48 89 d6", "mov rsi, rdx", ""),
        ("48 89 ca", "mov rdx, rcx", ""),
        ("4d 89 c2", "mov r10, r8", ""),
        ("4d 89 c8", "mov r8, r9", ""),
        ("4c 8b 4c 24 08", "mov r9, [rsp + 8]", ""),
        ("0f 05", "syscall", ""),
        ("c3", "ret", ""),
    ],
    "tamapy.amd64.hooks.call_with_registers": [
        ("55", "push rbp", ""),
        ("48 89 e5", "mov rbp, rsp", ""),
        ("53", "push rbx", ""),
        ("41 54", "push r12", ""),
        ("41 55", "push r13", ""),
        ("41 56", "push r14", ""),
        ("41 57", "push r15", ""),
        ("48 83 ec 08", "sub rsp, 8", ""),
        ("48 89 f8", "mov rax, rdi", ""),
        ("48 89 f7", "mov rdi, rsi", ""),
        ("48 89 e6", "mov rsi, rsp", ""),
        ("ff d0", "call rax", ""),
        ("48 83 c4 08", "add rsp, 8", ""),
        ("41 5f", "pop r15", ""),
        ("41 5e", "pop r14", ""),
        ("41 5d", "pop r13", ""),
        ("41 5c", "pop r12", ""),
        ("5b", "pop rbx", ""),
        ("5d", "pop rbp", ""),
        ("c3", "ret", ""),
    ],
    "tamapy.amd64.hooks.switch": [
        ("55", "push rbp", ""),
        ("53", "push rbx", ""),
        ("41 54", "push r12", ""),
        ("41 55", "push r13", ""),
        ("41 56", "push r14", ""),
        ("41 57", "push r15", ""),
        ("48 89 27", "mov [rdi], rsp", ""),
        ("48 89 f4", "mov rsp, rsi", ""),
        ("41 5f", "pop r15", ""),
        ("41 5e", "pop r14", ""),
        ("41 5d", "pop r13", ""),
        ("41 5c", "pop r12", ""),
        ("5b", "pop rbx", ""),
        ("5d", "pop rbp", ""),
        ("c3", "ret", ""),
    ],
    # The helpers LLVM calls for block operations; the string instructions are fast enough.
    "memcpy": [
        ("48 89 f8", "mov rax, rdi", ""),
        ("48 89 d1", "mov rcx, rdx", ""),
        ("f3 a4", "rep movsb byte ptr [rdi], byte ptr [rsi]", ""),
        ("c3", "ret", ""),
    ],
    "memmove": [
        ("48 89 f8", "mov rax, rdi", ""),
        ("48 89 d1", "mov rcx, rdx", ""),
        ("49 89 f8", "mov r8, rdi", ""),
        ("49 29 f0", "sub r8, rsi", ""),
        ("49 39 c8", "cmp r8, rcx", ""),
        ("72 03", "jb backwards", ""),
        ("f3 a4", "rep movsb byte ptr [rdi], byte ptr [rsi]", ""),
        ("c3", "ret", ""),
        ("48 8d 7c 0f ff", "lea rdi, [rdi + rcx - 1]", ""),
        ("48 8d 74 0e ff", "lea rsi, [rsi + rcx - 1]", ""),
        ("fd", "std", ""),
        ("f3 a4", "rep movsb byte ptr [rdi], byte ptr [rsi]", ""),
        ("fc", "cld", ""),
        ("c3", "ret", ""),
    ],
    "memset": [
        ("49 89 f8", "mov r8, rdi", ""),
        ("89 f0", "mov eax, esi", ""),
        ("48 89 d1", "mov rcx, rdx", ""),
        ("f3 aa", "rep stosb byte ptr [rdi], al", ""),
        ("4c 89 c0", "mov rax, r8", ""),
        ("c3", "ret", ""),
    ],
    # A new stack holds r15 r14 r13 r12=argument rbx=function rbp, then this address.
    "tamapy.amd64.hooks.thread_entry": [
        ("4c 89 e7", "mov rdi, r12", ""),
        ("ff d3", "call rbx", ""),
        ("0f 0b", "ud2", ""),
    ],
}


def _assemble(symbol: str, rows: list[tuple[str, str, str]], line: int) -> Glue:
    code = bytearray()
    relocs = []
    for text, _, target in rows:
        if target:
            relocs.append((len(code) + 1, target, "call"))
        code += bytes.fromhex(text)
    return Glue(symbol, bytes(code), relocs, __file__, line)


def _line_of(symbol: str) -> int:
    source, first = inspect.findsource(inspect.getmodule(_assemble) or _assemble)
    for i, text in enumerate(source):
        if f'"{symbol}": [' in text:
            return first + i + 1
    return 1


ROWS = _CODE
GLUE = [_assemble(symbol, rows, _line_of(symbol)) for symbol, rows in _CODE.items()]
