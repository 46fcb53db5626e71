"""CSV and TSV with a head: one document a row. Rows in which nothing was cut stay to the letter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unreadable, Unwritable, Writer, Writing
from cleaner.formats.base import digest as digest_of
from cleaner.formats.codec import Damaged
from cleaner.formats.jsonl import append
from cleaner.formats.sheet import Fields, all_quoted, cell, table, written
from cleaner.formats.source import Source

_LONGEST = 1 << 30  # characters of a field; the module's own limit is 131,072


class Row(NamedTuple):
    """A row as it came, its cells, the names of the columns, and which column is the text.

    Bytes that are not UTF-8 stand in it as lone surrogates (Python's `surrogateescape`).
    """

    line: str
    cells: list[str]
    names: list[str]
    at: int
    delimiter: str

    def fields(self, text: str | None) -> dict[str, Any]:
        """The cells by column; those beyond the head, and of columns named like one before, are numbered."""
        return dict(zip(_columns(self.names, len(self.cells)), self.changed(text), strict=False))

    def changed(self, text: str | None) -> list[str]:
        """The cells with `text` in place of the document's own."""
        return self.cells if text is None else [*self.cells[: self.at], text, *self.cells[self.at + 1 :]]

    def value(self, path: str) -> Any:
        """The cell in a column."""
        at = self.names.index(path) if path in self.names else len(self.cells)
        return self.cells[at] if at < len(self.cells) else None

    def raw(self) -> str | bytes:
        """The row as it came."""
        return self.line if _is_utf8(self.line) else self.line.encode("utf-8", "surrogateescape")


class _Csv(Format):
    whole = False

    def __init__(self, name: str, delimiter: str) -> None:
        self.name = self.written = name
        self.delimiter = delimiter

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        with source.measured() as (stream, raw):
            taken: list[str] = []
            rows = _rows(_decoded(stream), self.delimiter, taken, marked=True)
            held: list[str] = []
            length = number = done = 0
            first = seen = 1
            head, error = b"", ""
            try:
                head = _head(rows)
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
            if held or (head and not (number or error)):
                yield _part(number, first, held, head, raw.tell() - done)
                done, number = raw.tell(), number + 1
            if error:
                left = "".join(taken)
                yield Part(number, seen, data=left, head=head, weight=raw.tell() - done, error=error)

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        names = _cells(part.head.decode(), self.delimiter)
        at = _place(names, ask.field)
        rows = _rows(iter(io.StringIO(part.data, newline="")), self.delimiter, [])
        sound = _is_utf8(part.data)
        for number, (line, cells) in enumerate(rows):
            name = str(part.first + number)
            if not cells:
                yield Item(None, name), Blank(line.encode())
                continue
            place = Row(line, cells, names, at, self.delimiter)
            if not (sound or _is_utf8(line)):
                yield Item(None, name, error="not UTF-8"), place
            elif at >= len(cells):
                yield (Item(None, name, error=f"the row has {len(cells)} cells, none in column {ask.field!r}"), place)
            else:
                yield Item(cells[at], name, {"row": int(name), "field": ask.field} | _spelling(place)), place

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        return _Rows(sink, ask, self.delimiter) if self.appends(ask) else Fields(sink)

    def join(self, parts: Sequence[Path], sink: BinaryIO, source: Source | None) -> None:
        if source is None:
            table(parts, sink, self.delimiter)
        else:
            append(parts, sink)

    def appends(self, ask: Writing) -> bool:
        return ask.same and not ask.gathers  # else each file has columns of its own


class _Rows:
    """Writes rows that come from a file of the same format."""

    def __init__(self, sink: BinaryIO, ask: Writing, delimiter: str) -> None:
        self._sink = sink
        head = ask.head.decode()
        names = _cells(head, delimiter)
        self._taken = [name for name in ask.added if name in names]
        if ask.first:
            start = len(head) - len(head.lstrip("\ufeff\r\n"))
            wider = [*names, *ask.added]
            if ask.added and not self._taken:
                head = head[:start] + written(wider, delimiter, head[start:], quoted=all_quoted(head[start:]))
            sink.write(head.encode())

    def write(self, place: Place | Blank, text: str | None, more: Mapping[str, Any]) -> None:
        """Write a row. Raises Unwritable if a column to add is there already."""
        if isinstance(place, Blank):
            self._sink.write(place.data)
            return
        assert isinstance(place, Row)
        if more and self._taken:
            raise Unwritable(f"there is a column {self._taken[0]!r} already")
        line = place.line
        if text is not None or more:
            cells = place.changed(text)
            if more:
                width = len(place.names)  # cells beyond the head stay beyond it
                cells = cells[:width] + [""] * (width - len(cells)) + [*map(cell, more.values()), *cells[width:]]
            line = written(cells, place.delimiter, line, quoted=all_quoted(line))
        try:
            self._sink.write(line.encode("utf-8", "surrogateescape"))
        except UnicodeEncodeError:
            raise Unwritable("a lone surrogate, which CSV can't hold") from None

    def close(self) -> None:
        """Nothing is held back."""


def restored(place: Row, text: str, record: Mapping[str, Any]) -> str:
    """The row with its original text, quoted as it was by what its record says."""
    if "literal" in record:
        return str(record["literal"])
    return written(place.changed(text), place.delimiter, place.line, quoted=bool(record.get("quoted")))


def _spelling(place: Row) -> dict[str, Any]:
    """What brings the row back from its cells, if it is not spelled as we would."""
    quoted = all_quoted(place.line)
    if written(place.cells, place.delimiter, place.line, quoted=quoted) != place.line:
        return {"literal": place.line}
    return {"quoted": True} if quoted else {}


def _part(number: int, first: int, held: list[str], head: bytes, weight: int) -> Part:
    data = "".join(held)
    found = digest_of(head + data.encode("utf-8", "surrogateescape"))
    return Part(number, first, None, data=data, head=head, digest=found, weight=weight)


def _decoded(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream, ends kept; bytes that are not UTF-8 come as lone surrogates."""
    text = io.TextIOWrapper(stream, "utf-8", "surrogateescape", newline="")
    try:
        yield from text
    finally:
        with suppress(ValueError):  # closed already
            text.detach()  # it would close the stream with itself


def _rows(
    lines: Iterator[str], delimiter: str, taken: list[str], *, marked: bool = False
) -> Iterator[tuple[str, list[str]]]:
    """Rows as they came, and their cells; a quoted cell may go over several lines. Raises Unreadable.

    `taken` are the lines of the row that is being read: what is left if reading breaks off. With `marked` the first
    line may have a byte order mark, which is of no cell.
    """

    def tapped() -> Iterator[str]:
        for number, line in enumerate(lines):
            taken.append(line)
            yield line.removeprefix("\ufeff") if marked and not number else line
        if taken:
            raise Unreadable("a quote that is never closed")

    csv.field_size_limit(_LONGEST)
    try:
        for cells in csv.reader(tapped(), delimiter=delimiter):
            yield "".join(taken), cells
            taken.clear()
    except csv.Error as error:
        raise Unreadable(f"no CSV from here on: {error}") from None


def _head(rows: Iterator[tuple[str, list[str]]]) -> bytes:
    """The row with the names of the columns, and blank lines before it. Raises Unreadable."""
    head = ""
    for line, cells in rows:
        head += line
        if cells:
            break
    if not _is_utf8(head):
        raise Unreadable("the head is not UTF-8")
    return head.encode()


def _cells(head: str, delimiter: str) -> list[str]:
    """The cells of a head, without a byte order mark."""
    rows = csv.reader(io.StringIO(head.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    return next((cells for cells in rows if cells), [])


def _place(names: Sequence[str], field: str) -> int:
    """Which column is the text. Raises Unreadable."""
    if field not in names:
        raise Unreadable(f"no column {field!r}: there are {', '.join(names) or 'none'}")
    if names.count(field) > 1:
        raise Unreadable(f"there are {names.count(field)} columns {field!r}")
    return names.index(field)


def _columns(names: Sequence[str], count: int) -> list[str]:
    """A name for each of at least `count` columns, each another."""
    found: dict[str, None] = {}
    for number in range(1, max(count, len(names)) + 1):
        name = names[number - 1] if number <= len(names) else ""
        if number > len(names) or name in found:
            name = f"column_{number}"
            while name in names or name in found:
                name += "_"
        found[name] = None
    return list(found)


def _is_utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


CSV = _Csv("csv", ",")
TSV = _Csv("tsv", "\t")
