"""Gold documents whose noise is marked: ⟦class|noise⟧."""

from __future__ import annotations

import re

from cleaner.errors import CleanerError
from cleaner.record import CLASSES
from cleaner.spans import Span

_MARK = re.compile(r"⟦(\w+)\||(⟧)")
_BRACKET = re.compile(r"⟦(?:(\w+)\|)?|⟧")


class BadGold(CleanerError):
    """Gold that can't be read as such; the message names the file and, where it can, the line."""


def unmark_gold(text: str) -> tuple[str, list[tuple[str, Span]]]:
    """A document marked with ⟦class|noise⟧, without its marks, and the class and span of each mark."""
    pieces: list[str] = []
    marks: list[tuple[str, Span]] = []
    at = done = start = 0
    noise_class = ""
    for found in _MARK.finditer(text):
        pieces.append(text[done : found.start()])
        at += found.start() - done
        done = found.end()
        if found.group(1):
            noise_class, start = found.group(1), at
        else:
            marks.append((noise_class, Span(start, at)))
    pieces.append(text[done:])
    return "".join(pieces), marks


def read_gold(text: str, name: str) -> tuple[str, list[tuple[str, Span]]]:
    """The same for a gold file, whose marks are checked first; `name` is the file's. Raises BadGold."""
    opened: re.Match[str] | None = None
    for found in _BRACKET.finditer(text):
        if found.group() == "⟧":
            if opened is None:
                raise _bad(text, name, found, "⟧ closes nothing")
            opened = None
            continue
        if opened is not None:
            raise _bad(text, name, found, "a mark opens inside another one")
        if found.group(1) not in CLASSES:
            said = f"{found.group(1)!r} is no class" if found.group(1) else "no 'class|' after ⟦"
            raise _bad(text, name, found, f"{said}; the classes are {' '.join(CLASSES)}")
        opened = found
    if opened is not None:
        raise _bad(text, name, opened, "the mark is never closed")
    return unmark_gold(text)


def _bad(text: str, name: str, found: re.Match[str], message: str) -> BadGold:
    return BadGold(f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {message}")
