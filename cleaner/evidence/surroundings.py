"""Where a line stands among the others, and what kind of document they make."""

from __future__ import annotations

from collections import Counter

from cleaner.document import Document
from cleaner.lazy import lazy
from cleaner.matching.edges import bare
from cleaner.shapes import WORD

_NEAR = 3  # lines; farther is far
_FAR = ("next", "near", "far", "none")
_ABOVE, _BELOW = ([f"prose_{side}_{far}" for far in _FAR] for side in ("above", "below"))
_BRIEF = 20_000  # characters of a text


class Surroundings:
    """The lines of one document as a row of prose and short lines; blank ones do not count."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._row = [index for index in range(len(doc)) if not doc.blank(index)]
        self._place = {index: place for place, index in enumerate(self._row)}
        self._prose = [doc.prose(index) for index in self._row]
        self._spaced = len(self._row) < len(doc) - 1

    @lazy
    def _about_document(self) -> dict[str, float]:
        prose = sum(self._prose)
        short = len(self._row) - prose
        bullets = sum(self._doc.folded[index][0] in "-*•|" for index in self._row)
        return {
            "prose_share": prose / max(1, len(self._row)),
            "few_prose": float(prose < 4),
            "much_prose": float(prose > 12),
            "many_short": float(short > 12),
            "bullet_share": bullets / max(1, len(self._row)),
        }

    def place(self, index: int) -> dict[str, float]:
        """Where the line at `index` stands, which must not be blank, as features. Those that are not said are 0."""
        place = self._place[index]
        found = self._about_document.copy()
        found["near_top"] = 1 / (1 + place)
        found["near_end"] = 1 / (len(self._row) - place)
        found[_ABOVE[self._distance(place, -1)]] = 1.0
        found[_BELOW[self._distance(place, 1)]] = 1.0
        if place and self._spaced:
            found["gap_above"] = float(self._row[place - 1] + 1 < index)
        if place + 1 < len(self._row) and self._spaced:
            found["gap_below"] = float(self._row[place + 1] > index + 1)
        return found

    def neighbours(self, index: int) -> dict[str, float]:
        """What the lines beside it tell of the line at `index`, which must not be blank, as features."""
        place = self._place[index]
        found = {"alike": self._alike_beside(place) / 2}
        if place and self._doc.folded[self._row[place - 1]].endswith((":", "：")):
            found["under_colon"] = 1.0
        return found

    def _distance(self, place: int, step: int) -> int:
        """How far the next prose line is, as an index of `_FAR`."""
        at = place + step
        for count in range(1, _NEAR + 1):
            if not 0 <= at < len(self._row):
                return 3
            if self._prose[at]:
                return 0 if count == 1 else 1
            at += step
        return 2

    def _alike_beside(self, place: int) -> int:
        """How many of the two lines beside it look like items of the same list."""
        alike = 0
        for other in (place - 1, place + 1):
            if 0 <= other < len(self._row) and not self._prose[other]:
                alike += self._alike(self._row[place], self._row[other])
        return alike

    def _alike(self, one: int, other: int) -> bool:
        """Two lines that look like items of one list."""
        a, b = self._doc.cased(one), self._doc.cased(other)
        return _opening(a) == _opening(b) and min(len(a), len(b)) * 2 > max(len(a), len(b))


def _opening(line: str) -> str:
    first = line[0]
    if WORD.match(first):
        return "lower" if first.islower() else "upper"
    return "digit" if first.isdigit() else first


def stands_again(doc: Document, index: int) -> bool:
    """True if another line reads the same as the line at `index`, which has letters, but for what is around it."""
    middle = bare(doc.folded[index])
    if doc.view(_brief) and doc.searchable.count(middle) < 2:
        return False
    return doc.view(_copies)[middle] > 1


def _brief(doc: Document) -> bool:
    """True if to look for one line takes less than to tell all lines apart, and finds what reads the same.

    A line with spaces in a row may read the same as one without.
    """
    return len(doc.searchable) <= _BRIEF and "  " not in doc.searchable


def _copies(doc: Document) -> Counter[str]:
    """How many lines there are of each kind, told apart by their readable middle."""
    return Counter(map(bare, doc.folded))
