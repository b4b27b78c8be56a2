"""CPython's own tests of its library, unmodified, compiled by TamaPy: what of them passes."""
