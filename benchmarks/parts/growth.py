"""How the cost grows: per byte, against the number of rules, and against the length of one document.

Fewer rules than ship are a seeded choice of them. More are all of them and copies with other letters (see `variants`):
rules for words that the text does not have, as rules for other outlets are. With `--plots` both are drawn.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice

from benchmarks.clock import alternate
from benchmarks.figures import Figure
from benchmarks.parts import Setting
from benchmarks.pipelines import afresh, full, patterns
from benchmarks.plots import Curve, draw
from benchmarks.variants import copies
from benchmarks.workdir import text_bytes
from cleaner import Pipeline
from cleaner.document import Document

SAMPLE = 1  # MB
COUNTS = (100, 300, 1_000, 0, 3_000)  # 0: all that ship
LENGTHS = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # bytes
SEED = 1


def measure(setting: Setting) -> Iterator[Figure]:
    """Both kinds of growth; the floor of each is the first point's cost."""
    by_rules = number_of_rules(setting)
    yield from _figures(by_rules, "rules")
    by_length = length_of_document(setting)
    yield from _figures(by_length, "bytes in one document")
    if setting.plots:
        draw(setting.plots / "growth-rules.png", "rules", by_rules)
        draw(setting.plots / "growth-length.png", "bytes in one document", by_length)


def number_of_rules(setting: Setting) -> Mapping[str, Curve]:
    """Nanoseconds a byte with different numbers of pattern rules: for the scan alone, and for cleaning."""
    shipped = patterns()
    texts = setting.sample(SAMPLE)
    size = text_bytes(texts)
    curves: dict[str, Curve] = {"matching": {}, "clean, pattern rules alone": {}}
    works = {}

    def documents() -> list[Document]:
        return [Document(text, "en") for text in texts]

    counts = sorted({count or len(shipped.rules) for count in COUNTS})
    for count in counts:
        pipeline = with_rules(shipped, count)
        works[count, "matching"] = lambda it=pipeline: afresh(it, it.scanner.scan, documents())
        works[count, "clean, pattern rules alone"] = lambda it=pipeline: afresh(it, it.clean, texts)
    times = alternate(setting.rounds, works)
    for count, name in works:
        curves[name][count] = times.of((count, name)) / size * 1e9
    return curves


def with_rules(shipped: Pipeline, count: int) -> Pipeline:
    """A pipeline of so many rules."""
    rules = list(shipped.rules)
    if count < len(rules):
        rules = random.Random(SEED).sample(rules, count)
    rules += islice(copies(rules, SEED), count - len(rules))
    return Pipeline(rules, shipped.settings, shipped.detect)


def length_of_document(setting: Setting) -> Mapping[str, Curve]:
    """Nanoseconds a byte of one document of different lengths, for both pipelines; short ones are done many times."""
    pipelines = {"clean, full default pipeline": full(), "clean, pattern rules alone": patterns()}
    works = {}
    sizes = {}
    for length in LENGTHS[:-1] if setting.quick else LENGTHS:
        texts = of_length(setting.sample(SAMPLE), length)
        sizes[length] = text_bytes(texts)
        for name, pipeline in pipelines.items():
            works[length, name] = lambda it=pipeline, texts=texts: afresh(it, it.clean, texts)
    times = alternate(min(setting.rounds, 2), works)
    return {
        name: {length: times.of((length, name)) / sizes[length] * 1e9 for length, other in works if other == name}
        for name in pipelines
    }


def of_length(texts: Sequence[str], length: int) -> list[str]:
    """Documents of about `length` bytes, together of at least 200,000: articles in a row, or the beginning of one."""
    found = []
    waiting = cycle(texts)
    while sum(map(len, found)) < 200_000 and len(found) < 200:
        text = ""
        while len(text) < length:
            text += next(waiting) + "\n"
        found.append(text.encode()[:length].decode(errors="ignore"))
    return found


def _figures(curves: Mapping[str, Curve], unit: str) -> Iterator[Figure]:
    for name, curve in curves.items():
        first = min(curve)
        for at, cost in sorted(curve.items()):
            yield Figure("growth", f"{name}, {at:,} {unit}", cost, "ns/byte", f"with {first:,}", curve[first],
                         cost / curve[first])  # fmt: skip
