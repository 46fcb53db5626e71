"""One file by itself, with nothing kept between runs: a stream, or a file that is written over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from cleaner.atomic import replacing
from cleaner.errors import CleanerError
from cleaner.formats import SIZE, by_name
from cleaner.formats.base import Part
from cleaner.formats.codec import compressing
from cleaner.jobs.documents import Options, Outcome, Sinks, Watch, clean_documents, clean_part, put_aside, why
from cleaner.jobs.sinks import Stopped, sync
from cleaner.jobs.walk import Task
from cleaner.jobs.work import writing
from cleaner.pipeline import Pipeline


def clean_stream(
    task: Task, sink: BinaryIO | None, pipeline: Pipeline, options: Options, records: BinaryIO | None,
    failed: BinaryIO | None, outcome: Outcome,
) -> None:  # fmt: skip
    """Clean what can be read from a source into a sink, if there is one. What is wrong is told in `outcome`."""
    stream = _Stream(task, pipeline, options, Sinks(None, records, failed), outcome)
    try:
        stream.clean(sink)
    except Stopped:
        raise
    except (CleanerError, UnicodeError, RecursionError) as error:
        put_aside(task.name, why(error), None, stream.sinks, outcome)


def clean_in_place(task: Task, pipeline: Pipeline, options: Options, records: BinaryIO) -> Outcome:
    """Write a file over with its cleaned documents; those that fail stay as they came.

    Its records are on disk before it is written over. What is wrong is told in the outcome: then it is as it was.
    """
    outcome, before = Outcome(), records.tell()
    try:
        if task.problem:
            raise CleanerError(task.problem)
        if task.form != task.to:
            raise CleanerError("a page can't be cleaned in place: its text is extracted first")
        assert isinstance(task.target, Path)
        with replacing(task.target, durable=True) as file:
            _Stream(task, pipeline, options, Sinks(None, records), outcome, strict=True).clean(file)
            sync(records)
    except (CleanerError, UnicodeError, OSError, RecursionError) as error:
        outcome = Outcome()
        outcome.tally.fail(task.name, why(error))
        records.seek(before)
        records.truncate()
    return outcome


class _Stream:
    """A file that is cleaned part by part. `strict`: what can't be read is raised, and not only told."""

    def __init__(
        self, task: Task, pipeline: Pipeline, options: Options, sinks: Sinks, outcome: Outcome, *, strict: bool = False
    ) -> None:
        self.sinks = sinks
        self._task = task
        self._pipeline = pipeline
        self._options = options
        self._outcome = outcome
        self._strict = strict
        self._form = by_name(task.to)

    def clean(self, sink: BinaryIO | None) -> None:
        """Clean the file into a sink. Raises what reading and writing raise."""
        if sink is None:
            for part in self._parts():
                self._documents(part, self.sinks)
            return
        appends = self._form.appends(writing(self._task, self._options))
        with ExitStack() as stack:
            plain = stack.enter_context(compressing(sink, self._task.codec))
            folder = None if appends else Path(stack.enter_context(TemporaryDirectory(prefix="cleaner-")))
            made = [self._part(part, plain, folder) for part in self._parts()]
            if folder:
                source = self._task.source if self._task.form == self._task.to else None
                self._form.join([path for path in made if path], plain, source)

    def _parts(self) -> Iterator[Part]:
        for part in by_name(self._task.form).parts(self._task.source, SIZE):
            if part.error and self._strict:
                raise CleanerError(part.error)
            self._outcome.tally.read += part.weight
            yield part

    def _part(self, part: Part, sink: BinaryIO, folder: Path | None) -> Path | None:
        """Clean a part into the sink, or into a file in the folder."""
        path = folder / str(part.number) if folder else None
        with path.open("wb") if path else nullcontext(sink) as file:
            writer = self._form.writer(file, writing(self._task, self._options, part.head, first=part.number == 0))
            self._documents(part, Sinks(writer, self.sinks.records, self.sinks.failed))
            writer.close()
        return path

    def _documents(self, part: Part, sinks: Sinks) -> None:
        if not (self._strict or by_name(self._task.form).whole):
            clean_part(self._task, part, self._pipeline, self._options, sinks, self._outcome, Watch())
            return
        found = by_name(self._task.form).read(self._task.source, part, self._options.reading)
        clean_documents(found, self._task, self._pipeline, self._options, sinks, self._outcome, Watch())
