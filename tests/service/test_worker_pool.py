"""Worker processes: tasks that take too long, and workers that die, cost no other task."""

import asyncio
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from cleaner.service.pool import Overtime, Pool, WorkerDied
from tests.awaited import awaited


def desk(task):
    """What the workers here do."""
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "hang":
        time.sleep(60)
    return task, os.getpid()


@pytest.fixture(scope="module")
def pool():
    lost = []
    made = Pool(desk, 2, lost.append)
    made.start()
    made.lost = lost
    yield made
    processes = made.processes
    made.close()
    assert not any(Path(f"/proc/{pid}").exists() for pid in processes)


def run(pool, *tasks, seconds=30.0):
    async def all_():
        return await asyncio.gather(*(pool.run(task, seconds) for task in tasks), return_exceptions=True)

    return awaited(all_())


def test_tasks_are_shared_and_answered_each(pool):
    answers = run(pool, *range(50))
    assert [task for task, _ in answers] == list(range(50))
    assert {pid for _, pid in answers} <= set(pool.processes)


def test_a_task_that_takes_too_long_is_given_up_and_its_worker_replaced(pool):
    before = set(pool.processes)
    (late,) = run(pool, "hang", seconds=0.2)
    assert isinstance(late, Overtime) and "0.2 seconds" in str(late)
    assert pool.lost[-1] == "overtime" and len(set(pool.processes) & before) == 1 and len(pool.processes) == 2
    assert [task for task, _ in run(pool, *"abcd")] == list("abcd")


def test_a_worker_that_dies_costs_its_task_alone(pool):
    answers = run(pool, "a", "die", "b", "c")
    assert isinstance(answers.pop(1), WorkerDied)
    assert [task for task, _ in answers] == list("abc") and pool.lost[-1] == "died"


def test_a_worker_that_is_killed_while_idle_costs_nothing(pool):
    run(pool, "a", "b")
    for pid in pool.processes:
        os.kill(pid, signal.SIGKILL)
    assert [task for task, _ in run(pool, *"abcd")] == list("abcd")


def test_signals_to_the_group_do_not_reach_the_workers_tasks(pool):
    for pid in pool.processes:
        os.kill(pid, signal.SIGTERM)
        os.kill(pid, signal.SIGINT)
    before = set(pool.processes)
    assert {pid for _, pid in run(pool, *range(20))} <= before


def test_who_hangs_up_takes_back_what_is_not_begun(pool):
    async def some():
        busy = [asyncio.create_task(pool.run("hang", 0.5)) for _ in range(2)]
        await asyncio.sleep(0)
        waiting = asyncio.create_task(pool.run("never", 30))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(*busy, return_exceptions=True)
        return waiting

    assert awaited(some()).cancelled() and threading.active_count() < 10
    assert [task for task, _ in run(pool, "a")] == ["a"]
