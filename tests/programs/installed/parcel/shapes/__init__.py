"""Shapes, imported by their names."""
