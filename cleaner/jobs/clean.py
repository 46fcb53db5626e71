"""Cleaning one file: read, clean each text, write, record, count."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.atomic import replacing
from cleaner.errors import CleanerError
from cleaner.formats import by_name, of
from cleaner.formats.base import Item
from cleaner.jobs.tally import Tally
from cleaner.jobs.walk import Task
from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned


@dataclass(frozen=True, slots=True)
class Options:
    """How files are cleaned; the same for all files of a job."""

    field: str = "text"
    format: str | None = None
    write: bool = True
    in_place: bool = False
    diff: bool = False


@dataclass
class Outcome:
    """What came of one file. `diff` is for showing."""

    tally: Tally = field(default_factory=Tally)
    diff: str = ""


def clean_file(task: Task, pipeline: Pipeline, options: Options, records: BinaryIO | None) -> Outcome:
    """Clean one file. What is wrong with it is told in the outcome; nothing is raised, nothing half written."""
    outcome = Outcome()
    if task.problem:
        outcome.tally.fail(task.name, task.problem)
        return outcome
    before = records.tell() if records else 0
    try:
        if options.in_place and (by_name(options.format) if options.format else of(task.source)).output:
            raise CleanerError("a page can't be cleaned in place: its text is extracted first")
        with task.source.open("rb") as source, ExitStack() as stack:
            sink: BinaryIO = BytesIO()
            if options.write and task.target is not None:
                sink = stack.enter_context(replacing(task.target, durable=options.in_place))
            clean_stream(source, sink, task, pipeline, options, records, outcome)
            if records and options.in_place:
                records.flush()
    except FileNotFoundError:
        _give_up(outcome, task, "the file is gone", records, before)
    except OSError as error:
        _give_up(outcome, task, error.strerror or str(error), records, before)
    except (CleanerError, UnicodeError) as error:
        _give_up(outcome, task, str(error), records, before)
    except RecursionError:
        _give_up(outcome, task, "nested too deeply to be read", records, before)
    return outcome


def clean_stream(
    source: BinaryIO,
    sink: BinaryIO,
    task: Task,
    pipeline: Pipeline,
    options: Options,
    records: BinaryIO | None,
    outcome: Outcome,
) -> None:
    """Clean what can be read from `source` into `sink`. Raises what reading and writing raise."""
    form = by_name(options.format) if options.format else of(task.source)
    for item, place in form.read(source, options.field):
        cleaned = _clean_item(item, task, pipeline, outcome)
        form.write(sink, place, cleaned.text if cleaned and cleaned.changed else None, same_encoding=options.in_place)
        if cleaned is None:
            continue
        outcome.tally.count(cleaned)
        name = _name(task, item)
        if records is not None:
            about: dict[str, Any] = {"id": name, "output": task.output, **(item.about or {})}
            records.write(json_line(cleaned.record(**about)))
        if options.diff and cleaned.changed:
            outcome.diff += diff(cleaned, name)
    with suppress(OSError, ValueError):
        outcome.tally.read += source.tell()


def _clean_item(item: Item, task: Task, pipeline: Pipeline, outcome: Outcome) -> Cleaned | None:
    """The cleaned text of an item; None if there is nothing to clean or it failed, and it is passed on as it came."""
    if item.error:
        outcome.tally.fail(_name(task, item), item.error)
        return None
    if item.about is None:
        return None
    if not item.name:  # the file is one text: it fails as a whole
        return pipeline.clean(item.text)
    try:
        return pipeline.clean(item.text)
    except CleanerError as error:
        outcome.tally.fail(_name(task, item), str(error))
        return None


def _name(task: Task, item: Item) -> str:
    return f"{task.name}:{item.name}" if item.name else task.name


def _give_up(outcome: Outcome, task: Task, reason: str, records: BinaryIO | None, before: int) -> None:
    """Forget what was counted and recorded of a file that was not written."""
    outcome.tally = Tally()
    outcome.tally.fail(task.name, reason)
    outcome.diff = ""
    if records:
        records.seek(before)
        records.truncate()


def json_line(data: Any) -> bytes:
    """One line of JSON Lines, in UTF-8; a text with lone surrogates is escaped."""
    try:
        return (json.dumps(data, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:
        return (json.dumps(data) + "\n").encode("ascii")


def diff(cleaned: Cleaned, name: str) -> str:
    """A unified diff of what cleaning did to one document."""
    rows = unified_diff(
        cleaned.original.splitlines(), cleaned.text.splitlines(), f"a/{name}", f"b/{name}", n=1, lineterm=""
    )
    return "\n".join(rows) + "\n"


@contextmanager
def records_to(path: Path | None) -> Iterator[BinaryIO | None]:
    """The file that a job's records go to, whole or not at all; None if there is none."""
    if path is None:
        yield None
    else:
        with replacing(path) as file:
            yield file
