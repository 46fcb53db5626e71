"""A text's lines, in all the forms in which they are asked for, made in one go."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.lines import logical

try:
    from cleaner._split import split as _split
except ImportError:  # no compiler when the package was installed
    _split = None  # type: ignore[assignment]


class Rows(NamedTuple):
    """Lines, a wrapped paragraph being one, by index: where each stands, its start but for spaces, its forms.

    `bounds` and `starts` are offsets; `folded` and `cased` are without the spaces at both ends, and breaks inside a
    paragraph are seen as spaces. `prose` tells whether a line reads as prose, None where that was not looked at.
    """

    bounds: list[tuple[int, int]]
    starts: list[int]
    folded: list[str]
    cased: list[str]
    prose: list[bool | None]


def split(plain: str, folded: str) -> Rows:
    """The lines of a text that was made plain and folded (see `shadow`), and whose breaks are line feeds."""
    made = None if _split is None else _split(plain, folded)
    return _in_python(plain, folded) if made is None else Rows(*made)


def _in_python(plain: str, folded: str) -> Rows:
    """The same, without the compiled module."""
    bounds = logical(plain)
    lines = [folded[start:end].replace("\n", " ") for start, end in bounds]
    stripped = list(map(str.strip, lines))
    starts = [start for start, _ in bounds]
    for index, (line, content) in enumerate(zip(lines, stripped, strict=True)):
        if content and line[0] != content[0]:
            starts[index] += len(line) - len(line.lstrip())
    cased = [plain[start : start + len(line)].replace("\n", " ") for start, line in zip(starts, stripped, strict=True)]
    return Rows(bounds, starts, stripped, cased, [None] * len(bounds))
