"""Start-up: whole processes by the clock, the median of ten, beside an interpreter that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median

from benchmarks.clock import CLEAN, alternate_costs, launch
from benchmarks.figures import Figure
from benchmarks.parts import Setting

PROCESSES = 10


def measure(setting: Setting) -> Iterator[Figure]:
    """`clean --help`, and `clean` of one small file."""
    work = setting.work
    small = sorted(work.small.iterdir())[0]
    commands = {
        "pass": lambda: launch(sys.executable, "-c", "pass"),
        "clean --help": lambda: launch(CLEAN, "--help"),
        "clean of one small file": lambda: launch(CLEAN, small, "-o", work.out("one.txt"), "--quiet"),
    }
    commands["clean of one small file"]()  # what is kept for the next time, is kept now
    cpu, wall = alternate_costs(PROCESSES, commands)
    for name in list(commands)[1:]:
        note = f"{median(cpu.seconds[name]):.2f} s CPU; the fastest took {min(wall.seconds[name]):.2f} s"
        floor = wall.of("pass")
        yield Figure("startup", name, wall.of(name), "s", "python -c pass", floor, wall.ratio(name, "pass"), note)
