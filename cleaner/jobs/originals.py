"""Records with the originals of their documents, which are put together from what was cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cleaner.errors import CleanerError
from cleaner.formats import documents, told
from cleaner.formats.base import Reading
from cleaner.formats.source import Source
from cleaner.jobs.restore import File, Record, fits, last_part, original_text
from cleaner.record import digest


def originals(files: Sequence[File], records: Iterable[Record]) -> Iterator[tuple[Record, str | None]]:
    """Each record with its document's original; None where no cleaned file holds what belongs to it.

    Records come as `restore_files` takes them: grouped by the file they were written for, in its documents' order.
    """
    for output, group in groupby(records, lambda record: str(record["output"])):
        file = _file(files, output)
        if file is None:
            yield from ((record, None) for record in group)
        else:
            yield from _of_file(file, group)


def _file(files: Sequence[File], output: str) -> File | None:
    """The file under a name, or the only one with the same last part, or the only one there is."""
    alike = [file for file in files if file.name == output]
    alike = alike or [file for file in files if last_part(file.name) == last_part(output)]
    if not alike and len(files) == 1:
        return files[0]
    return alike[0] if len(alike) == 1 else None


def _of_file(file: File, records: Iterator[Record]) -> Iterator[tuple[Record, str | None]]:
    first = next(records)
    form, codec = told(file.path.name)
    source = Source(file.path, codec, file.name)
    if "field" not in first:
        yield from _whole(source, [first, *records])
    else:
        yield from _many(source, form, first, records)


def _whole(source: Source, records: Sequence[Record]) -> Iterator[tuple[Record, str | None]]:
    try:
        text, _ = original_text(source, records)
    except (CleanerError, OSError, UnicodeError):
        yield from ((record, None) for record in records)
    else:
        yield next(record for record in records if record["sha256"] == digest(text)), text


def _many(source: Source, form: str, first: Record, records: Iterator[Record]) -> Iterator[tuple[Record, str | None]]:
    record: Record | None = first
    try:
        for item, _ in documents(source, form, Reading(str(first["field"]))):
            if record is None:
                return
            # What has no record, a null or a document that failed, stands between.
            if item.text is not None and (text := fits(item, record)) is not None:
                yield record, text
                record = next(records, None)
    except (CleanerError, OSError, UnicodeError):
        pass  # the file is damaged: of the documents that are left, only the cuts are known
    while record is not None:
        yield record, None
        record = next(records, None)
