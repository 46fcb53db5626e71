"""CSV and TSV with a head: one document a row. Rows in which nothing was cut stay to the letter."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal, NamedTuple

from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unreadable, Unwritable, Writer, Writing
from cleaner.formats.base import digest as digest_of
from cleaner.formats.codec import Damaged
from cleaner.formats.jsonl import JSONL
from cleaner.formats.plain import json_text
from cleaner.formats.source import Source

_LONGEST = 1 << 30  # characters of a field; the module's own limit is 131,072


class Row(NamedTuple):
    """A row as it came, its cells, the names of the columns, and which column is the text."""

    line: str
    cells: list[str]
    names: list[str]
    at: int
    delimiter: str

    def fields(self, text: str | None) -> dict[str, Any]:
        """The cells by column; those beyond the head are numbered."""
        names = self.names + [f"column_{i + 1}" for i in range(len(self.names), len(self.cells))]
        return dict(zip(names, self.changed(text), strict=False))

    def changed(self, text: str | None) -> list[str]:
        """The cells with `text` in place of the document's own."""
        return self.cells if text is None else [*self.cells[: self.at], text, *self.cells[self.at + 1 :]]

    def value(self, path: str) -> Any:
        """The cell in a column."""
        at = self.names.index(path) if path in self.names else len(self.cells)
        return self.cells[at] if at < len(self.cells) else None

    def raw(self) -> str:
        """The row as it came."""
        return self.line


class _Csv(Format):
    whole = False

    def __init__(self, name: str, delimiter: str) -> None:
        self.name = self.written = name
        self.delimiter = delimiter

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        with source.measured() as (stream, raw):
            rows = _rows(_decoded(stream), self.delimiter)
            held: list[str] = []
            length = number = done = 0
            first = seen = 1
            head, error = b"", ""
            try:
                head = next(rows, ("", []))[0].encode()
                for line, _ in rows:
                    held.append(line)
                    length += len(line)
                    seen += 1
                    if length >= size:
                        done, before = raw.tell(), done
                        yield _part(number, first, held, head, done - before)
                        held, length, number, first = [], 0, number + 1, seen
            except (Damaged, Unreadable) as damage:
                error = str(damage)
            if held:
                yield _part(number, first, held, head, raw.tell() - done)
                done = raw.tell()
            if error:
                yield Part(number + 1, seen, data="", head=head, weight=raw.tell() - done, error=error)
            elif head and not (held or number):
                yield _part(0, 1, [], head, raw.tell())

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        names = _cells(part.head.decode(), self.delimiter)
        if ask.field not in names:
            raise Unreadable(f"no column {ask.field!r}: there are {', '.join(names)}")
        at = names.index(ask.field)
        for number, (line, cells) in enumerate(_rows(io.StringIO(part.data, newline=""), self.delimiter)):
            name = str(part.first + number)
            if not cells:
                yield Item(None, name), Blank(line.encode())
                continue
            place = Row(line, cells, names, at, self.delimiter)
            if at >= len(cells):
                yield (Item(None, name, error=f"the row has {len(cells)} cells, none in column {ask.field!r}"), place)
                continue
            about: dict[str, Any] = {"row": int(name), "field": ask.field}
            if written(cells, self.delimiter, line) != line:
                about["literal"] = line
            yield Item(cells[at], name, about), place

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        return _Rows(sink, ask, self.delimiter) if self.appends(ask) else JSONL.writer(sink, ask)

    def join(self, parts: Sequence[Path], sink: BinaryIO, source: Source | None) -> None:
        _table(parts, sink, self.delimiter)

    def appends(self, ask: Writing) -> bool:
        return ask.same and not ask.gathers  # else each file has columns of its own


class _Rows:
    """Writes rows that come from a file of the same format."""

    def __init__(self, sink: BinaryIO, ask: Writing, delimiter: str) -> None:
        self._sink = sink
        if ask.first:
            head = ask.head.decode()
            names = _cells(head, delimiter)
            if taken := [name for name in ask.added if name in names]:
                raise Unwritable(f"there is a column {taken[0]!r} already")
            sink.write((written([*names, *ask.added], delimiter, head) if ask.added else head).encode())

    def write(self, place: Place | Blank, text: str | None, more: Mapping[str, Any]) -> None:
        """Write a row."""
        if isinstance(place, Blank):
            self._sink.write(place.data)
            return
        assert isinstance(place, Row)
        line = place.line
        if text is not None or more:
            cells = place.changed(text)
            if more:
                cells = cells + [""] * (len(place.names) - len(cells)) + [_cell(value) for value in more.values()]
            line = written(cells, place.delimiter, line)
        self._sink.write(line.encode("utf-8"))

    def close(self) -> None:
        """Nothing is held back."""


def written(cells: Sequence[str], delimiter: str, like: str) -> str:
    """A row as CSV, quoted throughout if the row `like` seems to be, with the same line end."""
    end = "\r\n" if like.endswith("\r\n") else "\n" if like.endswith("\n") else "\r" if like.endswith("\r") else ""
    inner = like.removesuffix(end) if end else like
    all_quoted = inner.startswith('"') and inner.endswith('"') and len(inner) > 1
    sink = io.StringIO()
    quoting: Literal[0, 1] = csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL
    csv.writer(sink, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerow(cells)
    return sink.getvalue()[:-1] + end


def restored(place: Row, text: str, record: Mapping[str, Any]) -> str:
    """The row with its original text, quoted as it was."""
    return str(record["literal"]) if "literal" in record else written(place.changed(text), place.delimiter, place.line)


def _part(number: int, first: int, held: list[str], head: bytes, weight: int) -> Part:
    data = "".join(held)
    return Part(number, first, None, data=data, head=head, digest=digest_of(head + data.encode()), weight=weight)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream, ends kept. Raises Unreadable if they are not UTF-8."""
    try:
        yield from io.TextIOWrapper(stream, "utf-8", newline="")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 from here on: {error.reason}") from None


def _rows(lines: Iterator[str] | io.StringIO, delimiter: str) -> Iterator[tuple[str, list[str]]]:
    """Rows as they came, and their cells; a quoted cell may go over several lines. Raises Unreadable."""
    taken: list[str] = []

    def tapped() -> Iterator[str]:
        for line in lines:
            taken.append(line)
            yield line

    csv.field_size_limit(_LONGEST)
    try:
        for cells in csv.reader(tapped(), delimiter=delimiter):
            yield "".join(taken), cells
            taken.clear()
    except csv.Error as error:
        raise Unreadable(f"no CSV from here on: {error}") from None


def _cells(line: str, delimiter: str) -> list[str]:
    """The cells of a head, without a byte order mark."""
    return next(csv.reader(io.StringIO(line.removeprefix("\ufeff"), newline=""), delimiter=delimiter), [])


def _cell(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json_text(value)


def _table(parts: Sequence[Path], sink: BinaryIO, delimiter: str) -> None:
    """Rows of JSON Lines as CSV: a column for each field that one of them has."""
    names: dict[str, None] = {}
    for fields in _objects(parts):
        names.update(dict.fromkeys(fields))
    out = io.TextIOWrapper(sink, "utf-8", newline="", write_through=True)
    rows = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    rows.writerow(names)
    for fields in _objects(parts):
        rows.writerow([_cell(fields.get(name)) for name in names])
    out.detach()


def _objects(parts: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for part in parts:
        with part.open("rb") as rows:
            for row in rows:
                yield json.loads(row)


CSV = _Csv("csv", ",")
TSV = _Csv("tsv", "\t")
