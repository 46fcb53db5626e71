"""Literals by the rules that want to see the lines they stand on, and finding all of them on many lines at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaner.matching.automaton import Automaton
from cleaner.matching.edges import lead, stands_apart
from cleaner.pattern import Pattern
from cleaner.syntax.parts import MARKS, START

# The same engine tells what is a digit or a Han character as runs the patterns. On ASCII there are digits alone.
_DIGIT, *_SCRIPTS = ((Pattern(source).compiled().search, mark) for source, mark in MARKS.items())


class Wish(NamedTuple):
    """`rule` wants to see a line in one of `scopes` and not longer than `longest`.

    `whole`: because of a label; `apart`: unless a letter follows the literal.
    """

    rule: int
    scopes: int
    longest: int
    whole: bool = False
    apart: bool = False


class Place(NamedTuple):
    """A line to look on: its number, what is searched of it (see `searched`), its scopes, its length in characters."""

    line: int
    text: str
    scopes: int
    length: int


class Table:
    """Collects literals."""

    def __init__(self) -> None:
        self._wishes: dict[str, list[Wish]] = defaultdict(list)

    def add(self, wish: Wish, labels: Iterable[str], starts: Iterable[str], literals: Iterable[str]) -> None:
        """A rule wants to see lines that begin with one of `labels` or `starts`, or hold one of `literals`."""
        for label in labels:
            self._wishes[START + label].append(wish._replace(whole=True, apart=True))
        for start in starts:
            self._wishes[START + start].append(wish._replace(apart=stands_apart(start)))
        for literal in literals:
            self._wishes[literal].append(wish)

    def automaton(self, native: bool) -> Literals:
        """The table, ready to search; without the compiled automaton if not `native`."""
        return Literals(self._wishes, native)


class Literals:
    """Finds all literals of a table on many lines at once."""

    def __init__(self, wishes: Mapping[str, list[Wish]], native: bool) -> None:
        self._wishes = list(wishes.values())
        self._automaton = Automaton(list(wishes), native)

    def find(self, places: Sequence[Place]) -> list[tuple[int, Place, bool]]:
        """(rule, place, is it by a label) for each literal that stands where a rule wants it; some more than once."""
        text = "".join([place.text for place in places])
        starts = list(accumulate((len(place.text) for place in places), initial=0))
        wishes = self._wishes
        found = []
        for literal, start, end in self._automaton.find(text):
            place = places[bisect_right(starts, start) - 1]
            _, _, scopes, length = place
            for rule, wanted, longest, whole, apart in wishes[literal]:
                if length <= longest and wanted & scopes and not (apart and text[end : end + 1].isalpha()):
                    found.append((rule, place, whole))
        return found


def searched(line: str, marks: int) -> str:
    """A folded line as literals are looked for: behind START, and from its first letter on behind another START.

    With `marks`, what is on the line is marked behind it.
    """
    text = START + line
    if not line[0].isalnum():
        text += START + line[lead(line) :]
    if marks:
        for finds, mark in (_DIGIT,) if line.isascii() else (_DIGIT, *_SCRIPTS):
            if finds(line):
                text += mark
    return text
