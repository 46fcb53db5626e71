"""What a rule's pattern can't do without: which literals to look for, and which lines to spare the pattern."""

from __future__ import annotations

from cleaner.matching.matcher import Matcher
from cleaner.syntax.parts import Clause, weight
from cleaner.syntax.quick import Quick, without_marks
from cleaner.syntax.reader import read

# Literals that stand on running text more often than this, in places a character, are weak: about four letters.
_WEAK = 1e-6
Clauses = list[list[str]]


class Gate:
    """One rule's starts, anchors and pattern. The pattern is read when that is first of use."""

    def __init__(self, matcher: Matcher, marks: bool) -> None:
        """`marks` says that the lines come with their marks."""
        self._pattern = matcher.pattern
        self._cased = matcher.cased
        self._starts = matcher.starts
        self._anchors = frozenset(matcher.anchors)
        self._marks = marks
        self._told: tuple[Clause, ...] | None = None

    def looked_for(self) -> Clause:
        """Literals one of which is on every line that the rule hits, if not by a phrase, a label or a start."""
        anchors = self._anchors
        if self._starts or (anchors and weight(anchors) < _WEAK):
            return anchors
        return min((*self._demands(), anchors) if anchors else self._demands(), key=weight, default=anchors)

    def tested(self) -> Clauses:
        """Texts, of each group of which one at least is on every line that the pattern matches on."""
        return list(map(list, Quick(self._demands()).tested))

    def _demands(self) -> tuple[Clause, ...]:
        if self._told is None:
            told = read(self._pattern.source, self._cased).demands if self._pattern else ()
            self._told = told if self._marks else without_marks(told)
        return self._told
