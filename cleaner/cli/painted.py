"""A diff for people: lines that went in red, what came of them in green, and in a line what of it was cut."""

from __future__ import annotations

from collections.abc import Iterator

from rich.style import Style
from rich.text import Text

from cleaner.cli.terminal import Screen, visible
from cleaner.difference import UNENDED, Difference, Hunk, Row, unified

_HEAD, _PLACE = Style(bold=True), Style(color="cyan")
_LINE = {"-": Style(color="red"), "+": Style(color="green"), " ": Style()}
_CUT = Style(color="red", reverse=True)


def rendered(found: Difference, screen: Screen) -> str:
    """The diff for a screen: painted, or as it is read by programs if the screen is none."""
    if not screen.for_people:
        return unified(found)
    console = screen.console()
    with console.capture() as captured:
        for line in painted(found):
            console.print(line, soft_wrap=True)
    return captured.get()


def painted(found: Difference) -> Iterator[Text]:
    """The lines of the diff, without their ends; nothing if nothing was cut."""
    if found.hunks:
        yield from (Text(visible(head.rstrip("\t")), _HEAD) for head in found.heads)
    for hunk in found.hunks:
        yield from _hunk(hunk)


def _hunk(hunk: Hunk) -> Iterator[Text]:
    yield Text(hunk.head, _PLACE)
    for row in hunk.rows:
        yield _row(row)
        if not row.line.endswith("\n"):
            yield Text(UNENDED, Style(dim=True))


def _row(row: Row) -> Text:
    line = row.line.removesuffix("\n").removesuffix("\r")
    text = Text(row.sign + visible(line), _LINE[row.sign])
    if any(start > 0 or end < len(line) for start, end in row.cut):  # a part of it: the rest stayed
        for start, end in row.cut:
            text.stylize(_CUT, 1 + start, 1 + end)
    return text
