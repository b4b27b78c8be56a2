"""Errors a user of the compiler sees: message, place, caret, hint."""

import linecache

from tamapy.compiler.shown import real_file


class CompileError(Exception):
    """Something in the program that cannot be compiled for the target."""

    def __init__(
        self,
        message: str,
        filename: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.filename = filename
        self.line = line
        self.column = column
        self.hint = hint

    def render(self) -> str:
        """The message with its place, source line, caret and hint, as a terminal shows it."""
        parts = []
        if self.filename is not None:
            parts.append(f"{self.filename}:{self.line or 0}: error: {self.message}")
            text = linecache.getline(real_file(self.filename), self.line or 0).rstrip("\n")
            if text:
                parts.append("    " + text)
                if self.column is not None:
                    parts.append("    " + " " * self.column + "^")
        else:
            parts.append(f"error: {self.message}")
        if self.hint:
            parts.append(f"hint: {self.hint}")
        return "\n".join(parts)
