"""All places where any of many literals stands, in one pass over a text.

Aho-Corasick (Aho and Corasick, 1975) through `ahocorasick_rs`; where that is not installed, or a text holds lone
surrogates, which it can't encode, a prefix tree written as one regular expression finds the same places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

try:
    import ahocorasick_rs
except ImportError:  # no wheel for this platform
    ahocorasick_rs = None  # type: ignore[assignment]


class Automaton:
    """Finds literals, overlapping ones too."""

    def __init__(self, literals: Sequence[str], native: bool = True) -> None:
        """`literals` are distinct and not empty; `native=False` asks for the pure-Python way."""
        self._literals = list(literals)
        self._native = ahocorasick_rs.AhoCorasick(self._literals) if native and ahocorasick_rs and literals else None
        self._tree: _PrefixTree | None = None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Each place a literal stands at, as (index of the literal, start, end), in no certain order."""
        if not self._literals:
            return []
        if self._native is not None:
            try:
                places: list[tuple[int, int, int]] = self._native.find_matches_as_indexes(text, overlapping=True)
                return places
            except UnicodeEncodeError:
                pass
        if self._tree is None:
            self._tree = _PrefixTree(self._literals)
        return list(self._tree.find(text))


class _PrefixTree:
    """The literals as one regular expression that prefers the longest, tried at every offset."""

    def __init__(self, literals: list[str]) -> None:
        self._lengths = list(map(len, literals))
        number = {literal: index for index, literal in enumerate(literals)}
        self._pattern = re.compile(f"(?=({_expression(literals)}))")
        # Where a literal stands, so does every literal that it begins with.
        self._indexes = {
            literal: [number[literal[:n]] for n in range(1, len(literal) + 1) if literal[:n] in number]
            for literal in literals
        }

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        for found in self._pattern.finditer(text):
            for index in self._indexes[found.group(1)]:
                yield index, found.start(), found.start() + self._lengths[index]


def _expression(literals: list[str]) -> str:
    """A pattern that matches the longest of `literals`, common beginnings tried once."""
    by_first: dict[str, list[str]] = {}
    for literal in literals:
        by_first.setdefault(literal[0], []).append(literal[1:])
    branches = []
    for first, rests in by_first.items():
        longer = [rest for rest in rests if rest]
        tail = ""
        if longer:
            tail = _expression(longer)
            tail = f"(?:{tail})?" if len(longer) < len(rests) else tail if len(longer) == 1 else f"(?:{tail})"
        branches.append(re.escape(first) + tail)
    return "|".join(branches)
