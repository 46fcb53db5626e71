"""Parquet: one document a row, parts are row groups. All other columns, groups and the metadata stay."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b, file_digest
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from cleaner.formats.arrow import ROWS, Batches, arrow, items
from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unreadable, Writer, Writing, digest
from cleaner.formats.source import Source
from cleaner.formats.tables import joined

_GROUP = 64 << 20  # bytes of a row group where the source has none


class _Parquet(Format):
    name = "parquet"
    whole = False
    written = "parquet"

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        with opened(source) as (file, stream):
            groups = [file.metadata.row_group(number) for number in range(file.num_row_groups)]
            seen = 0
            if source.codec:  # each part would have to decompress it all
                stream.seek(0)
                yield Part(0, 1, file.metadata.num_rows, digest=_digest(stream), weight=source.size)
                return
            for number, group in enumerate(groups):
                start, end = _range(group)
                if not 0 <= start <= end:
                    yield Part(number, seen + 1, group.num_rows, error="a damaged row group: it is nowhere")
                    continue
                stream.seek(start)
                found = digest(stream.read(end - start))
                yield Part(number, seen + 1, group.num_rows, start, end, digest=found, weight=end - start)
                seen += group.num_rows
            if seen != file.metadata.num_rows:
                yield Part(len(groups), seen + 1, error=f"{seen} rows are there, of {file.metadata.num_rows}")

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        with opened(source) as (file, _):
            groups = range(file.num_row_groups) if source.codec else [part.number]
            batches = file.iter_batches(batch_size=ROWS, row_groups=list(groups))
            yield from items(_checked(batches, part.documents), part.first, ask.field)

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        return Batches(sink, ask)

    def join(self, parts: Sequence[Path], sink: BinaryIO, source: Source | None) -> None:
        from pyarrow import parquet

        schema, tables = joined(parts, None if source is None else lambda: _schema(source), _holds)
        compression = "zstd" if source is None else _compression(source)
        with parquet.ParquetWriter(sink, schema, compression=compression) as out:
            for table in tables if source is not None else _grouped(tables):
                out.write_table(table, row_group_size=max(1, table.num_rows))

    def appends(self, ask: Writing) -> bool:
        return False


@contextmanager
def opened(source: Source) -> Iterator[tuple[Any, BinaryIO]]:
    """A Parquet file and its bytes. Raises Unreadable."""
    pa = arrow()
    from pyarrow import parquet

    source.keep()
    with source.open() as stream, TemporaryFile() as plain:
        if not (source.seekable or stream.seekable()) or source.codec:
            shutil.copyfileobj(stream, plain, 1 << 20)
            plain.seek(0)
            stream = plain
        try:
            file = parquet.ParquetFile(stream, page_checksum_verification=True)
            list(file.schema_arrow.names)  # may be no text
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise Unreadable(f"not Parquet that can be read: {error}") from None
        yield file, stream


def _checked(batches: Iterator[Any], rows: int | None) -> Iterator[Any]:
    pa = arrow()
    seen = 0
    try:
        for batch in batches:
            seen += batch.num_rows
            yield batch
        if rows is not None and seen != rows:
            raise OSError(f"it has {seen} rows and not {rows}")
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(f"a damaged row group: {error}") from None


def _digest(stream: BinaryIO) -> str:
    return file_digest(cast(Any, stream), partial(blake2b, digest_size=20)).hexdigest()


def _holds(field: Any) -> bool:
    """Whether Parquet has a form for a field."""
    pa = arrow()
    from pyarrow import parquet

    try:
        parquet.ParquetWriter(BytesIO(), pa.schema([field])).close()
    except pa.ArrowNotImplementedError:
        return False
    return True


def _range(group: Any) -> tuple[int, int]:
    """Where a row group's bytes stand in the file."""
    starts, ends = [], []
    for number in range(group.num_columns):
        column = group.column(number)
        start = column.data_page_offset
        if column.has_dictionary_page and column.dictionary_page_offset:
            start = min(start, column.dictionary_page_offset)
        starts.append(start)
        ends.append(start + column.total_compressed_size)
    return min(starts, default=0), max(ends, default=0)


def _schema(source: Source) -> Any:
    with opened(source) as (file, _):
        return file.schema_arrow


def _compression(source: Source) -> str | dict[str, str]:
    """How a file's columns are compressed, in the words of ParquetWriter."""
    with opened(source) as (file, _):
        if not file.num_row_groups:
            return "zstd"
        group = file.metadata.row_group(0)
        found = {
            column.path_in_schema: column.compression.lower().replace("uncompressed", "none")
            for column in map(group.column, range(group.num_columns))
        }
    kinds = set(found.values())
    return kinds.pop() if len(kinds) == 1 else found


def _grouped(tables: Iterator[Any]) -> Iterator[Any]:
    """Tables put together until they make a row group."""
    pa = arrow()
    held: list[Any] = []
    for table in tables:
        held.append(table)
        if sum(each.nbytes for each in held) >= _GROUP:
            yield pa.concat_tables(held)
            held = []
    if held:
        yield pa.concat_tables(held)


PARQUET = _Parquet()
