"""The console: its editor, and every command on every board: ``python -m tests.examples``."""
