"""Units of work done here one after the other, or in worker processes, each of which has one unit at a time."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from cleaner.garbage import settled
from cleaner.jobs.documents import Watch
from cleaner.jobs.sinks import Stopped
from cleaner.jobs.units import Unit
from cleaner.jobs.work import Done, Job, do
from cleaner.lifeline import end_with_parent


def work(units: Iterator[Unit], job: Job, workers: int) -> Iterator[tuple[Unit, Done]]:
    """Units and what came of them, as they are done; units are asked for as workers are free.

    Raises Stopped if processes die again and again over nothing that could be left out.
    """
    if workers == 1:
        for unit in units:
            yield unit, do(unit, job, Watch())
    else:
        yield from _Pool(units, job).work(workers)


@dataclass
class _Worker:
    process: BaseProcess
    wire: Connection
    cell: Any  # the number of the document it is at, in memory that outlives it
    unit: Unit
    deadly: Mapping[int, str]


class _Pool:
    """Worker processes. One that dies costs the document it was at: the rest of its unit is done by another."""

    def __init__(self, units: Iterator[Unit], job: Job) -> None:
        self._units = units
        self._job = job
        self._context = multiprocessing.get_context("spawn")
        self._workers: dict[Connection, _Worker] = {}

    def work(self, count: int) -> Iterator[tuple[Unit, Done]]:
        """Units and what came of them."""
        try:
            for unit in islice(self._units, count):
                self._start(unit, {})
            while self._workers:
                for ready in wait(list(self._workers)):
                    worker = self._workers[ready]  # type: ignore[index]
                    try:
                        done: Done = worker.wire.recv()
                    except (EOFError, OSError):
                        self._replace(worker)
                        continue
                    unit = worker.unit
                    self._go_on(worker)
                    yield unit, done
        finally:
            for worker in self._workers.values():
                worker.process.terminate()
                worker.process.join()

    def _start(self, unit: Unit, deadly: Mapping[int, str]) -> None:
        wire, far = self._context.Pipe()
        cell = self._context.RawValue("q", -1)
        process = self._context.Process(target=_live, args=(far, self._job, cell), daemon=True)
        process.start()
        far.close()
        self._workers[wire] = _Worker(process, wire, cell, unit, deadly)
        wire.send((unit, deadly))

    def _go_on(self, worker: _Worker) -> None:
        following = next(self._units, None)
        if following is None:
            del self._workers[worker.wire]
            worker.wire.send(None)
            worker.wire.close()
        else:
            worker.unit, worker.deadly, worker.cell.value = following, {}, -1
            worker.wire.send((following, {}))

    def _replace(self, worker: _Worker) -> None:
        """Have the unit of a worker that died done without the document that it died of."""
        del self._workers[worker.wire]
        worker.process.join()
        at, why = worker.cell.value, f"its worker process died (exit code {worker.process.exitcode})"
        deadly = {**worker.deadly, at: why}
        if at < 0 or at in worker.deadly:
            raise Stopped(f"{worker.unit.pieces[0][0].name}: {why}, and over no document")
        self._start(worker.unit, deadly)


def _live(wire: Connection, job: Job, cell: Any) -> None:
    """A worker's life: take a unit, do it, report, until there is none, or nobody to report to."""
    end_with_parent()
    with settled():
        while (given := wire.recv()) is not None:
            unit, deadly = given
            wire.send(do(unit, job, Watch(cell, deadly)))
