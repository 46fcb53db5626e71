"""Formats documents come in, one a module: how texts are found in a file and put back.

A new format is one module with a `Format` and one line in `_FORMATS`.
"""

from __future__ import annotations

from pathlib import PurePath

from cleaner.formats import html, jsonl, text
from cleaner.formats.base import Format

_FORMATS: tuple[Format, ...] = (text.TEXT, html.HTML, jsonl.JSONL)
NAMES = tuple(each.name for each in _FORMATS)


def by_name(name: str) -> Format:
    """The format of that name, one of NAMES."""
    return next(each for each in _FORMATS if each.name == name)


def of(path: PurePath) -> Format:
    """The format a file's name tells; what is not known is plain text."""
    ending = path.suffix.lower()
    return next((each for each in _FORMATS if ending in each.endings), text.TEXT)
