"""Drivers of the blocks of Broadcom's BCM2835 family, a package each.

BCM2835-ARM-Peripherals: BCM2835 ARM Peripherals (C6357-M-1398), Broadcom, 2012/02/06.
"""
