"""Rows of text: how CSV spells them, and documents of other formats written as such."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal

from cleaner.formats.base import Blank, Place, Unwritable
from cleaner.formats.jsonl import joined
from cleaner.formats.plain import added_last, json_line, json_utf8


def written(cells: Sequence[str], delimiter: str, like: str, *, quoted: bool = False) -> str:
    """A row as CSV, with the same line end as the row `like`; `quoted`: each cell, else those that need it."""
    sink = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    # The module quotes a lone carriage return only if it stands in the end of its lines.
    csv.writer(sink, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerow(cells)
    return sink.getvalue()[:-2] + _end(like)


def all_quoted(line: str) -> bool:
    """Whether a row seems to be quoted throughout."""
    inner = line.removesuffix(_end(line))
    return inner.startswith('"') and inner.endswith('"') and len(inner) > 1


def _end(line: str) -> str:
    return next((end for end in ("\r\n", "\n", "\r") if line.endswith(end)), "")


def cell(value: Any) -> str:
    """A value as text; what is no text is written as JSON."""
    return "" if value is None else value if isinstance(value, str) else json_utf8(value)


class Fields:
    """Writes documents of any format as lines of JSON, of which `table` makes rows."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink

    def write(self, place: Place | Blank, text: str | None, more: Mapping[str, Any]) -> None:
        """Write a line. Raises Unwritable for a text with lone surrogates, which UTF-8 has no form for."""
        if isinstance(place, Blank):
            return
        fields = joined(place.fields(text), more)
        try:
            "".join(map(cell, [*fields, *fields.values()])).encode("utf-8")
        except UnicodeEncodeError:
            raise Unwritable("a lone surrogate, which CSV can't hold") from None
        self._sink.write(json_line(fields))

    def close(self) -> None:
        """Nothing is held back."""


def table(parts: Sequence[Path], sink: BinaryIO, delimiter: str) -> None:
    """Make one file of lines that `Fields` wrote: a column for each field that one of them has."""
    names: dict[str, None] = {}
    for fields in _objects(parts):
        names.update(dict.fromkeys(fields))
    columns = added_last(names)
    if not columns:
        return
    sink.write(written(columns, delimiter, "\n").encode("utf-8"))
    for fields in _objects(parts):
        row = [cell(fields.get(name)) for name in columns]
        sink.write(written(row, delimiter, "\n").encode("utf-8"))


def _objects(parts: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for part in parts:
        with part.open("rb") as rows:
            for row in rows:
                yield json.loads(row)
