"""`Pipeline.clean` in memory: everything from text to text, no file read or written."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.clock import alternate, timed
from benchmarks.figures import Figure, speed
from benchmarks.floors import lower_and_split
from benchmarks.parts import Setting
from benchmarks.pipelines import afresh, full, patterns
from benchmarks.workdir import MB, text_bytes

SAMPLE = 5  # MB


def measure(setting: Setting) -> Iterator[Figure]:
    """Both pipelines beside the floor."""
    texts = setting.sample(SAMPLE)
    pipelines = {"full default pipeline": full(), "pattern rules alone": patterns()}
    times = alternate(
        setting.rounds,
        {
            "floor": lambda: timed(lower_and_split, texts),
            **{name: (lambda it=it: afresh(it, it.clean, texts)) for name, it in pipelines.items()},
        },
    )
    for name in pipelines:
        yield speed(
            "clean", name, text_bytes(texts) / MB, "MB/s", times, name, "floor",
            beside="lower case, lines", note=f"{len(texts) / times.of(name):,.0f} documents/s",
        )  # fmt: skip
