"""Arrow IPC, as a file or as a stream: one document a row. All other columns and the schema's metadata stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from cleaner.errors import CleanerError
from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unwritable, Writer, Writing
from cleaner.formats.base import digest as digest_of
from cleaner.formats.plain import json_text, put, value_at
from cleaner.formats.source import Source
from cleaner.formats.tables import joined, table_of
from cleaner.told import PREFIX

if TYPE_CHECKING:
    import pyarrow as pa

ROWS = 1024  # of a batch: many enough for the cost of a batch not to show, few enough to be held twice


class Cell(NamedTuple):
    """A row of a batch, and the column that holds its text."""

    batch: Any  # a pyarrow.RecordBatch
    row: int
    field: str

    def fields(self, text: str | None) -> dict[str, Any]:
        """The row as plain data."""
        data: dict[str, Any] = self.batch.slice(self.row, 1).to_pylist()[0]
        return data if text is None else put(data, self.field, text)

    def value(self, path: str) -> Any:
        """One column of the row, found without the others; None also for bytes that are no UTF-8."""
        names = self.batch.schema.names
        top = path if path in names else next((name for name in names if path.startswith(name + ".")), None)
        if top is None:
            return None
        try:
            return value_at({top: self.batch.column(names.index(top))[self.row].as_py()}, path)
        except UnicodeDecodeError:
            return None

    def raw(self) -> str:
        """The row as JSON."""
        return json_text(self.fields(None))


def arrow() -> Any:
    """The module pyarrow. Raises CleanerError if it is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise CleanerError("Parquet and Arrow need a package more: pip install 'cleaner[formats]'") from None
    return pyarrow


def items(batches: Iterator[pa.RecordBatch], first: int, field: str) -> Iterator[tuple[Item, Place]]:
    """The documents of record batches, numbered from `first`. Raises FieldError."""
    from cleaner.columns import texts

    for batch in batches:
        for row, text in enumerate(texts(batch, field)):
            about = {"row": first + row, "field": field}
            yield Item(text, str(first + row), about), Cell(batch, row, field)
        first += batch.num_rows


class _Ipc(Format):
    whole = False

    def __init__(self, name: str) -> None:
        self.name = self.written = name

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        pa = arrow()
        held: list[Any] = []
        number = seen = length = done = 0
        with source.measured() as (stream, raw):
            try:
                for batch in _batches(stream):
                    held.append(batch)
                    length += batch.nbytes
                    if length >= size:
                        done, before = raw.tell(), done
                        yield _part(pa, number, seen, held, done - before)
                        number, seen = (number + 1, seen + sum(each.num_rows for each in held))
                        held, length = [], 0
                error = ""
            except (pa.ArrowInvalid, CleanerError, OSError) as broken:
                error = f"no Arrow from here on: {broken}"
            if held:
                yield _part(pa, number, seen, held, raw.tell() - done)
                done, number, seen = (raw.tell(), number + 1, seen + sum(each.num_rows for each in held))
            if error:
                yield Part(number, seen + 1, data=b"", weight=raw.tell() - done, error=error)

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        stream = arrow().ipc.open_stream(part.data)
        yield from items(_slices(stream), part.first, ask.field)

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        return Batches(sink, ask)

    def join(self, parts: Sequence[Path], sink: BinaryIO, source: Source | None) -> None:
        pa = arrow()
        make = pa.ipc.new_stream if self.name == "arrows" else pa.ipc.new_file
        schema, tables = joined(parts, None if source is None else lambda: schema_of(source))
        with make(sink, schema) as out:
            for table in tables:
                out.write_table(table)

    def appends(self, ask: Writing) -> bool:
        return False


def schema_of(source: Source) -> Any:
    """The schema of an Arrow file or stream."""
    with source.open() as stream:
        return _reader(stream).schema


def _reader(stream: BinaryIO) -> Any:
    pa = arrow()
    if not stream.seekable():
        stream = BytesIO(stream.read())
    try:
        start = stream.tell()
        return pa.ipc.open_file(stream)
    except pa.ArrowInvalid:
        stream.seek(start)
        return pa.ipc.open_stream(stream)


def _batches(stream: BinaryIO) -> Iterator[Any]:
    reader = _reader(stream)
    if hasattr(reader, "num_record_batches"):
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number)
    else:
        yield from reader


def _slices(batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        for start in range(0, batch.num_rows, ROWS):
            yield batch.slice(start, ROWS)


def _part(pa: Any, number: int, seen: int, held: Sequence[Any], weight: int) -> Part:
    sink = BytesIO()
    with pa.ipc.new_stream(sink, held[0].schema) as out:
        for batch in held:
            out.write_batch(batch)
    data = sink.getvalue()
    rows = sum(batch.num_rows for batch in held)
    return Part(number, seen + 1, rows, data=data, digest=digest_of(data), weight=weight)


class Batches:
    """Writes documents as an Arrow stream: what comes out of batches by the batch, all else as one table."""

    def __init__(self, sink: BinaryIO, ask: Writing) -> None:
        self._pa = arrow()
        self._sink = sink
        self._field = ask.field
        self._names = [name.removeprefix(PREFIX) for name in ask.added]
        self._out: Any = None
        self._batch: Any = None
        self._kept: list[int] = []
        self._texts: list[str | None] = []
        self._more: list[Mapping[str, Any]] = []
        self._rows: list[dict[str, Any]] = []

    def write(self, place: Place | Blank, text: str | None, more: Mapping[str, Any]) -> None:
        """Write a row. Raises Unwritable for a text with lone surrogates, which UTF-8 has no form for, and FieldError
        for a column to add that is there already."""
        if isinstance(place, Blank):
            return
        if not isinstance(place, Cell):
            self._rows.append(_row(place, text, more))
            return
        if place.batch is not self._batch:
            from cleaner.columns import schema_with

            schema_with(place.batch.schema, self._names)  # raises before anything of the batch is taken on
            self._flush()
            self._batch = place.batch
        self._kept.append(place.row)
        self._texts.append(text)
        self._more.append(more)

    def close(self) -> None:
        """Write what is still held back."""
        self._flush()
        if self._rows:
            table = table_of(self._rows)
            self._open(table.schema)
            self._out.write_table(table)
        if self._out:
            self._out.close()

    def _open(self, schema: Any) -> None:
        if self._out is None:
            self._out = self._pa.ipc.new_stream(self._sink, schema)

    def _flush(self) -> None:
        if not self._kept:
            return
        from cleaner.columns import texts, with_added, with_texts

        batch = self._batch
        if len(self._kept) != batch.num_rows:
            batch = batch.take(self._pa.array(self._kept))
        if any(text is not None for text in self._texts):
            old = texts(batch, self._field)
            batch = with_texts(
                batch, self._field, [o if n is None else n for o, n in zip(old, self._texts, strict=True)]
            )
        batch = with_added(batch, self._names, self._more)
        self._open(batch.schema)
        self._out.write_batch(batch)
        self._kept, self._texts, self._more = [], [], []


def _row(place: Place, text: str | None, more: Mapping[str, Any]) -> dict[str, Any]:
    fields = place.fields(text)
    if taken := [name for name in more if name in fields]:
        raise Unwritable(f"there is a field {taken[0]!r} already")
    try:
        json_text(fields).encode("utf-8")
    except UnicodeEncodeError:
        raise Unwritable("a lone surrogate, which Arrow and Parquet can't hold") from None
    return {**fields, **more}


IPC = _Ipc("arrow")
STREAM = _Ipc("arrows")
