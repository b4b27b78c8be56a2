"""Commands, one file for each family; each has a tuple ``COMMANDS``."""
