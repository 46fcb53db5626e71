"""Formats documents come in, one a module: how they are found in a file and written to one.

A new format is one module with a `Format` and one line in `_HOMES`, which says where it is and what it is told by.
Modules are imported when a file asks for them: most jobs meet one format.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from cleaner.formats.base import Blank, Format, Item, Place, Reading, Unreadable
from cleaner.formats.codec import ENDINGS, codec_of
from cleaner.formats.source import Source

SIZE = 1 << 20  # bytes of a part of a large file: what is held of it several times over is little beside the rules

_HOMES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "text": ("text", "TEXT", (".txt", ".text", ".md")),
    "html": ("html", "HTML", (".html", ".htm", ".xhtml")),
    "jsonl": ("jsonl", "JSONL", (".jsonl", ".ndjson")),
    "csv": ("csv", "CSV", (".csv",)),
    "tsv": ("csv", "TSV", (".tsv",)),
    "parquet": ("parquet", "PARQUET", (".parquet", ".pq")),
    "arrow": ("arrow", "IPC", (".arrow", ".feather")),
    "arrows": ("arrow", "STREAM", (".arrows",)),
    "warc": ("warc", "WARC", (".warc", ".wet")),
}
NAMES = tuple(_HOMES)
WRITTEN = ("jsonl", "csv", "tsv", "parquet", "arrow", "arrows")  # what documents of any format can be written as


def by_name(name: str) -> Format:
    """The format of that name, one of NAMES."""
    module, constant, _ = _HOMES[name]
    found: Any = getattr(import_module(f"cleaner.formats.{module}"), constant)
    return found  # type: ignore[no-any-return]


def told(name: str) -> tuple[str, str]:
    """The format's name and the compression that a file's name tells; what is not known is plain text."""
    plain, codec = codec_of(name.lower())
    found = (each for each, (_, _, endings) in _HOMES.items() if plain.endswith(endings))
    return next(found, "text"), codec


def ending(name: str) -> str:
    """The ending that files of a format have."""
    return _HOMES[name][2][0]


def named(name: str, form: str, to: str) -> str:
    """The name of the file that a file is written to: its own, or with the ending of the format it is written in."""
    if form == to:
        return name
    packed = next((each for each, codec in ENDINGS.items() if codec == codec_of(name)[1]), "")
    return without_ending(name) + ending(to) + packed


def without_ending(name: str) -> str:
    """A file's name without what tells its format and its compression."""
    plain, _ = codec_of(name)
    for _, _, endings in _HOMES.values():
        for each in endings:
            if plain.lower().endswith(each) and len(plain) > len(each):
                return plain[: -len(each)]
    return plain


def documents(source: Source, form: str, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
    """The documents of a file, read from its beginning to its end. Raises Unreadable, Damaged and OSError."""
    for part in by_name(form).parts(source, SIZE):
        if part.error:
            raise Unreadable(part.error)
        yield from by_name(form).read(source, part, ask)
