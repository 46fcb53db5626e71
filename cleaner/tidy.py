"""Tidying beside a cut: deletion too, and nowhere else.

A line of which nothing but punctuation is left goes whole; of the blank lines on both sides of a gap the longer run
stays; of the spaces on both sides one side stays; a separator left hanging at the end of a line goes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.lines import unify_breaks
from cleaner.shapes import has_letters
from cleaner.spans import Span, union

_BLANK_LINES = re.compile(r"(?:[^\S\n]*+\n)*+")
_BLANK_REST = re.compile(r"(?:[^\S\n]*+\n)*+[^\S\n]*+$")
_SEPARATOR_AHEAD = re.compile(r"[^\S\n]*+[|·•‧∙][^\S\n]*+")
_SEPARATOR_BEHIND = re.compile(r"[^\S\n]*+[|·•‧∙][^\S\n]*+$")
_SPACES = re.compile(r"[^\S\n]*+")


def tidy(text: str, runs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """`runs` (in order and apart) widened over what the cut leaves untidy. Linear in the text."""
    if not runs:
        return ()
    view = unify_breaks(text)
    groups = [group for chunk in _by_line(view, runs) for group in _close_lines(view, chunk)]
    return union(_close_gaps(view, groups))


@dataclass(slots=True)
class _Group:
    """Neighbouring cuts on one line, or one cut over several lines; `whole` if no kept text shares their lines."""

    start: int
    end: int
    whole: bool


def _by_line(view: str, runs: Sequence[tuple[int, int]]) -> list[list[Span]]:
    """The cuts, those parted by no line break together."""
    chunks: list[list[Span]] = []
    for start, end in runs:
        if chunks and view.find("\n", chunks[-1][-1].end, start) < 0:
            chunks[-1].append(Span(start, end))
        else:
            chunks.append([Span(start, end)])
    return chunks


def _close_lines(view: str, chunk: list[Span]) -> list[_Group]:
    """One group if nothing readable is left on the lines of these cuts, else a group a cut."""
    first, last = chunk[0], chunk[-1]
    line_start = view.rfind("\n", 0, first.start) + 1
    line_end = view.find("\n", last.end)
    line_end = len(view) if line_end < 0 else line_end
    gaps = [view[a.end : b.start] for a, b in zip(chunk, chunk[1:], strict=False)]
    left, right = view[line_start : first.start], view[last.end : line_end]
    if not any(map(has_letters, (left, *gaps, right))):
        # A cut that ends with its line break and leaves nothing on the next line must not take that line's break.
        if not right and last.end > 0 and view[last.end - 1] == "\n" and last.end > line_start:
            return [_Group(line_start, last.end, True)]
        return [_Group(line_start, min(len(view), line_end + 1), True)]
    return [_Group(*_close_spaces(view, span), False) for span in chunk]


def _close_spaces(view: str, span: Span) -> Span:
    """A cut inside a line, with the spaces and the hanging separator beside it."""
    start, end = span
    near = max(0, start - 40)  # no separator has forty spaces before it
    line_start = max(near, view.rfind("\n", near, start) + 1)
    ahead = _SEPARATOR_AHEAD.match(view, end)
    at_start = not view[line_start:start].strip() and (line_start == 0 or view[line_start - 1] == "\n")
    if at_start:
        end = ahead.end() if ahead else _spaces_end(view, end)
        return Span(start, end)
    line_ends = view.startswith("\n", _spaces_end(view, end)) or _spaces_end(view, end) == len(view)
    if line_ends:
        kept = view[line_start:start]
        behind = _SEPARATOR_BEHIND.search(kept)
        return Span(line_start + (behind.start() if behind else len(kept.rstrip())), _spaces_end(view, end))
    if view[start - 1].isspace():
        end = _spaces_end(view, end)
        if view[end] in ",.;:!?":
            start = line_start + len(view[line_start:start].rstrip())
    return Span(start, end)


def _spaces_end(view: str, at: int) -> int:
    found = _SPACES.match(view, at)
    return found.end() if found else at


def _close_gaps(view: str, groups: list[_Group]) -> list[Span]:
    """The groups, those that take whole lines widened over the blank lines that double."""
    spans: list[Span] = []
    blanks = 0  # blank lines at the end of what is kept so far; -1 within a line
    readable = False  # anything readable kept so far
    kept_to = 0
    for group in groups:
        start, end = max(group.start, kept_to), max(group.end, kept_to)
        between = view[kept_to:start]
        if between.strip():
            readable = True
            blanks = _trailing_blanks(between)
        else:
            blanks += between.count("\n")
        if not group.whole:
            readable, blanks = True, -1
        elif not readable:
            end = _skip_blank_lines(view, end, None)
        elif blanks > 0:
            end = _skip_blank_lines(view, end, blanks)
        spans.append(Span(start, end))
        kept_to = end
    if groups[-1].whole and readable and _BLANK_REST.match(view, kept_to):
        spans += _close_end(view, groups, spans)
    return spans


def _close_end(view: str, groups: list[_Group], spans: list[Span]) -> list[Span]:
    """What is blank at the end of the kept text, but for the break of its last readable line."""
    closing = [Span(spans[-1].end, len(view))]
    for k in range(len(spans) - 1, -1, -1):
        gap_start = spans[k - 1].end if k else 0
        gap = view[gap_start : spans[k].start]
        body = len(gap.rstrip())
        if body or k == 0 or not groups[k - 1].whole:
            line_break = gap.find("\n", body)
            if line_break >= 0:
                closing.append(Span(gap_start + line_break + 1, spans[k].start))
            break
        closing.append(Span(gap_start, spans[k].start))
    return closing


def _trailing_blanks(kept: str) -> int:
    """Blank lines at the end of a piece that ends with a line break."""
    return max(0, kept[len(kept.rstrip()) :].count("\n") - 1)


def _skip_blank_lines(view: str, at: int, most: int | None) -> int:
    """The offset behind the blank lines at `at`: all of them, or `most`."""
    if most is None:
        found = _BLANK_LINES.match(view, at)
        return found.end() if found else at
    for _ in range(most):
        after = _spaces_end(view, at)
        if not view.startswith("\n", after):
            break
        at = after + 1
    return at
