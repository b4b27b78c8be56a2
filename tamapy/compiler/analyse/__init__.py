"""Whole-program facts."""
