"""A job cut into units of work, each done by one worker at one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.errors import CleanerError
from cleaner.formats import SIZE, WRITTEN, by_name
from cleaner.formats.base import Part, digest
from cleaner.jobs.walk import ALL, Shard, Task

BATCH = 32  # files of one document: enough for the cost of handing them over not to show


@dataclass(frozen=True, slots=True)
class Unit:
    """Parts of files, of one each or of many small ones; `key` tells it from all others of the job.

    `first` says that it is the first of those that go to its target, which has one if it is a file of documents.
    """

    key: str
    pieces: tuple[tuple[Task, Part], ...]
    first: bool = True

    @property
    def whole(self) -> bool:
        """Whether its files are one document each."""
        return by_name(self.pieces[0][0].form).whole

    @property
    def weight(self) -> int:
        """Bytes of the source that go with it."""
        return sum(part.weight for _, part in self.pieces)


def units(tasks: Sequence[Task], shard: Shard = ALL, size: int = SIZE, output: str | None = None) -> Iterator[Unit]:
    """The units of a job, in order; the same for the same files. A large file's parts are found as they are asked for.

    With `output` only those that go to this output.
    """
    batch: list[tuple[Task, Part]] = []
    opened: set[str] = set()  # targets of which the first unit was given out
    for number, task in enumerate(tasks):
        if output is not None and task.output != output:
            continue
        whole = bool(task.problem) or by_name(task.form).whole
        if batch and not (whole and len(batch) < BATCH and _together(batch[0][0], task)):
            yield _batch(batch, opened)
            batch = []
        if whole:
            if shard.has(number):
                batch += ((task, part) for part in _parts(task, size))
            continue
        for part in _parts(task, size):
            if shard.has(number + part.number):
                yield Unit(f"{_short(task.name)}-{part.number:06}", ((task, part),), _first(task, opened))
    if batch:
        yield _batch(batch, opened)


def _parts(task: Task, size: int) -> Iterator[Part]:
    """The parts of a file. What is wrong with it is a part of its own."""
    number = first = 0
    if task.problem:
        yield Part(error=task.problem)
        return
    try:
        for part in by_name(task.form).parts(task.source, size):
            number, first = part.number + 1, part.first
            yield part
    except FileNotFoundError:
        yield Part(number, first + 1, error="the file is gone")
    except OSError as error:
        yield Part(number, first + 1, error=error.strerror or str(error))
    except CleanerError as error:
        yield Part(number, first + 1, error=str(error))


def _together(one: Task, other: Task) -> bool:
    """Whether files may be cleaned at one go: they have one target, or each one of its own."""
    return one.to == other.to and (one.to not in WRITTEN or one.target == other.target)


def _batch(batch: Sequence[tuple[Task, Part]], opened: set[str]) -> Unit:
    names = "\0".join(task.name for task, _ in batch)
    return Unit(f"{_short(names)}-files", tuple(batch), _first(batch[0][0], opened))


def _first(task: Task, opened: set[str]) -> bool:
    fresh = task.output not in opened
    opened.add(task.output)
    return fresh


def _short(name: str) -> str:
    return digest(name.encode("utf-8", "surrogatepass"))[:16]
