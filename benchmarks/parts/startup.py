"""Start-up: whole processes by the clock, the median of ten, beside an interpreter that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.clock import CLEAN, alternate, launch
from benchmarks.figures import Figure
from benchmarks.parts import Setting

PROCESSES = 10


def measure(setting: Setting) -> Iterator[Figure]:
    """`clean --help`, and `clean` of one small file."""
    work = setting.work
    small = sorted(work.small.iterdir())[0]
    times = alternate(
        PROCESSES,
        {
            "pass": lambda: launch(sys.executable, "-c", "pass").wall,
            "clean --help": lambda: launch(CLEAN, "--help").wall,
            "clean of one small file": lambda: launch(CLEAN, small, "-o", work.out("one.txt"), "--quiet").wall,
        },
        warm=False,
    )
    for name in ("clean --help", "clean of one small file"):
        yield Figure("startup", name, times.of(name), "s", "python -c pass", times.of("pass"),
                     times.ratio(name, "pass"), f"between {min(times.seconds[name]):.3f} and {max(times.seconds[name]):.3f}")  # fmt: skip
