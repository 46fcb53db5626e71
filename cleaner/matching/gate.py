"""What a rule's pattern can't do without: which literals to look for, and which lines to spare the pattern."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.matching.matcher import Matcher
from cleaner.pattern import KEPT
from cleaner.syntax.parts import Clause, weight
from cleaner.syntax.quick import Quick, demands_of, without_marks

# Literals that stand on running text more often than this, in places a character, are weak: about four letters.
_WEAK = 1e-6
Clauses = Sequence[Sequence[str]]


class Gate:
    """One rule's starts, anchors and pattern. The pattern is read when that is first of use."""

    def __init__(self, matcher: Matcher, marks: bool) -> None:
        """`marks` says that the lines come with their marks."""
        self._pattern = matcher.pattern
        self._cased = matcher.cased
        self._starts = matcher.starts
        self._anchors = frozenset(matcher.anchors)
        self._marks = marks

    def looked_for(self) -> Clause:
        """Literals one of which is on every line that the rule hits, if not by a phrase, a label or a start."""
        anchors = self._anchors
        if self._starts or (anchors and weight(anchors) < _WEAK):
            return anchors
        best = self._wanted.best
        return anchors if best is None else min((best, anchors) if anchors else (best,), key=weight)

    def tested(self) -> Clauses:
        """Texts, of each group of which one at least is on every line that the pattern matches on."""
        # No line holds a break, nor do texts that are kept one a line.
        return [clause for clause in self._wanted.tested if not any("\n" in text for text in clause)]

    @property
    def _wanted(self) -> Wanted:
        return _wanted(self._pattern.source, self._cased, self._marks) if self._pattern else _NOTHING


class Wanted(NamedTuple):
    """Of what a pattern can't do without: what is rarest, and what is tested before the pattern is asked."""

    best: Clause | None = None
    tested: tuple[tuple[str, ...], ...] = ()


_NOTHING = Wanted()


@lru_cache(maxsize=KEPT)
def _wanted(source: str, cased: bool, marks: bool) -> Wanted:
    """Kept of each pattern, for its syntax takes long to read, and all that it tells takes much memory."""
    demands = demands_of(source, cased)
    if not marks:
        demands = without_marks(demands)
    return Wanted(min(demands, key=weight, default=None), Quick(demands).tested)
