"""A directory of small files through the `clean` command, with one worker and with two.

With one worker in CPU time (which holds the work of the file system), with two by the clock.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clock import CLEAN, Cost, alternate_costs, launch
from benchmarks.figures import Figure
from benchmarks.parts import Setting
from benchmarks.pipelines import pattern_file
from benchmarks.workdir import Workdir, size

FLOOR = (sys.executable, "-m", "benchmarks.floors", "files")


def measure(setting: Setting) -> Iterator[Figure]:
    """One and two workers beside bare reading and writing."""
    work, small = setting.work, setting.work.small
    only_patterns = ("--pipeline", pattern_file(small.parent))
    commands = {
        "floor": lambda: launch(*FLOOR, small, work.out("floor")),
        "pattern rules alone, one worker": lambda: _clean(work, small, *only_patterns),
        "full default pipeline, one worker": lambda: _clean(work, small),
        "full default pipeline, two workers": lambda: _clean(work, small, "--workers", "2"),
    }
    cpu, wall = alternate_costs(setting.rounds, commands)
    count = sum(1 for _ in small.iterdir())
    note = f"{count:,} files of {size(small) / count / 1000:.1f} KB"
    for name in list(commands)[1:3]:
        yield Figure(
            "files", name, cpu.of(name), "s CPU", "read and write", cpu.of("floor"), cpu.ratio(name, "floor"),
            f"{note}; {wall.ratio(name, 'floor'):.2f} by the clock",
        )  # fmt: skip
    one, two = list(commands)[2:]
    yield Figure("files", two, wall.of(two), "s", "one worker", wall.of(one), wall.ratio(two, one),
                 f"{wall.ratio(one, two):.2f} times as fast by the clock")  # fmt: skip


def _clean(work: Workdir, source: Path, *options: str | Path) -> Cost:
    return launch(CLEAN, source, "-o", work.out("clean"), "--quiet", *options)
