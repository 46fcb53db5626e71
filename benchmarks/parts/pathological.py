"""Texts made to be slow: CPU time per byte beside that of ordinary text, each in a process of its own with a limit."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.clock import apart
from benchmarks.figures import Figure
from benchmarks.parts import Setting
from benchmarks.pipelines import afresh, full, patterns
from benchmarks.workdir import MB, text_bytes

LIMIT = 900.0  # seconds
SENTENCE = "The harbour board voted on Monday to dredge the northern channel before the autumn storms arrive. "
TEASER = "Read more: Divers find bronze bell in flooded quarry\n"
# What it is called: how it begins over again, and how many MB of it there are.
CASES = {
    "one line": (SENTENCE, 10),
    "line feeds": ("\n", 10),
    "one teaser line again and again": (TEASER, 10),
    "opening brackets": ("(", 1),
}
PIPELINES = {"full default pipeline": full, "pattern rules alone": patterns}


def measure(setting: Setting) -> Iterator[Figure]:
    """Each text through each pipeline."""
    ordinary = "\0".join(setting.sample(2))
    for pipeline in PIPELINES:
        floor = apart(per_byte, pipeline, ordinary, limit=LIMIT)
        assert floor
        for case, (again, megabytes) in CASES.items():
            megabytes = megabytes / 10 if setting.quick else megabytes
            found = apart(per_byte, pipeline, again * int(megabytes * MB / len(again)), limit=LIMIT)
            what = (
                f"{megabytes:g} MB of {case}, {pipeline}"
                if case != "one line"
                else f"{megabytes:g} MB on one line, {pipeline}"
            )
            if found is None:
                yield Figure("pathological", what, note=f"took over {LIMIT:.0f} s")
            else:
                yield Figure("pathological", what, found * 1e9, "ns/byte", "ordinary text", floor * 1e9, found / floor)


def per_byte(pipeline: str, texts: str) -> float:
    """CPU seconds for each byte of the texts, which are parted by NUL; the best of two rounds."""
    found = PIPELINES[pipeline]()
    each = texts.split("\0")
    size = text_bytes(each)
    found.clean(SENTENCE * 20)
    best = float("inf")
    for _ in range(2):
        best = min(best, afresh(found, found.clean, each))
    return best / size
