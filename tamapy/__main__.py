"""``python -m tamapy``: the same as the command ``tamapy``."""

from tamapy.cli.main import main

main()
