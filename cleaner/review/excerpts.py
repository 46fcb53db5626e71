"""Excerpts of a text around a stretch of it: the lines it stands on, then with more and more of what is beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.lines import physical, unify_breaks
from cleaner.spans import Span

_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 34)  # lines beside it that are not blank; then all there are
_LONG = 100  # characters of a single line; a longer one stands in a block of YAML, which ends with a break


class Excerpt(NamedTuple):
    """A part of a text, as an example shows it, where in it the stretch stands, and how many lines before and behind
    those of the stretch are there that are not blank."""

    text: str
    span: Span
    before: int
    after: int


def visible(text: str, span: tuple[int, int]) -> Span:
    """A stretch without the white space at its ends; empty if there is nothing else."""
    start, end = span
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    return Span(start, max(start, start + len(inside.strip())))


def excerpts(text: str, span: tuple[int, int]) -> Iterator[Excerpt]:
    """Excerpts around the characters `span` of `text`, whole lines, from the smallest to the whole text, each once."""
    core = visible(text, span)
    if core.start == core.end:
        return
    lines = [line for line in physical(unify_breaks(text)) if text[slice(*line)].strip()]
    first = bisect_right([end for _, end in lines], core.start)
    last = bisect_right([start for start, _ in lines], core.end - 1) - 1
    seen: set[tuple[int, int]] = set()
    for step in (*(step for step in _STEPS if step < len(lines)), len(lines)):
        for before, after in ((step, 0), (0, step), (step, step)):
            top, bottom = max(0, first - before), min(len(lines) - 1, last + after)
            if (top, bottom) not in seen:
                seen.add((top, bottom))
                shown, span = _shown(text, core, lines[top][0], lines[bottom][1])
                yield Excerpt(shown, span, first - top, bottom - last)


def _shown(text: str, core: Span, start: int, end: int) -> tuple[str, Span]:
    """The part from `start` to `end`, with breaks as examples have them, and where `core` is in it."""
    before, inside, after = (_plain(text[a:b]) for a, b in ((start, core.start), core, (core.end, end)))
    whole = before + inside + after.rstrip()
    ending = "\n" if "\n" in whole or len(whole) > _LONG else ""
    return whole + ending, Span(len(before), len(before) + len(inside))


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")
