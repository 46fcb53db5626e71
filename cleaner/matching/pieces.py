"""Lines of several pieces side by side: "By Jane Doe | March 3, 2025 · 4 min read", a menu, a share bar.

A piece is what stands between two separators, or several such atoms together ("Mar 04 2025 | 5:36 PM IST" is one
stamp). Rules of kind `line` are asked about each piece as if it were the whole line; what they hit counts only if it
covers the line from end to end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.record import CONFIDENCES, Confidence, NoiseClass
from cleaner.shapes import AND, CAPITAL, CASELESS_NAME, PARTICLES

_LONGEST = 200  # characters of a line of pieces
_MOST = 12  # atoms on it
_WORDS = 14  # the same, if words are atoms
_TOGETHER = 8  # atoms that may be one piece
_MOST_NAMES = 2  # pieces that are names by their shape alone
# Marks that part, spaces enough to be a gap, and dashes and strokes with spaces around them, in a folded line.
_PARTING = re.compile(r"\s*[|·•‧∙●▪►▶›»](?:\s*[|·•‧∙●▪►▶›»])*\s*|\s+[-/~:]\s+|\s{2,}")
_SPACE = re.compile(rf"{_PARTING.pattern}|\s+")
_DIGIT = re.compile(r"\d")
_SIGNS = re.compile(r"[-/~:\s|·•‧∙●▪►▶›»]+")
_NAME = rf"{CAPITAL}[\w.'-]*(?: (?:(?:{PARTICLES}) )*{CAPITAL}[\w.'-]+){{1,2}}"
_NAMES = re.compile(rf"{_NAME}(?:(?:,| &| {AND}) {_NAME}){{0,3}}[,;]?")
# What may stand beside a name or each other with nothing but a space between.
BARE: frozenset[NoiseClass] = frozenset({"date", "share"})
# What a name stands beside in a header.
_BESIDE_A_NAME: frozenset[NoiseClass] = frozenset({"date", "byline"})
Atoms = tuple[tuple[int, int], ...]  # offsets of a folded line


class Parts(NamedTuple):
    """Pieces to be asked about as if they were lines: folded, and with their case."""

    folded: list[str]
    cased_lines: list[str]

    def cased(self, index: int) -> str:
        """The piece at `index` with its case."""
        return self.cased_lines[index]


class Piece(NamedTuple):
    """Atoms `first` to before `stop` of a line are hit by a rule; no rule and "byline": they have a name's shape."""

    first: int
    stop: int
    rule: str
    noise_class: NoiseClass
    confidence: Confidence


class Split(NamedTuple):
    """One way to part the line at index `line`, and what was hit of its atoms."""

    line: int
    atoms: Atoms
    pieces: tuple[Piece, ...]

    def cover(self) -> tuple[Piece, ...]:
        """The best pieces that cover the line, in order; empty if there are none, or nothing vouches for a name."""
        best: list[tuple[Piece, ...] | None] = [()]
        for stop in range(1, len(self.atoms) + 1):
            ways = [(*way, p) for p in self.pieces if p.stop == stop and (way := best[p.first]) is not None]
            best.append(min(ways, key=_cost, default=None))
        found = best[-1] or ()
        names = sum(not piece.rule for piece in found)
        vouched = any(piece.rule and piece.noise_class in _BESIDE_A_NAME for piece in found)
        return found if len(found) > 1 and (not names or (vouched and names <= _MOST_NAMES)) else ()


def _cost(way: Sequence[Piece]) -> tuple[object, ...]:
    """Few names, then sure rules, then few pieces; what is left to choose does not depend on the order of rules."""
    ranks = [CONFIDENCES.index(piece.confidence) for piece in way]
    return sum(not piece.rule for piece in way), max(ranks), len(way), tuple(way)


def ways_of(line: str, *, head: bool) -> Iterator[Atoms]:
    """The ways a folded line may be parted: at separators, and in the `head` at every space if digits stand on it."""
    if len(line) > _LONGEST:
        return
    if _PARTING.search(line) and (atoms := _atoms(line, _PARTING, _MOST)):
        yield atoms
    if head and line.count(" ") < _WORDS and _DIGIT.search(line) and (atoms := _atoms(line, _SPACE, _WORDS)):
        yield atoms


def _atoms(line: str, parting: re.Pattern[str], most: int) -> Atoms:
    begun = _SIGNS.match(line)
    at = begun.end() if begun else 0
    atoms = []
    for found in parting.finditer(line, at):
        atoms.append((at, found.start()))
        at = found.end()
    if at < len(line):
        atoms.append((at, len(line)))
    return tuple(atoms) if 1 < len(atoms) <= most and all(start < end for start, end in atoms) else ()


def spaces(line: str, atoms: Atoms) -> bool:
    """True if nothing but a space parts some of the atoms."""
    return any(end + 1 == start and line[end] == " " for (_, end), (start, _) in pairwise(atoms))


def runs_of(atoms: Atoms) -> Iterator[tuple[int, int]]:
    """The runs of neighbouring atoms that may be one piece, as (first, stop); never all of them."""
    for first in range(len(atoms)):
        for stop in range(first + 1, min(first + _TOGETHER, len(atoms)) + 1):
            if stop - first < len(atoms):
                yield first, stop


def is_name(text: str) -> bool:
    """True if text with its case has the shape of a person's name or of several, in capitals perhaps.

    In a script without capitals a few words have.
    """
    if text[:1].isupper():
        return len(text) <= 80 and bool(_NAMES.fullmatch(text))
    return len(text) <= 40 and bool(CASELESS_NAME.fullmatch(text.rstrip(",،")))
