"""The `clean` command from JSON Lines to JSON Lines with one worker: CPU time of whole processes.

Start-up belongs to a command and is in the first figure; what it is without tells what a longer file would bring.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clock import CLEAN, Times, alternate, launch
from benchmarks.figures import Figure, shown, speed
from benchmarks.parts import Setting
from benchmarks.pipelines import pattern_file
from benchmarks.workdir import MB, Workdir, size

FLOOR = (sys.executable, "-m", "benchmarks.floors", "jsonl")


def measure(setting: Setting) -> Iterator[Figure]:
    """Both pipelines beside orjson's read and write."""
    work, corpus = setting.work, setting.work.corpus
    only_patterns = ("--pipeline", pattern_file(corpus.parent))
    nothing = work.part("empty.jsonl", 0)
    times = alternate(
        setting.rounds,
        {
            "floor": lambda: launch(*FLOOR, corpus, work.out("floor.jsonl")).cpu,
            "full default pipeline": lambda: _clean(work, corpus),
            "pattern rules alone": lambda: _clean(work, corpus, *only_patterns),
            "start": lambda: _clean(work, nothing, *only_patterns),
        },
        warm=False,
    )
    net = _without_start(times)
    for name in ("full default pipeline", "pattern rules alone"):
        note = f"{shown(1 / net.ratio(name, 'floor'))} without the {times.of('start'):.2f} s of start-up"
        yield speed("jsonl", name, size(corpus) / MB, "MB/s", times, name, "floor", beside="orjson", note=note)


def _clean(work: Workdir, source: Path, *options: str | Path) -> float:
    return launch(CLEAN, source, "-o", work.out("clean.jsonl"), "--quiet", *options).cpu


def _without_start(times: Times) -> Times:
    start = times.seconds["start"]
    return Times(
        {
            name: found if name == "floor" else [max(1e-9, a - b) for a, b in zip(found, start, strict=True)]
            for name, found in times.seconds.items()
        }
    )
