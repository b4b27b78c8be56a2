"""What cards keep their data in: a file, or bytes in memory."""

from __future__ import annotations

import os
from pathlib import Path


class Memory:
    """Bytes in memory."""

    protected = False

    def __init__(self, data: bytes | bytearray) -> None:
        self.data = bytearray(data)

    def __len__(self) -> int:
        return len(self.data)

    def read(self, offset: int, size: int) -> bytes:
        """Bytes."""
        return bytes(self.data[offset:offset + size])

    def write(self, offset: int, data: bytes) -> None:
        """Store bytes."""
        self.data[offset:offset + len(data)] = data


class File:
    """A file; what is written to it is there at once. One that cannot be written is protected."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.protected = not os.access(path, os.W_OK)
        self.file = Path(path).open("rb" if self.protected else "r+b", buffering=0)
        self.size = os.fstat(self.file.fileno()).st_size

    def __len__(self) -> int:
        return self.size

    def read(self, offset: int, size: int) -> bytes:
        """Bytes."""
        return os.pread(self.file.fileno(), size, offset)

    def write(self, offset: int, data: bytes) -> None:
        """Store bytes."""
        os.pwrite(self.file.fileno(), data, offset)

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()


Image = Memory | File
