"""Peak memory of a JSON Lines job: whole processes on an eighth of the corpus and on all of it.

The floor is the same job on an empty file: what the interpreter and the rules take.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.clock import CLEAN, launch
from benchmarks.figures import Figure
from benchmarks.parts import Setting
from benchmarks.pipelines import pattern_file
from benchmarks.workdir import MB

TIMES = 8


def measure(setting: Setting) -> Iterator[Figure]:
    """The peak at two sizes, with the full pipeline and with pattern rules alone."""
    work = setting.work
    largest = work.megabytes
    files = [work.part("empty.jsonl", 0)]
    files += [work.part(f"memory-{name}.jsonl", mb) for name, mb in (("less", largest / TIMES), ("more", largest))]
    only_patterns = ("--pipeline", pattern_file(work.corpus.parent))
    for name, options in (("full default pipeline", ()), ("pattern rules alone", only_patterns)):
        peaks = [launch(CLEAN, file, "-o", work.out("m.jsonl"), "--quiet", *options).peak / MB for file in files]
        for mb, before, peak in zip((largest / TIMES, largest), peaks, peaks[1:], strict=False):
            beside = f"of {largest / TIMES:g} MB" if mb == largest else "of an empty file"
            yield Figure("memory", f"{name}, {mb:g} MB", peak, "MB", beside, before, peak / before)
