"""From durations to ratios: medians with their spread, geometric means."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """The median over rounds, the least and the most; of times or of ratios."""

    median: float
    low: float
    high: float


def steady(seconds: Sequence[float]) -> float:
    """What a call takes once a process has warmed up: the mean of the second half of its calls.

    A mean, so that what comes up only now and then, as collections do, counts.
    """
    return statistics.fmean(seconds[len(seconds) // 2:])


def ratio(slow: Sequence[float], fast: Sequence[float]) -> Ratio:
    """How many times as fast ``fast`` was as ``slow``, round by round."""
    return middle([a / b for a, b in zip(slow, fast, strict=True)])


def middle(rounds: Sequence[float]) -> Ratio:
    """The median of rounds, with their spread."""
    return Ratio(statistics.median(rounds), min(rounds), max(rounds))


def geometric_mean(values: Iterable[float]) -> float:
    """The mean that fits ratios."""
    logarithms = [math.log(value) for value in values]
    return math.exp(statistics.fmean(logarithms))
