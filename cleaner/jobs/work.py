"""Doing one unit of work: its documents cleaned into a file of their own, or each small file to its own place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from cleaner.errors import CleanerError
from cleaner.formats import WRITTEN, by_name
from cleaner.formats.base import Part, Writer, Writing, digest
from cleaner.formats.codec import compressing
from cleaner.jobs.documents import Options, Outcome, Sinks, Watch, clean_documents, clean_part, put_aside, why
from cleaner.jobs.sinks import Measured, Stopped, Written, delivered, measured
from cleaner.jobs.units import Unit
from cleaner.jobs.walk import Task
from cleaner.pipeline import Pipeline
from cleaner.told import PREFIX

OUT, RECORDS, FAILED = (".out", ".records", ".failed")  # the endings of a unit's files in the job's folder


@dataclass
class Done:
    """What came of a unit: counts, digest of what it read, the files it wrote; `stop`: why the job can't go on."""

    key: str
    digest: str = ""
    outcome: Outcome = field(default_factory=Outcome)
    files: list[Written] = field(default_factory=list)
    stop: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a job keeps beside the cleaned documents."""

    records: bool = False
    failed: bool = True


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all units.

    `folder` is where they write, `aside` where files are made that are moved to their places, if not beside them.
    """

    pipeline: Pipeline
    options: Options
    folder: Path
    kept: Kept
    aside: Path | None


def do(unit: Unit, job: Job, watch: Watch) -> Done:
    """Do a unit. What is wrong with its documents is told in what comes of it; nothing is raised."""
    done = Done(unit.key)
    try:
        with ExitStack() as stack:
            records = stack.enter_context(_beside(unit, RECORDS, job.folder, done)) if job.kept.records else None
            failed = stack.enter_context(_beside(unit, FAILED, job.folder, done)) if job.kept.failed else None
            work = _Work(job, job.options, Sinks(None, records, failed), done, watch)
            if unit.whole:
                work.whole_files(unit)
            else:
                work.part(unit)
    except Stopped as stopped:
        done.stop = str(stopped)
    except OSError as error:
        done.stop = f"{job.folder}: {error.strerror or error}"
    return done


@contextmanager
def _beside(unit: Unit, ending: str, folder: Path, done: Done) -> Iterator[BinaryIO]:
    name = unit.key + ending
    with measured(folder / name) as sink:
        yield cast(BinaryIO, sink)
        done.files.append(sink.written(name))


@dataclass
class _Work:
    job: Job
    options: Options
    sinks: Sinks
    done: Done
    watch: Watch

    def part(self, unit: Unit) -> None:
        """A part of a file of documents."""
        ((task, part),) = unit.pieces
        self.done.digest = part.digest
        self.done.outcome.tally.read += part.weight
        with self._out(unit) as sinks:
            clean_part(task, part, self.job.pipeline, self.options, sinks, self.done.outcome, self.watch)

    @contextmanager
    def _out(self, unit: Unit) -> Iterator[Sinks]:
        """The unit's file in the job's folder, which joins its like when all are there; none in a dry run."""
        task, part = unit.pieces[0]
        if not self.options.write or task.target is None or (part.error and not unit.whole):
            yield self.sinks
            return
        form = by_name(task.to)
        ask = writing(task, self.options, part.head, first=unit.first)
        name = unit.key + OUT
        with measured(self.job.folder / name) as sink:
            with compressing(cast(BinaryIO, sink), task.codec if form.appends(ask) else "") as plain:
                writer = form.writer(plain, ask)
                yield Sinks(writer, self.sinks.records, self.sinks.failed)
                writer.close()
            self.done.files.append(sink.written(name))

    def whole_files(self, unit: Unit) -> None:
        """Files of one document each: to their own places, or one behind the other into the unit's file."""
        digests = []
        with ExitStack() as stack:
            shared = stack.enter_context(self._out(unit)) if unit.pieces[0][0].to in WRITTEN else None
            for task, part in unit.pieces:
                digests.append(self._file(task, part, shared))
                if self.options.fail_fast and self.done.outcome.tally.failed:
                    break
        self.done.digest = digest("".join(digests).encode())

    def _file(self, task: Task, part: Part, shared: Sinks | None) -> str:
        """One file; returns the digest of its bytes. It is counted and recorded when it is written."""
        outcome, records, found = (Outcome(), BytesIO() if self.sinks.records else None, "")
        try:
            if problem := self.watch.step() or part.error:
                raise CleanerError(problem)
            data = task.source.path.read_bytes()
            found = digest(data)
            documents = by_name(task.form).read(task.source, Part(documents=1, data=data), self.options.reading)
            with self._own_file(task) if shared is None else nullcontext(shared.writer) as writer:
                sinks = Sinks(writer, records)
                clean_documents(documents, task, self.job.pipeline, self.options, sinks, outcome, Watch())
            outcome.tally.read += len(data)
        except Stopped:
            raise
        except (CleanerError, UnicodeError, OSError, RecursionError) as error:
            outcome, records = Outcome(), None
            put_aside(task.name, why(error), None, self.sinks, outcome)
        self.done.outcome.add(outcome)
        if records and self.sinks.records:
            self.sinks.records.write(records.getvalue())
        return found

    @contextmanager
    def _own_file(self, task: Task) -> Iterator[Writer | None]:
        """The file's own target, which is there when the block ends well."""
        if not self.options.write or task.target is None:
            yield None
            return
        with delivered(task.target, self.job.aside) as file:
            sink = Measured(file, task.output)
            with compressing(cast(BinaryIO, sink), task.codec) as plain:
                writer = by_name(task.to).writer(plain, writing(task, self.options))
                yield writer
                writer.close()
            sink.flush()
        self.done.files.append(sink.written(str(task.target)))


def writing(task: Task, options: Options, head: bytes = b"", *, first: bool = True) -> Writing:
    """What the writer of a task's documents is asked."""
    added = tuple(PREFIX + name for name in options.added)
    same = task.form == task.to
    return Writing(options.field, same, options.in_place, added, head, first, task.gathers)
