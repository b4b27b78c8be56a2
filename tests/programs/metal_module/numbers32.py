"""Numbers of 32 bits."""

from tamapy.metal import clz, metal, u32


@metal
def rotate(x: u32, n: u32) -> u32:
    return x << n | x >> (32 - n)


def both(x):
    return rotate(x, 5), zeros(x)


@metal
def zeros(x: u32) -> u32:
    return clz(x)
