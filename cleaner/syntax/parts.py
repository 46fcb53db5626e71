"""Parts of a pattern: the texts they can be, what must be on the line besides, and how parts join to larger ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import fsum, prod
from typing import NamedTuple
from unicodedata import category

from cleaner.shapes import UNSPACED

Clause = frozenset[str]
NOTHING: Clause = frozenset([""])
# A line is looked at with START before it, and with marks behind it (no characters of any text) for what is on it.
START = "\x02"
MARKS = {r"\d": "\ufdd0", r"\p{Han}": "\ufdd1", r"\p{Arabic}": "\ufdd2", r"\p{Cyrillic}": "\ufdd3"}

MOST = 300  # texts that a part of a pattern may be, to be known one by one
_MOST_IN_ALL = 2000
_MOST_REPEATED = 8
_MOST_COMPARED = 64


class Part(NamedTuple):
    """A piece of a pattern: the only texts it can be, if they are few; else what it can begin and end with, if known.

    Of each of `clauses`, one text at least must be on the line besides.
    """

    texts: Clause | None
    clauses: tuple[Clause, ...] = ()
    head: Clause = NOTHING
    tail: Clause = NOTHING

    @property
    def demands(self) -> tuple[Clause, ...]:
        """All that must be on the line: of each clause, one text at least."""
        return self.clauses if self.texts is None else (*self.clauses, *_asked(self.texts))

    @property
    def begins(self) -> Clause:
        """What it can begin with."""
        return self.head if self.texts is None else self.texts

    @property
    def ends(self) -> Clause:
        """What it can end with."""
        return self.tail if self.texts is None else self.texts


ANYTHING = Part(None)
EMPTY = Part(NOTHING)


def sequence(parts: Iterable[Part]) -> Part:
    """The parts one after the other."""
    known, clauses = NOTHING, list[Clause]()
    head: Clause | None = None
    for part in parts:
        clauses += part.clauses
        joined = None if part.texts is None else product(known, part.texts)
        if joined is None:
            # What was known up to here ends with what the part begins with; what is known next begins in the part.
            before = product(known, part.begins) or known
            clauses += _asked(before)
            head = before if head is None else head
            joined = part.ends
        known = joined
    if head is None:
        return Part(known, tuple(clauses))
    return Part(None, (*clauses, *_asked(known)), head, known)


def either(branches: Sequence[Part]) -> Part:
    """Any one of the parts."""
    texts = _union(branch.texts for branch in branches)
    if texts is not None:
        return Part(texts)
    demands = [branch.demands for branch in branches]
    common = [clause for clause in demands[0] if all(clause in others for others in demands)]
    best = _union((min(clauses, key=weight, default=None) for clauses in demands), _MOST_IN_ALL)
    if best is not None and best not in common:
        common.append(best)
    head = _union(branch.begins for branch in branches)
    tail = _union(branch.ends for branch in branches)
    return Part(None, tuple(common), head or NOTHING, tail or NOTHING)


def _union(sets: Iterable[Clause | None], most: int = MOST) -> Clause | None:
    """All texts of all sets, unless one of the sets isn't known or they are too many."""
    found: set[str] = set()
    for texts in sets:
        if texts is None:
            return None
        found |= texts
    return frozenset(found) if len(found) <= most else None


def product(before: Clause, after: Clause) -> Clause | None:
    """Every text of `before` followed by every text of `after`, unless they are too many."""
    if len(before) * len(after) > MOST:
        return None
    # That a line begins is said once, however often it is asked.
    return frozenset([(a + b).replace(START * 2, START) for a in before for b in after])


def _asked(texts: Clause) -> tuple[Clause, ...]:
    """A demand for one of these texts; none where the part may be nothing."""
    return () if "" in texts else (texts,)


def repeat(part: Part, least: int, most: int | None) -> Part:
    """The part `least` to `most` times; no limit if `most` is None."""
    if most == 0:
        return EMPTY
    texts = _powers(part.texts, least, most)
    if texts is not None:
        return Part(texts, part.clauses if least else ())
    if not least:
        return ANYTHING
    return Part(None, part.demands, part.begins, part.ends)


def _powers(texts: Clause | None, least: int, most: int | None) -> Clause | None:
    """The texts repeated `least` to `most` times, if they stay few."""
    if texts is None or most is None or (most > 1 and most * len(texts) > _MOST_REPEATED):
        return None
    power = NOTHING
    found: set[str] = set() if least else {""}
    for n in range(1, most + 1):
        longer = product(power, texts)
        if longer is None:
            return None
        power = longer
        if n >= least:
            found |= power
    return frozenset(found)


# How often a character stands in running text of a language that has it, roughly: what makes one clause better than
# another. For those that are not here see `_frequency`.
_FREQUENT = {" ": 0.15, START: 0.01}
_FREQUENT |= dict.fromkeys("eatoinsrhld", 0.07) | dict.fromkeys("ucmfpgwybv", 0.02) | dict.fromkeys("kjxqz", 0.004)
_FREQUENT |= dict.fromkeys(".,", 0.012) | dict.fromkeys("\"'-", 0.004) | dict.fromkeys(":()?!", 0.002)


@lru_cache(maxsize=4096)
def _frequency(char: str) -> float:
    if char in _FREQUENT:
        return _FREQUENT[char]
    if not char.isalnum():
        return 1e-5 if category(char) == "So" else 3e-4  # a pictogram; a bar, an arrow
    if char.isdigit() or UNSPACED.match(char):
        return 0.003
    return 0.01 if char.isascii() else 0.02


_LONG = 8  # characters: what is longer is rare enough


def weight(clause: Clause) -> float:
    """About how often any of the clause's texts stands in running text, places a character."""
    return fsum(prod(map(_frequency, text[:_LONG])) for text in clause)


def rarest(text: str, size: int) -> int:
    """Where on a text its rarest characters in a row begin, so many of them."""
    chances = list(map(_frequency, text))
    return min(range(len(text) - size + 1), key=lambda at: prod(chances[at : at + size]))


def minimal(clause: Clause) -> Clause:
    """The clause without texts that have another of its texts in them, which are on a line only where that is, too."""
    if len(clause) > _MOST_COMPARED:
        return clause
    found: list[str] = []
    for text in sorted(clause, key=len):
        if not any(map(text.__contains__, found)):
            found.append(text)
    return frozenset(found)
