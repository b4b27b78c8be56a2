"""Boards: one module each, chosen by importing it or with ``--board``."""
