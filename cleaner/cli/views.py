"""A cleaned document as `cleaner explain` shows it: in one text, as a diff, or side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from cleaner.cli.painted import painted
from cleaner.cli.terminal import Screen, visible
from cleaner.difference import CONTEXT, Change, Lines, difference, near
from cleaner.proof import CLOSE, OPEN
from cleaner.record import Cleaned
from cleaner.spans import Span

COLOURS = {"high": "red", "medium": "yellow", "low": "magenta"}
VIEWS = ("inline", "unified", "side-by-side")
_AT_ONCE = 200  # rows laid out together
_CUT, _LEFT = Style(color="red", strike=True), Style(color="green")


def view(name: str, cleaned: Cleaned, title: str, screen: Screen, context: int | None) -> Iterator[str]:
    """The document, piece by piece. `context`: lines shown around a cut; None: all, or three of a diff."""
    console = screen.console()
    if name == "unified":
        rows: Iterator[RenderableType] = iter(
            painted(difference(cleaned, title, CONTEXT if context is None else context))
        )
    elif name == "inline":
        rows = _inline(cleaned, screen, context)
    else:
        rows = _side_by_side(cleaned, screen, context)
    for row in rows:
        yield _rendered(console, row)


def _rendered(console: Console, row: RenderableType) -> str:
    with console.capture() as captured:
        console.print(row, soft_wrap=not isinstance(row, Table))
    return captured.get()


class _Stretch(NamedTuple):
    """Lines that are shown together, and what was cut from them; `skipped` ones are left out before them."""

    first: int
    stop: int
    changes: tuple[Change, ...]
    skipped: int


def _stretches(lines: Lines, context: int | None) -> Iterator[_Stretch]:
    changes = tuple(lines.changes())
    if context is None:
        yield _Stretch(0, len(lines), changes, 0)
        return
    at = 0
    for group in near(changes, context):
        first, stop = max(0, group[0].first - context), min(len(lines), group[-1].stop + context)
        yield _Stretch(first, stop, tuple(group), first - at)
        at = stop
    yield _Stretch(len(lines), len(lines), (), len(lines) - at)


def _skipped(count: int) -> Text:
    return Text(f"⋮ {count} line{'s' if count != 1 else ''}", Style(dim=True))


# --- in one text -----------------------------------------------------------------------------------------------------


def _inline(cleaned: Cleaned, screen: Screen, context: int | None) -> Iterator[Text]:
    """The original; what was cut is struck out in the colour of its confidence, what was spared is green.

    Without colours, what was cut stands between ⟦ and ⟧.
    """
    spans, plain = cleaned.spans, visible(cleaned.original)
    lines = Lines(cleaned.original, spans)
    text = _coloured(cleaned, plain) if screen.colours else None
    for stretch in _stretches(lines, context):
        if stretch.skipped:
            yield _skipped(stretch.skipped)
        start, end = lines.start(stretch.first), lines.start(stretch.stop)
        if start == end:
            continue
        shown = text[start:end] if text is not None else Text(marked(plain, spans, start, end))
        if shown.plain.endswith("\n"):
            shown.right_crop(1)  # printing ends the line
        yield shown


def _coloured(cleaned: Cleaned, plain: str) -> Text:
    text = Text(plain)
    for veto in cleaned.vetoes:
        text.stylize(Style(color="green", underline=True), *veto.removal.span)
    for removal in cleaned.removals:
        text.stylize(Style(color=COLOURS[removal.confidence], strike=True), *removal.span)
    return text


def marked(text: str, spans: tuple[Span, ...], start: int, end: int) -> str:
    """The text from `start` to `end`, with what of it lies in the spans (in order and apart) between ⟦ and ⟧."""
    pieces, at = [], start
    for span in spans:
        first, stop = max(span.start, start), min(span.end, end)
        if first < stop:
            pieces += [text[at:first], OPEN, text[first:stop], CLOSE]
            at = stop
    return "".join([*pieces, text[at:end]])


# --- side by side ----------------------------------------------------------------------------------------------------


class _Row(NamedTuple):
    """A line of the original, what was cut from it, and what came of it; None: nothing of its own."""

    number: int
    left: str
    cut: tuple[Span, ...]
    right: str | None


def _side_by_side(cleaned: Cleaned, screen: Screen, context: int | None) -> Iterator[RenderableType]:
    """The original to the left, what is left of it to the right; a line stands beside the one it begins on."""
    lines = Lines(cleaned.original, cleaned.spans)
    digits = len(str(len(lines)))
    for stretch in _stretches(lines, context):
        if stretch.skipped:
            yield _skipped(stretch.skipped)
        rows = list(_rows(lines, stretch))
        for at in range(0, len(rows), _AT_ONCE):
            yield _table(rows[at : at + _AT_ONCE], digits, screen)


def _rows(lines: Lines, stretch: _Stretch) -> Iterator[_Row]:
    at = stretch.first
    for change in stretch.changes:
        yield from (_Row(index + 1, lines[index], (), lines[index]) for index in range(at, change.first))
        left = dict(zip(change.places, change.kept, strict=True))
        for index in range(change.first, change.stop):
            yield _Row(index + 1, lines[index], lines.cut(index), left.get(index))
        at = change.stop
    yield from (_Row(index + 1, lines[index], (), lines[index]) for index in range(at, stretch.stop))


def _table(rows: list[_Row], digits: int, screen: Screen) -> Table:
    width = max(8, (screen.width - digits - 6) // 2)
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(width=digits, justify="right", style=Style(dim=True), no_wrap=True)
    table.add_column(width=width, overflow="fold")
    table.add_column(width=1)
    table.add_column(width=width, overflow="fold")
    for row in rows:
        right = Text(_plain(row.right or ""), _LEFT if row.cut and row.right else "")
        table.add_row(str(row.number), _left(row, screen), Text(_sign(row), Style(dim=True)), right)
    return table


def _sign(row: _Row) -> str:
    """Between the two: < it went, | a part of it went, ^ it has joined what is left of the line above."""
    if row.right is None:
        return "<" if row.cut else "^"
    return "|" if row.cut else " "


def _left(row: _Row, screen: Screen) -> Text:
    line = _plain(row.left)
    if not screen.colours:
        whole = row.right is None or not row.cut
        return Text(line if whole else marked(line, row.cut, 0, len(line)))
    text = Text(line)
    for start, end in row.cut:
        text.stylize(_CUT, start, min(end, len(line)))
    return text


def _plain(line: str) -> str:
    return visible(line.removesuffix("\n").removesuffix("\r"))
