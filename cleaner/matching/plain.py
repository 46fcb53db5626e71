"""Finding the lines that rules want to see, in Python: what `native` does faster where it could be built."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaner.matching.edges import bare, lead
from cleaner.matching.tree import PrefixTree
from cleaner.matching.wishes import ENDS, Wanted, Wishes, fits
from cleaner.pattern import Pattern
from cleaner.syntax.parts import MARKS, START

# The same engine tells what is a digit or a Han character as runs the patterns. On ASCII there are digits alone.
_DIGIT, *_SCRIPTS = ((Pattern(source).compiled().search, mark) for source, mark in MARKS.items())


class Place(NamedTuple):
    """A line to look on: its number, what is searched of it (see `searched`), its scopes, its length in characters."""

    line: int
    text: str
    scopes: int
    length: int


class PlainFinder:
    """Phrases by dictionary, literals by one pass of a prefix tree; those for the ends of a text over these alone."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._bits = wishes.bits
        self._longest_phrase = wishes.longest_phrase
        self._phrases = _by_text(wishes.phrases)
        self._everywhere = _Literals(wishes, lambda rule: not wishes.scopes[rule] & ENDS)
        self._at_ends = _Literals(wishes, lambda rule: bool(wishes.scopes[rule] & ENDS))

    def find(self, lines: list[str], _cased: list[str], indexes: list[int], scopes: list[int]) -> set[tuple[int, int]]:
        """The pairs (rule, index) of the lines at `indexes` that rules want to see."""
        wishes = self._wishes
        found = {
            (wish >> 2, index)
            for index in indexes
            if len(lines[index]) <= self._longest_phrase
            for wish in self._phrases.get(bare(lines[index]), ())
            if fits(self._bits[wish >> 2], scopes[index]) and len(lines[index]) <= wishes.longest[wish >> 2]
        }
        places = [
            Place(index, searched(lines[index], scopes[index] & ENDS), scopes[index], len(lines[index]))
            for index in indexes
        ]
        asked = set()
        for number, place, whole in self._near(places):
            pair = number, place.line
            if whole:
                found.add(pair)
            elif pair not in asked:
                asked.add(pair)
                if all(any(text in place.text for text in clause) for clause in self._clauses(number)):
                    found.add(pair)
        return found

    def _clauses(self, rule: int) -> list[list[str]]:
        gate = self._wishes.gates[rule]
        return [clause.split("\n") for clause in gate.split("\n\n")] if gate else []

    def _near(self, places: Sequence[Place]) -> list[tuple[int, Place, bool]]:
        """(rule, place, is it by a label) wherever a literal stands on a line."""
        found = self._everywhere.find(places)
        found += self._at_ends.find([place for place in places if place.scopes & ENDS])
        for number in self._wishes.always:
            for place in places:
                if fits(self._bits[number], place.scopes) and place.length <= self._wishes.longest[number]:
                    found.append((number, place, False))
        return found


class _Literals:
    """Finds the literals of some rules on many lines at once."""

    def __init__(self, wishes: Wishes, mine: Callable[[int], bool]) -> None:
        self._longest, self._bits = wishes.longest, wishes.bits
        texts = {START + text: wanted for text, wanted in _by_text(wishes.openings).items()} | _by_text(wishes.inside)
        chosen = {text: [wish for wish in wanted if mine(wish >> 2)] for text, wanted in texts.items()}
        self._wishes = [found for found in chosen.values() if found]
        self._tree = PrefixTree([text for text, found in chosen.items() if found])

    def find(self, places: Sequence[Place]) -> list[tuple[int, Place, bool]]:
        """(rule, place, is it by a label) for each literal that stands where a rule wants it; some more than once."""
        text = "".join([place.text for place in places])
        starts = list(accumulate((len(place.text) for place in places), initial=0))
        found = []
        for literal, start, end in self._tree.find(text):
            place = places[bisect_right(starts, start) - 1]
            for wish in self._wishes[literal]:
                rule = wish >> 2
                if (
                    place.length <= self._longest[rule]
                    and fits(self._bits[rule], place.scopes)
                    and not (wish & 1 and text[end : end + 1].isalpha())
                ):
                    found.append((rule, place, bool(wish & 2)))
        return found


def _by_text(wanted: Wanted) -> dict[str, list[int]]:
    """The wishes for each text."""
    found: dict[str, list[int]] = {}
    for text, wishes in wanted:
        found.setdefault(text, []).extend(wishes)
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
