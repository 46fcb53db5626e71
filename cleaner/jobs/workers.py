"""Running a job: one file after the other here, or batches of files in worker processes.

The outcome does not depend on the number of workers: batches are counted and recorded in the order of the files.
"""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from cleaner.jobs.clean import Options, Outcome, clean_file
from cleaner.jobs.tally import Tally
from cleaner.jobs.walk import Task
from cleaner.pipeline import Pipeline

BATCH = 32  # files: enough for the cost of handing them over not to show
Batch = Sequence[Task]


def run(
    tasks: Sequence[Task],
    pipeline: Pipeline,
    options: Options,
    records: BinaryIO | None,
    *,
    workers: int = 1,
    fail_fast: bool = False,
    seen: Callable[[Outcome], None],
) -> Tally:
    """Clean all files; `seen` is told of each outcome as it comes. With `fail_fast` the first failure ends the job."""
    total = Tally()
    if workers == 1 or len(tasks) <= 1:
        for task in tasks:
            outcome = clean_file(task, pipeline, options, records)
            total.add(outcome.tally)
            seen(outcome)
            if fail_fast and outcome.tally.failures:
                break
        return total
    batches = [tasks[i : i + BATCH] for i in range(0, len(tasks), BATCH)]
    with ExitStack() as stack:
        parts = Path(stack.enter_context(TemporaryDirectory(prefix="cleaner-"))) if records else None
        finished: dict[int, list[Outcome]] = {}
        number = 0
        for index, outcomes in _in_workers(batches, pipeline, options, parts, min(workers, len(batches))):
            for outcome in outcomes:
                seen(outcome)
            finished[index] = outcomes
            while number in finished:
                for outcome in finished.pop(number):
                    total.add(outcome.tally)
                if records and parts:
                    _append(_part(parts, number), records)
                number += 1
            if fail_fast and any(outcome.tally.failures for outcome in outcomes):
                for left in sorted(finished):
                    for outcome in finished[left]:
                        total.add(outcome.tally)
                break
    return total


@dataclass
class _Worker:
    process: BaseProcess
    wire: Connection
    batch: int | None = None


def _in_workers(
    batches: Sequence[Batch], pipeline: Pipeline, options: Options, parts: Path | None, count: int
) -> Iterator[tuple[int, list[Outcome]]]:
    """Batches and what came of them, as they are done. A worker that dies costs its batch and is replaced."""
    context = multiprocessing.get_context("spawn")
    waiting = iter(range(len(batches)))
    workers: dict[Connection, _Worker] = {}

    def start() -> None:
        index = next(waiting, None)
        if index is None:
            return
        wire, far = context.Pipe()
        process = context.Process(target=_work, args=(far, pipeline, options, parts), daemon=True)
        process.start()
        far.close()
        workers[wire] = _Worker(process, wire, index)
        wire.send((index, batches[index]))

    try:
        for _ in range(count):
            start()
        while workers:
            for ready in wait(list(workers)):
                worker = workers[ready]  # type: ignore[index]
                index = worker.batch
                assert index is not None
                try:
                    outcomes = worker.wire.recv()
                except (EOFError, OSError):
                    del workers[worker.wire]
                    worker.process.join()
                    yield index, [_lost(task, worker.process.exitcode) for task in batches[index]]
                    start()
                    continue
                worker.batch = next(waiting, None)
                if worker.batch is None:
                    del workers[worker.wire]
                    worker.wire.send(None)
                    worker.wire.close()
                else:
                    worker.wire.send((worker.batch, batches[worker.batch]))
                yield index, outcomes
    finally:
        for worker in workers.values():
            worker.process.terminate()
            worker.process.join()


def _work(wire: Connection, pipeline: Pipeline, options: Options, parts: Path | None) -> None:
    """A worker's life: take a batch, clean its files, report, until there is none."""
    while (job := wire.recv()) is not None:
        index, batch = job
        with ExitStack() as stack:
            records = stack.enter_context(_part(parts, index).open("wb+")) if parts else None
            outcomes = [clean_file(task, pipeline, options, records) for task in batch]
        wire.send(outcomes)


def _lost(task: Task, code: int | None) -> Outcome:
    outcome = Outcome()
    outcome.tally.fail(task.name, f"its worker process died (exit code {code})")
    return outcome


def _part(parts: Path, index: int) -> Path:
    return parts / f"{index}.jsonl"


def _append(part: Path, records: BinaryIO) -> None:
    if part.exists():
        with part.open("rb") as source:
            shutil.copyfileobj(source, records)
        part.unlink()
