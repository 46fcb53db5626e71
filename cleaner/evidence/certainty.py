"""How sure a cut is whose evidence was added up: the logistic function, 0.9 where the sum is at its threshold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import exp, log

from cleaner.record import LEVELS

_AT_THRESHOLD = log(LEVELS["medium"] / (1 - LEVELS["medium"]))
_HOPELESS = 0.5  # a line more likely the story's is not proposed at all
_ROUNDING = 1e-6
ROUNDING = 1e-9  # more than the errors of sums of evidence


def certainty(margin: float) -> float:
    """The certainty (0 to 1) of a cut whose sum is `margin` above its threshold."""
    return round(1 / (1 + exp(-margin - _AT_THRESHOLD)), 6)


def margin(least: float) -> float:
    """A bound that the sum of a cut is above its threshold by more than, if its certainty is at least `least`."""
    sure = min(max(least, _HOPELESS) - _ROUNDING, 1 - _ROUNDING)
    return log(sure / (1 - sure)) - _AT_THRESHOLD


def added_up(
    weights: Mapping[str, float], steps: Iterable[tuple[Iterable[tuple[str, float]], float]], wanted: float
) -> dict[str, float] | None:
    """What each sign adds, by its name; None once it is plain that all together can't be more than `wanted`.

    Each step has signs with their values, and what the steps behind it can add at most: what costs more to know is
    made later, and only where it could still turn the scale.
    """
    parts: list[tuple[str, float]] = []
    total = 0.0
    for found, most in steps:
        more = [(name, weights[name] * value) for name, value in found if name in weights]
        parts += more
        total += sum([value for _, value in more])
        if total + most <= wanted - ROUNDING:
            return None
    return dict(parts)
