"""The records of a job as one file: JSON Lines, or a Parquet table with a row for each document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from cleaner.errors import CleanerError, RecordError
from cleaner.formats import told
from cleaner.formats.codec import codec_of, compressing
from cleaner.formats.jsonl import append
from cleaner.formats.source import Source
from cleaner.jobs.sinks import delivered, refused

if TYPE_CHECKING:
    from upath import UPath

_ROWS = 1000


class BadRecords(RecordError):
    """A file of records that holds something else."""


# Of what records tell, what has a column of its own; all else of a record is in `more`, as JSON.
_TEXTS = ("id", "output", "sha256", "language")


def gather(parts: Sequence[Path], target: Path | UPath, aside: Path | None) -> None:
    """Make one file of units' files, in order: of JSON Lines, or Parquet if that is its name. Raises Stopped."""
    form, codec = told(target.name)
    there = [part for part in parts if part.exists()]
    with refused(str(target)), delivered(target, aside) as file, compressing(file, codec) as sink:
        if form == "parquet":
            _parquet(there, sink)
        else:
            append(there, sink)


def _parquet(parts: Sequence[Path], sink: BinaryIO) -> None:
    from cleaner.formats.arrow import arrow

    pa = arrow()
    from pyarrow import parquet

    from cleaner.columns import ADDED

    texts = [(name, pa.string()) for name in _TEXTS]
    schema = pa.schema([*texts, ("removals", ADDED["removals"]), ("more", pa.string())])
    with parquet.ParquetWriter(sink, schema, compression="zstd") as out:
        records = (json.loads(row) for part in parts for row in _rows(part))
        while batch := list(islice(records, _ROWS)):
            out.write_table(pa.Table.from_pylist([_row(record) for record in batch], schema))


def _row(record: dict[str, Any]) -> dict[str, Any]:
    row = {name: record.pop(name, None) for name in (*_TEXTS, "removals")}
    return row | {"more": json.dumps(record, ensure_ascii=False)}


def _rows(part: Path) -> Iterator[bytes]:
    with part.open("rb") as rows:
        yield from rows


def stored(path: Path | UPath) -> Iterator[Mapping[str, Any]]:
    """The records in a file that a job wrote, one after the other. Raises BadRecords, and what reading raises."""
    if told(path.name)[0] == "parquet":
        yield from _stored_rows(path)
        return
    with Source(path, codec_of(path.name)[1]).open() as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                record["output"], record["removals"]
            except (ValueError, KeyError, TypeError):
                raise BadRecords(f"{path}:{number}: not a record") from None
            yield record


def _stored_rows(path: Path | UPath) -> Iterator[Mapping[str, Any]]:
    from cleaner.formats.parquet import opened

    try:
        with opened(Source(path, codec_of(path.name)[1])) as (file, _):
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    yield row | json.loads(row.pop("more"))
    except (KeyError, TypeError, ValueError, CleanerError) as error:
        raise BadRecords(f"{path}: not records: {error}") from None
