"""Temporary."""
from _target import MODULES

modules = MODULES
