"""Documents to be looked through, each with its record: cleaned here and now, or from the records of a job."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.errors import CleanerError, RecordError
from cleaner.formats import documents
from cleaner.formats.base import Blank, Item, Place
from cleaner.formats.codec import codec_of
from cleaner.jobs.documents import Options, why
from cleaner.jobs.facts import Record, facts
from cleaner.jobs.origin import source_of
from cleaner.jobs.originals import originals
from cleaner.jobs.restore import File
from cleaner.jobs.store import BadRecords, stored
from cleaner.jobs.walk import Task
from cleaner.pipeline import Pipeline

if TYPE_CHECKING:
    from upath import UPath

Failed = Callable[[str, str], None]  # told of a document's name, and of what is wrong with it


@dataclass(frozen=True, slots=True)
class Case:
    """A document: its record (with an `id`), its original (None where only the cuts are known), where it is from.

    An empty `source` is what the record tells.
    """

    record: Record
    original: str | None
    source: str = ""


def are_records(paths: Sequence[Path | UPath]) -> bool:
    """Whether files are records that a job wrote; a directory is none, and an empty file is."""
    return all(not path.is_dir() and _begins_as_records(path) for path in paths)


def _begins_as_records(path: Path | UPath) -> bool:
    if not codec_of(path.name.lower())[0].endswith((".jsonl", ".ndjson", ".parquet", ".pq")):
        return False
    try:
        first = next(iter(stored(path)), None)
    except BadRecords:
        return False
    return first is None or "sha256" in first


def of_records(paths: Iterable[Path | UPath], cleaned: Sequence[File] = (), *, failed: Failed) -> Iterator[Case]:
    """The documents that records tell of; whole, if the cleaned files are there to put the cuts back into.

    `failed` is told of those that can't be put back: of them only the cuts are shown. Raises BadRecords.
    """
    for path in paths:
        place = str(path)
        try:
            for number, (record, original) in enumerate(originals(cleaned, stored(path)), 1):
                place = f"{path}:{number}"
                facts(record)
                if cleaned and original is None:
                    failed(str(record["id"]), "the cleaned text does not belong to its record, or is not there")
                yield Case(record, original)
        except BadRecords:
            raise
        except RecordError as error:
            raise BadRecords(f"{place}: not a record: {error}") from None
        except (CleanerError, OSError) as error:
            raise BadRecords(f"{place}: {error}") from None


def of_sources(tasks: Iterable[Task], pipeline: Pipeline, options: Options, *, failed: Failed) -> Iterator[Case]:
    """The documents of files, cleaned; `failed` is told of those that can't be."""
    for task in tasks:
        try:
            if task.problem:
                raise CleanerError(task.problem)
            for item, place in documents(task.source, task.form, options.reading):
                name = f"{task.name}:{item.name}" if item.name else task.name
                try:
                    case = _cleaned(item, place, name, task, pipeline, options)
                except CleanerError as error:
                    failed(name, str(error))
                    continue
                if case is not None:
                    yield case
        except (CleanerError, UnicodeError, OSError, RecursionError) as error:
            failed(task.name, why(error))


def _cleaned(
    item: Item, place: Place | Blank, name: str, task: Task, pipeline: Pipeline, options: Options
) -> Case | None:
    if item.error:
        raise CleanerError(item.error)
    if item.text is None:
        return None
    if len(item.text) > options.longest:
        raise CleanerError(f"{len(item.text):,} characters: longer than {options.longest:,}, the longest to be cleaned")
    field = options.source_field
    source = source_of(item, place, task.name, field)
    about: dict[str, Any] = {"id": name, "output": task.output, **(item.about or {})}
    record = pipeline.clean(item.text, source=source).record(**about)
    if record["language"] is None and pipeline.detect is not None:  # no rule had to know, those who look do
        record["language"] = pipeline.detect(item.text)
    told = field and not isinstance(place, Blank) and place.value(field) is not None
    return Case(record, item.text, source if told else "")
