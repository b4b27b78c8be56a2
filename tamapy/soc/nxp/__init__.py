"""Drivers of NXP's blocks, a package each."""
