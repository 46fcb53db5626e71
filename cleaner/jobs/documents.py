"""Cleaning documents one after the other: write, record, count, and put aside what fails."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from cleaner.difference import Difference, difference
from cleaner.errors import CleanerError
from cleaner.formats import by_name
from cleaner.formats.base import Blank, Item, Part, Place, Reading, Unwritable, Writer
from cleaner.formats.plain import json_line
from cleaner.jobs.origin import source_of
from cleaner.jobs.sinks import Stopped
from cleaner.jobs.tally import Tally
from cleaner.jobs.walk import Task
from cleaner.pipeline import Pipeline
from cleaner.portable import LONGEST
from cleaner.record import Cleaned
from cleaner.told import failed, told


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are cleaned; the same for all files of a job. `longest` in characters.

    With `fail_fast` the first that fails is the last that is looked at. `source_field` is the field that says where a
    document comes from, if there is one.
    """

    field: str = "text"
    extractor: str = "trafilatura"
    added: tuple[str, ...] = ()
    longest: int = LONGEST
    write: bool = True
    in_place: bool = False
    diff: bool = False
    fail_fast: bool = False
    source_field: str = ""

    @property
    def reading(self) -> Reading:
        """What readers are asked."""
        return Reading(self.field, self.extractor)


@dataclass
class Outcome:
    """What came of some documents. `differences` are for showing, of the documents that changed."""

    tally: Tally = field(default_factory=Tally)
    differences: list[Difference] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Add what came of more documents."""
        self.tally.add(other.tally)
        self.differences += other.differences


@dataclass(frozen=True, slots=True)
class Sinks:
    """Where it goes: the cleaned documents, their records, and those that failed.

    Without `records` none are made. Without `failed`, a document that fails is passed on as it came.
    """

    writer: Writer | None
    records: BinaryIO | None = None
    failed: BinaryIO | None = None


class Watch:
    """Tells which of a unit's documents is at work, also to who looks on from outside, and which to leave alone.

    `cell` has a `value` that may be shared with other processes; `deadly` are reasons not to touch documents, by
    their number in the unit, from 0.
    """

    def __init__(self, cell: Any = None, deadly: Mapping[int, str] | None = None) -> None:
        self.deadly = deadly or {}
        self._cell = cell
        self._at = -1

    def step(self) -> str:
        """The next document is taken up. Why it is to be left alone, if it is."""
        self._at += 1
        if self._cell is not None:
            self._cell.value = self._at
        return self.deadly.get(self._at, "")


Found = Iterator[tuple[Item, Place | Blank]]


def clean_documents(
    found: Found, task: Task, pipeline: Pipeline, options: Options, sinks: Sinks, outcome: Outcome, watch: Watch
) -> None:
    """Clean documents of a file. What is wrong with one is told in the outcome. Raises what reading and writing do."""
    while True:
        deadly = watch.step()
        item, place = next(found, (None, None))
        if item is None or place is None:
            return
        if item.about is None and not item.error:
            if sinks.writer:
                sinks.writer.write(place, None, {})
            continue
        name = f"{task.name}:{item.name}" if item.name else task.name
        cleaned: Cleaned | None = None
        try:
            if deadly or item.error:
                raise CleanerError(deadly or item.error)
            cleaned = _clean(item, place, task, pipeline, options)
            if sinks.writer:
                text = cleaned.text if cleaned and cleaned.changed else None
                sinks.writer.write(place, text, _more(cleaned, options.added))
        except Stopped:
            raise
        except CleanerError as error:
            if not item.name:  # the file is one text: it fails as a whole
                raise
            put_aside(name, str(error), place, sinks, outcome, options.added)
            if options.fail_fast:
                return
            continue
        outcome.tally.documents += 1
        outcome.tally.written += 1
        if cleaned is not None:
            _tell(cleaned, name, item, task, options, sinks, outcome)


def clean_part(
    task: Task, part: Part, pipeline: Pipeline, options: Options, sinks: Sinks, outcome: Outcome, watch: Watch
) -> None:
    """Clean the documents of a part of a file of many. Those that can't even be read are told as well.

    Raises Stopped.
    """
    before = outcome.tally.documents
    if part.error:
        _lost(task, part, part.error, 1, sinks, outcome)
        return
    try:
        found = by_name(task.form).read(task.source, part, replace(options.reading, deadly=watch.deadly))
        clean_documents(found, task, pipeline, options, sinks, outcome, watch)
    except Stopped:
        raise
    except (CleanerError, UnicodeError, OSError, RecursionError) as error:
        seen = outcome.tally.documents - before
        left = 1 if part.documents is None else part.documents - seen
        _lost(task, replace(part, first=part.first + seen), why(error), left, sinks, outcome)


def _lost(task: Task, part: Part, reason: str, documents: int, sinks: Sinks, outcome: Outcome) -> None:
    """Count documents that can't be read; what of a part is left, if anything, is put aside."""
    name = f"{task.name}:{part.first}" + (f"-{part.first + documents - 1}" if documents > 1 else "")
    outcome.tally.fail(name, reason, documents)
    if sinks.failed is not None:
        held = part.data if part.error and isinstance(part.data, bytes | str) and part.data else None
        sinks.failed.write(letter(name, reason, held, documents))


def why(error: BaseException) -> str:
    """What went wrong, in words for a person."""
    if isinstance(error, FileNotFoundError):
        return "the file is gone"
    if isinstance(error, RecursionError):
        return "nested too deeply to be read"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _clean(item: Item, place: Place | Blank, task: Task, pipeline: Pipeline, options: Options) -> Cleaned | None:
    if item.text is None:
        return None
    if len(item.text) > options.longest:
        raise CleanerError(f"{len(item.text):,} characters: longer than {options.longest:,}, the longest to be cleaned")
    if not pipeline.bound:  # nobody asks where it comes from
        return pipeline.clean(item.text)
    return pipeline.clean(item.text, source=source_of(item, place, task.name, options.source_field))


def _more(cleaned: Cleaned | None, added: tuple[str, ...], reason: str = "") -> Mapping[str, Any]:
    if not added:
        return {}
    return told(cleaned, added) if cleaned else failed(reason or None, added)


def _tell(
    cleaned: Cleaned, name: str, item: Item, task: Task, options: Options, sinks: Sinks, outcome: Outcome
) -> None:
    outcome.tally.count(cleaned)
    if sinks.records is not None:
        about: dict[str, Any] = {"id": name, "output": task.output, **(item.about or {})}
        sinks.records.write(json_line(cleaned.record(**about)))
    if options.diff and cleaned.changed:
        outcome.differences.append(difference(cleaned, name))


def put_aside(
    name: str, reason: str, place: Place | Blank | None, sinks: Sinks, outcome: Outcome, added: tuple[str, ...] = ()
) -> None:
    """Count a document that failed, and put it aside with its reason; or pass it on if there is no such place."""
    outcome.tally.fail(name, reason)
    if sinks.failed is not None:
        sinks.failed.write(letter(name, reason, None if place is None or isinstance(place, Blank) else place.raw()))
    elif sinks.writer and place is not None:
        with suppress(Unwritable):  # it is told, and there is no form to pass it on in
            sinks.writer.write(place, None, _more(None, added, reason))


def letter(name: str, reason: str, original: str | bytes | None, documents: int = 1) -> bytes:
    """A line of the file of failed documents; an original that is no UTF-8 is in base64."""
    data: dict[str, Any] = {"id": name, "reason": reason}
    if documents != 1:
        data["documents"] = documents
    if isinstance(original, str):
        data["original"] = original
    elif original is not None:
        try:
            data["original"] = original.decode("utf-8")
        except UnicodeDecodeError:
            data["original_base64"] = b64encode(original).decode("ascii")
    return json_line(data)
