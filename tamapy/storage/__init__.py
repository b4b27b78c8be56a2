"""Memory cards and eMMC as block devices, whatever controller they are connected to.

SD-PL-7.10: SD Specifications, Part 1, Physical Layer Simplified Specification, 7.10, 2020/03;
JESD84-B51: Embedded Multi-Media Card, Electrical Standard (5.1), 2015/02.
"""
