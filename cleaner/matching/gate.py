"""What a rule's pattern can't do without: which literals to look for, and which lines to spare the pattern."""

from __future__ import annotations

from cleaner.matching.matcher import Matcher
from cleaner.syntax.parts import MARKS, Clause, weight
from cleaner.syntax.reader import read

# Literals that stand on running text more often than this, in places a character, are weak: about four letters.
_WEAK = 1e-6
# What is tested besides must be quick to test and worth it.
_MOST_CLAUSES, _MOST_TEXTS, _TOO_COMMON = 3, 16, 1e-2


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
        self._tested: tuple[tuple[str, ...], ...] | None = None

    def looked_for(self) -> Clause:
        """Literals one of which is on every line that the rule hits, if not by a phrase, a label or a start."""
        anchors = self._anchors
        if self._starts or (anchors and weight(anchors) < _WEAK):
            return anchors
        return min((*self._demands(), anchors) if anchors else self._demands(), key=weight, default=anchors)

    def lets(self, text: str) -> bool:
        """False if the pattern can't match on the line; `text` is the line as `searched` for literals."""
        if self._tested is None:
            few = (clause for clause in self._demands() if len(clause) <= _MOST_TEXTS)
            quick = (clause for clause in few if weight(clause) < _TOO_COMMON)
            self._tested = tuple(map(tuple, sorted(quick, key=weight)[:_MOST_CLAUSES]))
        for clause in self._tested:
            for literal in clause:
                if literal in text:
                    break
            else:
                return False
        return True

    def _demands(self) -> tuple[Clause, ...]:
        if self._told is None:
            told = read(self._pattern.source, self._cased).demands if self._pattern else ()
            self._told = tuple(clause for clause in told if self._marks or clause.isdisjoint(MARKS.values()))
        return self._told
