"""How much of a body a text holds and how much else, over bags of four-token shingles.

The measure of the published article benchmarks (first scrapinghub's article-extraction-benchmark): the counts of a
page are brought to a sum of 1, so that long pages weigh no more; precision and recall are means over pages, and F1 is
the harmonic mean of the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

SIZE = 4


class Agreement(NamedTuple):
    """Shares of the shingles of a body and a text together: in both, in the text alone, in the body alone."""

    both: float
    extra: float
    missed: float


class Shares(NamedTuple):
    """Precision, recall and F1, each from 0 to 1."""

    precision: float
    recall: float
    f1: float


def shingles(tokens: Sequence[str]) -> Counter[tuple[str, ...]]:
    """The bag of shingles of a text; a text of fewer than SIZE tokens is one shingle, an empty one has none."""
    if not tokens:
        return Counter()
    return Counter(tuple(tokens[i : i + SIZE]) for i in range(max(1, len(tokens) - SIZE + 1)))


def agreement(body: Sequence[str], text: Sequence[str]) -> Agreement:
    """How the tokens of a text agree with those of the body; all zero if both are empty."""
    wanted, found = shingles(body), shingles(text)
    both = (wanted & found).total()
    counts = (both, found.total() - both, wanted.total() - both)
    total = sum(counts)
    return Agreement(*(count / total for count in counts)) if total else Agreement(0.0, 0.0, 0.0)


def shares(pages: Iterable[Agreement]) -> Shares:
    """Precision, recall and F1 of many pages; a page without text has no precision, one without a body no recall."""
    pages = list(pages)
    precision = _mean([each.both / (each.both + each.extra) for each in pages if each.both + each.extra])
    recall = _mean([each.both / (each.both + each.missed) for each in pages if each.both + each.missed])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Shares(precision, recall, f1)


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values) if values else 0.0
