"""Drivers of Arm's PrimeCell blocks, a package each."""
