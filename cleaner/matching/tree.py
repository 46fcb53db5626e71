"""All places where any of many literals stands, in one pass over a text, by a prefix tree written as one expression."""

from __future__ import annotations

import re
from collections.abc import Iterator


class PrefixTree:
    """The literals as one regular expression that prefers the longest, tried at every offset."""

    def __init__(self, literals: list[str]) -> None:
        """`literals` are distinct and not empty."""
        self._lengths = list(map(len, literals))
        number = {literal: index for index, literal in enumerate(literals)}
        self._pattern = re.compile(f"(?=({_expression(literals)}))" if literals else r"(?!)")
        # Where a literal stands, so does every literal that it begins with.
        self._indexes = {
            literal: [number[literal[:n]] for n in range(1, len(literal) + 1) if literal[:n] in number]
            for literal in literals
        }

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Each place a literal stands at, as (index of the literal, start, end)."""
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
