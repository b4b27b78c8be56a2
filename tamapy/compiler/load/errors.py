"""What goes wrong while an application is read and imported on the build machine."""

from __future__ import annotations

from tamapy.compiler.errors import CompileError


class LoadError(CompileError):
    """An application that cannot be loaded: a syntax error, a missing or foreign module.

    ``line`` counts from 1 and ``column`` from 0, as in :mod:`ast`; ``width`` is how many
    characters the caret underlines and ``source_line`` the text it stands under.
    """

    def __init__(
        self,
        message: str,
        filename: str | None = None,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
        source_line: str | None = None,
        width: int = 1,
    ) -> None:
        super().__init__(message, filename, line, column, hint)
        self.source_line = source_line
        self.width = width

    def __str__(self) -> str:
        return self.render()

    def render(self) -> str:
        """The message as CPython would lay it out: place, source line, carets, hint."""
        parts = []
        if self.filename is not None:
            parts.append(f'  File "{self.filename}", line {self.line or 0}')
            if self.source_line and self.source_line.strip():
                parts.extend(self._excerpt(self.source_line.rstrip("\r\n")))
        parts.append(self.message)
        if self.hint:
            parts.append(f"hint: {self.hint}")
        return "\n".join(parts)

    def _excerpt(self, line: str) -> list[str]:
        text = line.lstrip(" \t\f")
        shown = ["    " + text.rstrip()]
        if self.column is not None:
            start = max(self.column - (len(line) - len(text)), 0)
            shown.append("    " + " " * start + "^" * max(self.width, 1))
        return shown

    @classmethod
    def from_syntax_error(cls, error: SyntaxError, filename: str) -> LoadError:
        """A SyntaxError met while parsing ``filename``, with CPython's own caret."""
        column = (error.offset or 1) - 1
        width = 1
        if error.end_offset and error.end_lineno == error.lineno:
            width = max(error.end_offset - 1 - column, 1)
        return cls(
            f"{type(error).__name__}: {error.msg}", filename, error.lineno, column,
            source_line=error.text, width=width,
        )
