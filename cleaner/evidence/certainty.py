"""How sure a cut is whose evidence was added up: the logistic function, 0.9 where the sum is at its threshold."""

from __future__ import annotations

from math import exp, log

from cleaner.record import LEVELS

_AT_THRESHOLD = log(LEVELS["medium"] / (1 - LEVELS["medium"]))
HOPELESS = -_AT_THRESHOLD  # a certainty of 0.5: a line more likely the story's is not proposed at all


def certainty(margin: float) -> float:
    """The certainty (0 to 1) of a cut whose sum is `margin` above its threshold."""
    return round(1 / (1 + exp(-margin - _AT_THRESHOLD)), 6)
