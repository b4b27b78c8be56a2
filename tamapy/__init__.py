"""TamaPy: ordinary Python, compiled ahead of time, booting on bare ARM."""
