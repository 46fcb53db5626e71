"""Arrow IPC, as a file or as a stream: one document a row. All other columns and the schema's metadata stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unwritable, Writer, Writing
from cleaner.formats.base import digest as digest_of
from cleaner.formats.ipc import arrow as arrow
from cleaner.formats.ipc import batches, schema_of
from cleaner.formats.jsonl import joined as joined_fields
from cleaner.formats.plain import json_text, put, value_at
from cleaner.formats.source import Source
from cleaner.formats.tables import joined, plain_values, table_of
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
        data: dict[str, Any] = {}
        for number, column in enumerate(self.batch.columns, 1):
            name = self.batch.schema.names[number - 1]
            while name in data:  # columns may have the same name
                name = f"{name}_{number}"
            data[name] = plain_values(column.slice(self.row, 1))[0]
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
        source.keep()
        held: list[Any] = []
        number = seen = length = done = 0
        with source.measured() as (stream, raw):
            for batch, error in batches(stream):
                if batch is not None:
                    held.append(batch)
                    length += batch.nbytes
                if held and (batch is None or length >= size):
                    at = max(done, raw.tell())
                    yield _part(pa, number, seen, held, at - done)
                    done, number, seen = at, number + 1, seen + sum(each.num_rows for each in held)
                    held, length = [], 0
                if error:
                    at = max(done, raw.tell())
                    yield Part(number, seen + 1, data=b"", weight=at - done, error=error)
                    done, number = at, number + 1

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
            for table in tables if self.name == "arrows" else _one_dictionary(pa, schema, tables):
                out.write_table(table)

    def appends(self, ask: Writing) -> bool:
        return False


def _one_dictionary(pa: Any, schema: Any, tables: Iterator[Any]) -> Iterator[Any]:
    """Tables for an Arrow file, which has one dictionary a column and not one a batch, as a stream may have."""
    if not any(_has_dictionary(pa, field.type) for field in schema):
        return tables
    held = list(tables)
    return iter([pa.concat_tables(held).unify_dictionaries()] if held else [])


def _has_dictionary(pa: Any, kind: Any) -> bool:
    inside = (kind.field(number).type for number in range(kind.num_fields))
    return pa.types.is_dictionary(kind) or any(_has_dictionary(pa, each) for each in inside)


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
        """Write a row. Raises Unwritable for a text with lone surrogates, which UTF-8 has no form for (but for those
        that stand for bytes), and FieldError for a column to add that is there already."""
        if isinstance(place, Blank):
            return
        if not isinstance(place, Cell):
            self._rows.append(_row(place, text, more))
            return
        _check(text, more)
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
            batch = _only(self._pa, batch, self._kept)
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
    fields = joined_fields(place.fields(text), more)
    _check(None, fields)
    return fields


def _only(pa: Any, batch: Any, rows: Sequence[int]) -> Any:
    """The batch with some of its rows, which come in order. Not all types can be taken row by row."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][-1] + 1 == row:
            runs[-1].append(row)
        else:
            runs.append([row])
    (found,) = pa.Table.from_batches([batch.slice(run[0], len(run)) for run in runs]).combine_chunks().to_batches()
    return found


def _check(text: str | None, fields: Mapping[str, Any]) -> None:
    """Raises Unwritable for lone surrogates; in `text` those that stand for bytes are none."""
    try:
        if text is not None and not text.isascii():
            text.encode("utf-8", "surrogateescape")
        if fields:
            json_text(fields).encode("utf-8")
    except UnicodeEncodeError:
        raise Unwritable("a lone surrogate, which Arrow and Parquet can't hold") from None
    except RecursionError:
        raise Unwritable("nested too deeply for Arrow and Parquet") from None


IPC = _Ipc("arrow")
STREAM = _Ipc("arrows")
