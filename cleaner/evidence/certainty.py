"""How sure a cut is whose evidence was added up: the logistic function, 0.9 where the sum is at its threshold."""

from __future__ import annotations

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
