"""The few instructions LLVM cannot make for us, encoded (Intel SDM volume 2)."""

from __future__ import annotations

import inspect

from tamapy.metal.glue import Glue

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
    # The helpers LLVM calls for block operations. Short blocks, which most are, go through
    # registers: the string instructions take dozens of cycles to start. The targets of jumps
    # are offsets from the function's start.
    "memcpy": [
        ("e9 00 00 00 00", "jmp", "memmove"),
    ],
    "memmove": [
        ("48 89 f8", "mov rax, rdi", ""),
        ("48 83 fa 10", "cmp rdx, 16", ""),
        ("77 51", "ja 5a", ""),
        ("48 83 fa 08", "cmp rdx, 8", ""),
        ("73 3a", "jae 49", ""),
        ("48 83 fa 04", "cmp rdx, 4", ""),
        ("73 25", "jae 3a", ""),
        ("48 85 d2", "test rdx, rdx", ""),
        ("74 1f", "je 39", ""),
        ("0f b6 0e", "movzx ecx, byte ptr [rsi]", ""),
        ("44 0f b6 44 16 ff", "movzx r8d, byte ptr [rsi + rdx - 1]", ""),
        ("49 89 d1", "mov r9, rdx", ""),
        ("49 d1 e9", "shr r9, 1", ""),
        ("46 0f b6 14 0e", "movzx r10d, byte ptr [rsi + r9]", ""),
        ("46 88 14 0f", "mov byte ptr [rdi + r9], r10b", ""),
        ("88 0f", "mov byte ptr [rdi], cl", ""),
        ("44 88 44 17 ff", "mov byte ptr [rdi + rdx - 1], r8b", ""),
        ("c3", "ret", ""),
        ("8b 0e", "mov ecx, dword ptr [rsi]", ""),
        ("44 8b 44 16 fc", "mov r8d, dword ptr [rsi + rdx - 4]", ""),
        ("89 0f", "mov dword ptr [rdi], ecx", ""),
        ("44 89 44 17 fc", "mov dword ptr [rdi + rdx - 4], r8d", ""),
        ("c3", "ret", ""),
        ("48 8b 0e", "mov rcx, qword ptr [rsi]", ""),
        ("4c 8b 44 16 f8", "mov r8, qword ptr [rsi + rdx - 8]", ""),
        ("48 89 0f", "mov qword ptr [rdi], rcx", ""),
        ("4c 89 44 17 f8", "mov qword ptr [rdi + rdx - 8], r8", ""),
        ("c3", "ret", ""),
        ("0f 10 06", "movups xmm0, xmmword ptr [rsi]", ""),
        ("0f 10 4c 16 f0", "movups xmm1, xmmword ptr [rsi + rdx - 16]", ""),
        ("48 83 fa 20", "cmp rdx, 32", ""),
        ("77 09", "ja 71", ""),
        ("0f 11 07", "movups xmmword ptr [rdi], xmm0", ""),
        ("0f 11 4c 17 f0", "movups xmmword ptr [rdi + rdx - 16], xmm1", ""),
        ("c3", "ret", ""),
        ("49 89 f8", "mov r8, rdi", ""),
        ("49 29 f0", "sub r8, rsi", ""),
        ("49 39 d0", "cmp r8, rdx", ""),
        ("72 2c", "jb a8", ""),
        ("48 89 d1", "mov rcx, rdx", ""),
        ("48 81 fa 00 02 00 00", "cmp rdx, 512", ""),
        ("73 1d", "jae a5", ""),
        ("4c 8d 4c 17 f0", "lea r9, [rdi + rdx - 16]", ""),
        ("0f 10 16", "movups xmm2, xmmword ptr [rsi]", ""),
        ("0f 11 17", "movups xmmword ptr [rdi], xmm2", ""),
        ("48 83 c6 10", "add rsi, 16", ""),
        ("48 83 c7 10", "add rdi, 16", ""),
        ("4c 39 cf", "cmp rdi, r9", ""),
        ("72 ed", "jb 8d", ""),
        ("41 0f 11 09", "movups xmmword ptr [r9], xmm1", ""),
        ("c3", "ret", ""),
        ("f3 a4", "rep movs byte ptr es:[rdi], byte ptr ds:[rsi]", ""),
        ("c3", "ret", ""),
        ("4c 8d 42 f0", "lea r8, [rdx - 16]", ""),
        ("42 0f 10 14 06", "movups xmm2, xmmword ptr [rsi + r8]", ""),
        ("42 0f 11 14 07", "movups xmmword ptr [rdi + r8], xmm2", ""),
        ("49 83 e8 10", "sub r8, 16", ""),
        ("77 f0", "ja ac", ""),
        ("0f 11 07", "movups xmmword ptr [rdi], xmm0", ""),
        ("c3", "ret", ""),
    ],
    "memset": [
        ("49 89 f8", "mov r8, rdi", ""),
        ("40 0f b6 c6", "movzx eax, sil", ""),
        ("48 81 fa 00 01 00 00", "cmp rdx, 256", ""),
        ("73 3e", "jae 4e", ""),
        ("48 b9 01 01 01 01 01 01 01 01", "movabs rcx, 0x101010101010101", ""),
        ("48 0f af c1", "imul rax, rcx", ""),
        ("48 83 fa 08", "cmp rdx, 8", ""),
        ("72 18", "jb 3c", ""),
        ("48 8d 4c 17 f8", "lea rcx, [rdi + rdx - 8]", ""),
        ("48 89 07", "mov qword ptr [rdi], rax", ""),
        ("48 83 c7 08", "add rdi, 8", ""),
        ("48 39 cf", "cmp rdi, rcx", ""),
        ("72 f4", "jb 29", ""),
        ("48 89 01", "mov qword ptr [rcx], rax", ""),
        ("4c 89 c0", "mov rax, r8", ""),
        ("c3", "ret", ""),
        ("48 85 d2", "test rdx, rdx", ""),
        ("74 09", "je 4a", ""),
        ("88 44 17 ff", "mov byte ptr [rdi + rdx - 1], al", ""),
        ("48 ff ca", "dec rdx", ""),
        ("75 f7", "jne 41", ""),
        ("4c 89 c0", "mov rax, r8", ""),
        ("c3", "ret", ""),
        ("48 89 d1", "mov rcx, rdx", ""),
        ("f3 aa", "rep stos byte ptr es:[rdi], al", ""),
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
