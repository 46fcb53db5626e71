"""Worker processes that can be lost: one that takes too long, or dies, costs its task and is replaced.

Each has a pipe of its own. Pools that share one among all workers (concurrent.futures, pebble) guard it with a lock,
and where a worker is killed that holds the lock, or has no task, the whole pool is broken.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from queue import SimpleQueue
from typing import Any

from cleaner.errors import CleanerError
from cleaner.lifeline import end_with_parent

START = 120.0  # seconds a worker may take to be ready, on a machine that is busy with other things

Desk = Callable[[Any], Any]
Told = Callable[[str], None]


class Overtime(CleanerError):
    """A task took longer than it may."""


class WorkerDied(CleanerError):
    """A worker ended in the middle of its task: out of memory, most likely."""


class Pool:
    """So many processes, each with a copy of `desk`, which is called with one task at a time.

    What a desk takes and gives must be picklable. It must not raise.
    """

    def __init__(self, desk: Desk, workers: int, lost: Told = lambda why: None) -> None:
        """`lost` is told of each worker that is replaced: "overtime" or "died". Call `start` before the first task."""
        self._desk = pickle.dumps(desk)  # once: what is on disk may change, and all workers must be alike
        self._count = workers
        self._lost = lost
        self._context = multiprocessing.get_context("spawn")
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="worker")
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all: set[_Worker] = set()

    def start(self) -> None:
        """Start the workers; returns when all are ready. Raises WorkerDied if one can't be."""
        started = [self._new() for _ in range(self._count)]
        for worker in started:
            worker.ready()
            self._idle.put(worker)

    async def run(self, task: Any, seconds: float) -> Any:
        """What the desk gives for a task. Raises Overtime and WorkerDied. Tasks are done in the order they come.

        A caller that is cancelled takes back a task that no worker has begun.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._do, task, seconds)

    @property
    def processes(self) -> list[int]:
        """The ids of the workers' processes."""
        return [worker.process.pid for worker in list(self._all) if worker.process.pid]

    def close(self) -> None:
        """End the workers. No task may be on its way any more."""
        for worker in list(self._all):
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _new(self) -> _Worker:
        worker = _Worker(self._context, self._desk)
        self._all.add(worker)
        return worker

    def _do(self, task: Any, seconds: float) -> Any:
        """In a thread, of which there are as many as workers: one is idle."""
        worker = self._idle.get()
        try:
            if not worker.given(task):  # it died before: no fault of this task
                worker = self._instead(worker, "died")
                worker.given(task)
            return worker.answer(seconds)
        except CleanerError as error:
            worker = self._instead(worker, "overtime" if isinstance(error, Overtime) else "died")
            raise
        finally:
            self._idle.put(worker)

    def _instead(self, worker: _Worker, why: str) -> _Worker:
        """A new worker in place of one that is lost. It makes itself ready while others work."""
        self._lost(why)
        self._all.discard(worker)
        worker.end()
        return self._new()


class _Worker:
    """A process, and this end of its pipe."""

    def __init__(self, context: SpawnContext, desk: bytes) -> None:
        self._wire, far = context.Pipe()
        self.process = context.Process(target=_live, args=(far, desk), daemon=True)
        self.process.start()
        far.close()
        self._ready = False

    def ready(self) -> None:
        """Wait until it can be given tasks. Raises WorkerDied."""
        if not self._ready:
            self._ready = bool(self.answer(START))

    def given(self, task: Any) -> bool:
        """Give it a task; False if it is not there to take it."""
        try:
            self.ready()
            self._wire.send(task)
            return bool(self.answer(START))
        except (OSError, WorkerDied):
            return False

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.join()
        self._wire.close()

    def answer(self, seconds: float) -> Any:
        """What it says next. Raises Overtime and WorkerDied."""
        try:
            if not self._wire.poll(seconds):
                raise Overtime(f"took over {seconds:g} seconds")
            return self._wire.recv()
        except (EOFError, OSError):
            raise self._gone() from None

    def _gone(self) -> WorkerDied:
        self.process.join(1)
        return WorkerDied(f"its worker process died (exit code {self.process.exitcode})")


def _live(wire: Connection, desk: bytes) -> None:
    """A worker's life. A signal to the whole group is the service's to answer: it ends its workers itself."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    end_with_parent()
    work: Desk = pickle.loads(desk)
    wire.send(True)
    while True:
        try:
            task = wire.recv()
        except EOFError:
            return
        wire.send(True)  # the time begins
        wire.send(work(task))
