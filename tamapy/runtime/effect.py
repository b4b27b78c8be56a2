"""Marks the places where Python code touches the world: see ``tamapy.metal.effect``."""

from tamapy.metal.effect import effect as effect
from tamapy.metal.effect import hosted as hosted
from tamapy.metal.effect import install as install
