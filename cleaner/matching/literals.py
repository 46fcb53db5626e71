"""Literals by the rules that want to see the lines they stand on, and finding all of them on many lines at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import NamedTuple

from cleaner.matching.automaton import Automaton
from cleaner.matching.edges import lead, stands_apart
from cleaner.pattern import Pattern
from cleaner.syntax import MARKS, START

# The same engine tells what is a digit or a Han character as runs the patterns.
_MARKERS = tuple((Pattern(source), mark) for source, mark in MARKS.items())


class Wish(NamedTuple):
    """`rule` wants to see a line: `whole`, because of a label; `apart`, unless a letter follows the literal."""

    rule: int
    whole: bool = False
    apart: bool = False


class Table:
    """Collects literals."""

    def __init__(self) -> None:
        self._wishes: dict[str, list[Wish]] = defaultdict(list)

    def add(self, rule: int, labels: Iterable[str], starts: Iterable[str], literals: Iterable[str]) -> None:
        """`rule` wants to see lines that begin with one of `labels` or `starts`, or hold one of `literals`."""
        for label in labels:
            self._wishes[START + label].append(Wish(rule, whole=True, apart=True))
        for start in starts:
            self._wishes[START + start].append(Wish(rule, apart=stands_apart(start)))
        for literal in literals:
            self._wishes[literal].append(Wish(rule))

    def automaton(self, native: bool) -> Literals:
        """The table, ready to search; without the compiled automaton if not `native`."""
        return Literals(self._wishes, native)


class Literals:
    """Finds all literals of a table on many lines at once."""

    def __init__(self, wishes: Mapping[str, list[Wish]], native: bool) -> None:
        self._wishes = [(len(literal), found) for literal, found in wishes.items()]
        self._automaton = Automaton(list(wishes), native)

    def find(self, texts: Mapping[int, str]) -> Iterator[tuple[int, int, bool]]:
        """(rule, line, is it by a label) for each literal on a line; `texts` are lines as `searched` gives them."""
        if not texts:
            return
        indexes = list(texts)
        starts = list(accumulate(map(len, texts.values()), initial=0))
        text = "".join(texts.values())
        for literal, offset in self._automaton.find(text):
            index = indexes[bisect_right(starts, offset) - 1]
            length, wishes = self._wishes[literal]
            for rule, whole, apart in wishes:
                if not apart or not text[offset + length : offset + length + 1].isalpha():
                    yield rule, index, whole


def searched(line: str, marks: int) -> str:
    """A folded line as literals are looked for: behind START, and from its first letter on behind another START.

    With `marks`, what is on the line is marked behind it.
    """
    text = START + line
    if not line[0].isalnum():
        text += START + line[lead(line) :]
    return text + "".join([mark for pattern, mark in _MARKERS if pattern.search(line)]) if marks else text
