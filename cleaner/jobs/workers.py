"""Units of work done here one after the other, or in worker processes, each of which has one unit at a time."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from cleaner.jobs.documents import Options
from cleaner.jobs.units import Unit
from cleaner.jobs.work import Done, Kept, do
from cleaner.pipeline import Pipeline


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all units. `folder` is where they write."""

    pipeline: Pipeline
    options: Options
    folder: Path
    kept: Kept


def work(units: Iterator[Unit], job: Job, workers: int) -> Iterator[tuple[Unit, Done]]:
    """Units and what came of them, as they are done; units are asked for as workers are free."""
    if workers == 1:
        for unit in units:
            yield unit, do(unit, job.pipeline, job.options, job.folder, job.kept)
    else:
        yield from _in_workers(units, job, workers)


@dataclass
class _Worker:
    process: BaseProcess
    wire: Connection
    unit: Unit


def _in_workers(units: Iterator[Unit], job: Job, count: int) -> Iterator[tuple[Unit, Done]]:
    """A worker that dies costs its unit and is replaced."""
    context = multiprocessing.get_context("spawn")
    workers: dict[Connection, _Worker] = {}

    def start() -> None:
        unit = next(units, None)
        if unit is None:
            return
        wire, far = context.Pipe()
        process = context.Process(target=_live, args=(far, job), daemon=True)
        process.start()
        far.close()
        workers[wire] = _Worker(process, wire, unit)
        wire.send(unit)

    try:
        for _ in range(count):
            start()
        while workers:
            for ready in wait(list(workers)):
                worker = workers[ready]  # type: ignore[index]
                unit = worker.unit
                try:
                    done: Done = worker.wire.recv()
                except (EOFError, OSError):
                    del workers[worker.wire]
                    worker.process.join()
                    yield unit, _lost(unit, worker.process.exitcode)
                    start()
                    continue
                following = next(units, None)
                if following is None:
                    del workers[worker.wire]
                    worker.wire.send(None)
                    worker.wire.close()
                else:
                    worker.unit = following
                    worker.wire.send(following)
                yield unit, done
    finally:
        for worker in workers.values():
            worker.process.terminate()
            worker.process.join()


def _live(wire: Connection, job: Job) -> None:
    """A worker's life: take a unit, do it, report, until there is none, or nobody to report to."""
    threading.Thread(target=_die_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    while (unit := wire.recv()) is not None:
        wire.send(do(unit, job.pipeline, job.options, job.folder, job.kept))


def _die_with(parent: BaseProcess | None) -> None:
    """End this process when the one that started it is gone, however it went."""
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _lost(unit: Unit, code: int | None) -> Done:
    done = Done(unit.key, weight=unit.weight, lost=True)
    for task, part in unit.pieces:
        name = task.name if unit.whole else f"{task.name}:{part.first}-"
        done.outcome.tally.fail(name, f"its worker process died (exit code {code})", part.documents or 1)
    return done
