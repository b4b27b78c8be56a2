"""The engine of regular expressions: runs the programs that CPython's ``re._compiler`` writes."""
