"""Telling in a moment of most lines that a pattern can't match on them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cleaner.syntax.parts import MARKS, Clause, minimal, weight
from cleaner.syntax.reader import read

# What is tested must be quick to test and worth it.
_MOST_CLAUSES, _MOST_TEXTS, _TOO_COMMON = 3, 16, 2e-2


class Quick:
    """Tests for a few of a pattern's demands."""

    __slots__ = ("tested",)

    def __init__(self, demands: Iterable[Clause]) -> None:
        few = (clause for clause in demands if len(clause) <= _MOST_TEXTS)
        good = sorted((clause for clause in few if weight(clause) < _TOO_COMMON), key=weight)
        self.tested = tuple(map(tuple, good[:_MOST_CLAUSES]))

    def lets(self, text: str) -> bool:
        """False if the pattern can't match; `text` is a folded line behind START, with its marks if they were asked."""
        for clause in self.tested:
            for literal in clause:
                if literal in text:
                    break
            else:
                return False
        return True


def demands_of(source: str, cased: bool = False) -> tuple[Clause, ...]:
    """What a pattern demands of a line (see `reader.read`), each clause with as few texts as will do."""
    return tuple(map(minimal, read(source, cased).demands))


def without_marks(demands: Iterable[Clause]) -> tuple[Clause, ...]:
    """The demands that can be told from a line without its marks."""
    return tuple(clause for clause in demands if clause.isdisjoint(MARKS.values()))


@lru_cache(maxsize=256)
def quick(source: str) -> Quick:
    """The tests for a pattern that sees folded lines, without their marks."""
    return Quick(without_marks(demands_of(source)))
