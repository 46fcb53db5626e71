"""Which cuts to look at first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Seen(NamedTuple):
    """A cut that may be looked at: its document's number, its rule, its certainty (0 to 1) and its class."""

    document: int
    rule: str
    certainty: float
    noise_class: str


def suggested(cuts: Sequence[Seen]) -> list[int]:
    """The numbers of the cuts, those first whose looking at teaches most: the least certain."""
    return sorted(range(len(cuts)), key=lambda number: cuts[number].certainty)
