"""Programs compiled by TamaPy beside CPython and PyPy: ``python -m benchmarks``."""
