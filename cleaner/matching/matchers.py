"""Matchers by number, each made when a line first comes so far: of thousands a text needs some dozens."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cleaner.matching.matcher import Matcher
from cleaner.ruleset.book import Part


class Matchers(dict[int, Matcher]):
    """The matchers of some rules, by number from 0 on; one that was not made yet is made when it is asked for."""

    def __init__(
        self, make: Callable[[int], Matcher], once: Callable[[int], Matcher], parts: Sequence[tuple[int, Part]]
    ) -> None:
        """`once` makes one for somebody who looks at each for a moment, so that thousands need not be kept.

        `parts`: how many are of rules that came together, and these rules, in order.
        """
        super().__init__()
        self._make = make
        self.once = once
        self.parts = parts

    def __missing__(self, number: int) -> Matcher:
        made = self[number] = self._make(number)
        return made

    def pattern(self, number: int) -> tuple[str, bool] | None:
        """What must match on a line for a hit of that rule, if not one of its phrases or labels is hit, and whether the
        line is seen with its case."""
        matcher = self[number]
        return (matcher.pattern.source, matcher.cased) if matcher.pattern else None
