"""Imported by relative names in calls."""

NAME = __name__.rpartition(".")[2]
