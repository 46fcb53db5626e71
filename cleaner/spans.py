"""Half-open character spans: union, cutting, and offsets of a cut text in the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` up to, not including, `end` of a text."""

    start: int
    end: int


def union(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The spans merged where they overlap or touch, in order; empty spans vanish."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if merged and start <= merged[-1].end:
            if end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, end)
        else:
            merged.append(Span(start, end))
    return tuple(merged)


def cut(text: str, runs: Sequence[tuple[int, int]]) -> str:
    """The text without `runs`, which must be in order and apart (as `union` gives them)."""
    if not runs:
        return text
    pieces = []
    at = 0
    for start, end in runs:
        pieces.append(text[at:start])
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def fresh(spans: Iterable[tuple[int, int]]) -> Iterator[int]:
    """For each span, how many of its characters no span before it holds; spans come in order of their starts."""
    done = 0
    for start, end in spans:
        yield max(0, end - max(done, start))
        done = max(done, end)


class Offsets:
    """Where the characters of a cut text stood in the original."""

    def __init__(self, runs: Sequence[tuple[int, int]]) -> None:
        """`runs` are the cuts, in order and apart, in offsets of the original."""
        self._starts = [0]  # where each kept piece begins, in the cut text
        self._shifts = [0]  # what was cut before it
        gone = 0
        for start, end in runs:
            kept = start - gone
            gone += end - start
            if kept == self._starts[-1]:
                self._shifts[-1] = gone
            else:
                self._starts.append(kept)
                self._shifts.append(gone)

    @property
    def any_gone(self) -> bool:
        """True if anything was cut: without, offsets are what they were."""
        return self._shifts[-1] > 0

    def original(self, at: int) -> int:
        """The offset in the original of the character at offset `at` of the cut text."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]

    def hull(self, span: tuple[int, int]) -> Span:
        """The stretch of the original from the first to the last character of a non-empty span.

        It may hold characters cut before, never a character that is kept outside `span`.
        """
        start, end = span
        return Span(self.original(start), self.original(end - 1) + 1)
