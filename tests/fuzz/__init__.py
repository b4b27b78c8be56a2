"""Random programs, of which CPython's output is expected of compiled ones."""
