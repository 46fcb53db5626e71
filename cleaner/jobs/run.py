"""Running a job: units are done by whoever has time, their counts added in order, their files joined.

What comes out does not depend on the number of workers, nor on how often the job was ended and resumed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.formats import SIZE, by_name
from cleaner.formats.base import digest
from cleaner.garbage import settled
from cleaner.jobs.documents import Options, Outcome
from cleaner.jobs.outputs import Outputs, of_units
from cleaner.jobs.sinks import Stopped
from cleaner.jobs.state import State, opened, passing
from cleaner.jobs.store import gather
from cleaner.jobs.tally import Tally
from cleaner.jobs.units import BATCH, Unit, units
from cleaner.jobs.walk import ALL, Shard, Task
from cleaner.jobs.work import FAILED, RECORDS, Done, Job, Kept
from cleaner.jobs.workers import work
from cleaner.pipeline import Pipeline

if TYPE_CHECKING:
    from upath import UPath

_LOG = logging.getLogger("cleaner.jobs")
Seen = Callable[[Outcome, int], None]  # told of what came of a unit, and of the bytes of the source it stands for


@dataclass(frozen=True, slots=True)
class Plan:
    """A job: its files, how they are cleaned, and where all goes. `folder` is for the work, and goes when it is done;
    None if there is nothing to resume.

    `records` and `failed` are the files for records and for documents that failed, if they are wanted.
    """

    tasks: Sequence[Task]
    options: Options
    folder: Path | None
    shard: Shard = ALL
    records: Path | UPath | None = None
    failed: Path | UPath | None = None
    size: int = SIZE

    @property
    def small(self) -> bool:
        """Whether it is done at one go."""
        return len(self.tasks) <= BATCH and all(by_name(task.form).whole for task in self.tasks)

    def identity(self, pipeline: Pipeline) -> dict[str, Any]:
        """All that what comes of a unit depends on, beside its input."""
        return {
            "cleaner": version("cleaner"),
            "rules": pipeline.rules.digest.hex(),
            "settings": pipeline.settings.model_dump(mode="json"),
            "options": asdict(self.options) | {"added": list(self.options.added)},
            "formats": digest(repr(sorted({(task.form, task.to, task.codec) for task in self.tasks})).encode()),
            "keeps": [self.records is not None, self.failed is not None],
            "shard": [self.shard.number, self.shard.count],
            "size": self.size,
        }


def run(plan: Plan, pipeline: Pipeline, *, workers: int = 1, resume: bool = False, seen: Seen) -> Tally:
    """Do a job. `seen` is told of each unit's outcome as it comes.

    Raises BadJob if the job is being worked on or can't be resumed, Stopped if it can't go on (it can be resumed then),
    and OSError if there is no place for the work.
    """
    with _state(plan, pipeline, resume) as state:
        running = _Running(plan, state, seen)
        kept = Kept(plan.records is not None, plan.failed is not None)
        job = Job(pipeline, plan.options, state.folder, kept, state.aside)
        with settled():
            for unit, done in work(running.pending(), job, workers):
                running.finish(unit, done)
                if running.ended:
                    break
        return running.end()


@contextmanager
def _state(plan: Plan, pipeline: Pipeline, resume: bool) -> Iterator[State]:
    """What of the job is finished: nothing is kept of a job of one unit, or one that writes nothing."""
    if plan.folder is None or (plan.small and not resume and not plan.folder.exists()):
        with passing() as state:
            yield state
    else:
        with opened(plan.folder, plan.identity(pipeline), resume=resume) as (state, word):
            if word:
                _LOG.info(word)
            yield state


class _Running:
    """The job as it stands."""

    def __init__(self, plan: Plan, state: State, seen: Seen) -> None:
        self.plan = plan
        self.ended = False
        self._state = state
        self._seen = seen
        self._outputs = Outputs(state, plan.options)
        self._keys: list[str] = []
        self._waiting: dict[str, Tally] = {}  # counts of units that are done before one that stands before them
        self._added = 0
        self._total = Tally()
        self._check_outputs()

    def _check_outputs(self) -> None:
        """Outputs that were made of something else, or are not what was made, count for nothing."""
        for output, of in self._state.outputs.items():
            made_of = units(self.plan.tasks, self.plan.shard, self.plan.size, output)
            if of != of_units({unit.key: read_digest(unit) for unit in made_of}) or not self._state.joined(output):
                self._state.forget(output)

    def pending(self) -> Iterator[Unit]:
        """The units that are still to be done."""
        for unit in units(self.plan.tasks, self.plan.shard, self.plan.size):
            self._keys.append(unit.key)
            self._outputs.expect(unit)
            found = read_digest(unit) if self._state.knows(unit.key) else None
            tally = None if found is None else self._state.finished(unit.key, found, unit.pieces[0][0].output)
            if tally is None or found is None:
                yield unit
            else:
                self._outputs.finished(unit, found)
                self._count(unit.key, tally)
                self._seen(Outcome(tally), unit.weight)

    def finish(self, unit: Unit, done: Done) -> None:
        """A unit was done."""
        if done.stop:
            raise Stopped(done.stop)
        self.ended = self.plan.options.fail_fast and bool(done.outcome.tally.failed)
        if not self.ended:
            self._state.finish(done)
        self._outputs.finished(unit, done.digest)
        self._count(unit.key, done.outcome.tally)
        self._seen(done.outcome, unit.weight)

    def _count(self, key: str, tally: Tally) -> None:
        self._waiting[key] = tally
        while self._added < len(self._keys) and self._keys[self._added] in self._waiting:
            self._total.add(self._waiting.pop(self._keys[self._added]))
            self._added += 1

    def end(self) -> Tally:
        """Join what is left and add up."""
        for tally in self._waiting.values():  # of a job that was ended early
            self._total.add(tally)
        if self.ended:
            self._state.keep = True
        else:
            self._outputs.end(self.plan.tasks)
        if self.plan.records is not None:
            self._gather(RECORDS, self.plan.records)
        if self.plan.failed is not None:
            if self._total.failed:
                self._gather(FAILED, self.plan.failed)
            else:  # of an earlier run: it would tell of failures there are no more
                self.plan.failed.unlink(missing_ok=True)
        return self._total

    def _gather(self, ending: str, target: Path | UPath) -> None:
        folder = self._state.folder
        gather([folder / (key + ending) for key in self._keys], target, self._state.aside)


def read_digest(unit: Unit) -> str:
    """The digest of what a unit reads: that of its part, or of its files, which are read for it."""
    if not unit.whole:
        return unit.pieces[0][1].digest
    found = []
    for task, part in unit.pieces:
        try:
            found.append("" if part.error else digest(task.source.path.read_bytes()))
        except OSError:
            found.append("")
    return digest("".join(found).encode())
