"""Measuring time so that ratios hold on a machine that does other work too.

What is compared is run in turns (A B A B), in CPU time where it does not wait, and the ratio is the median of the
rounds' ratios: what slows the machine down for a while slows both.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parent.parent
CLEAN = Path(sys.executable).with_name("clean")  # the command of this environment
LIMIT = 3600.0  # seconds that a command may take
T = TypeVar("T")


class Cost(NamedTuple):
    """What a process cost: CPU seconds, seconds by the clock, peak memory in bytes."""

    cpu: float
    wall: float
    peak: int


class Times(NamedTuple):
    """Seconds of each thing that was measured in turns, a figure a round."""

    seconds: Mapping[Any, Sequence[float]]

    def of(self, name: Any) -> float:
        """The median seconds of one thing."""
        return median(self.seconds[name])

    def ratio(self, name: str, floor: str) -> float:
        """How many times the floor's time a thing took: the median over the rounds."""
        return median(a / b for a, b in zip(self.seconds[name], self.seconds[floor], strict=True))


def alternate(rounds: int, works: Mapping[Any, Callable[[], float]], *, warm: bool = True) -> Times:
    """Run all works in turns, `rounds` times. A work tells its own seconds, so it can prepare what is not to count.

    With `warm` a round goes before that does not count: what is read or compiled when first needed is there then. For
    whole processes say False.
    """
    seconds: dict[Any, list[float]] = {name: [] for name in works}
    for _ in range(rounds + warm):
        for name, work in works.items():
            gc.collect()
            seconds[name].append(work())
    return Times({name: found[-rounds:] for name, found in seconds.items()})


def alternate_costs(rounds: int, commands: Mapping[str, Callable[[], Cost]]) -> tuple[Times, Times]:
    """Run whole processes in turns: their times in CPU seconds, and by the clock."""
    wall: dict[str, list[float]] = {name: [] for name in commands}

    def cpu(name: str) -> float:
        cost = commands[name]()
        wall[name].append(cost.wall)
        return cost.cpu

    times = alternate(rounds, {name: partial(cpu, name) for name in commands}, warm=False)
    return times, Times(wall)


def timed(work: Callable[[T], object], items: Iterable[T]) -> float:
    """CPU seconds of this process that it takes to do `work` to all items."""
    items = list(items)
    begun = process_time()
    for item in items:
        work(item)
    return process_time() - begun


def launch(*command: str | Path, limit: float = LIMIT) -> Cost:
    """Run a command to its end, in the project's directory. Raises RuntimeError if it fails or takes over `limit`."""
    with TemporaryDirectory(prefix="bench-") as work:
        report = Path(work) / "cost.json"
        launcher = [sys.executable, "-I", "-S", Path(__file__).with_name("launcher.py"), report, str(limit)]
        # Python may keep what it compiles, as it does for whoever uses the program.
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            [*launcher, *command], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )
        cost: dict[str, Any] = json.loads(report.read_text()) if report.exists() else {"code": done.returncode}
    if cost["code"] != 0:
        why = f"took over {limit:.0f} s" if cost["code"] is None else f"ended with {cost['code']}: {done.stderr[-500:]}"
        raise RuntimeError(f"{' '.join(map(str, command[:4]))} {why}")
    return Cost(cost["cpu"], cost["wall"], cost["peak"])


def apart(work: Callable[..., float], *args: object, limit: float) -> float | None:
    """What `work` (a module's function) returns, from a process of its own; None if it takes over `limit` seconds."""
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(far, work, args), daemon=True)
    process.start()
    far.close()
    try:
        found: float | None = near.recv() if near.poll(limit) else None
    except EOFError:
        raise RuntimeError(f"{work.__name__}{args} died") from None
    finally:
        process.terminate()
        process.join()
    return found


def _send(wire: Any, work: Callable[..., float], args: Sequence[object]) -> None:
    wire.send(work(*args))
