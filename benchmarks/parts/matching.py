"""Finding the lines that rules hit: the scan for all rules at once against the same rules tried one by one.

The hits must be the same, on every text that is timed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.clock import alternate, timed
from benchmarks.figures import Figure, speed
from benchmarks.parts import Setting
from benchmarks.pipelines import afresh, full
from benchmarks.workdir import MB, text_bytes
from cleaner.document import Document
from cleaner.matching.scan import Candidates, brute_force

SAMPLE = 0.5  # MB: one by one takes long


def measure(setting: Setting) -> Iterator[Figure]:
    """The scan beside every rule on every line."""
    pipeline = full()
    matchers = [each.matcher for each in pipeline.filters if each.matcher]
    texts = setting.sample(SAMPLE)
    _assert_equal(pipeline.scanner.scan, lambda doc: brute_force(matchers, doc), texts)

    def documents() -> list[Document]:
        return [Document(text, "en") for text in texts]

    times = alternate(
        setting.rounds,
        {
            "one by one": lambda: timed(lambda doc: brute_force(matchers, doc), documents()),
            "at once": lambda: afresh(pipeline, pipeline.scanner.scan, documents()),
        },
    )
    yield speed(
        "matching", f"{len(matchers):,} rules at once", text_bytes(texts) / MB, "MB/s", times, "at once", "one by one",
        beside="one by one", note=f"the same hits on {len(texts)} texts",
    )  # fmt: skip


def _assert_equal(scan: object, brute: object, texts: Sequence[str]) -> None:
    assert callable(scan)
    assert callable(brute)
    for text in texts:
        if hits(scan(Document(text, "en"))) != hits(brute(Document(text, "en"))):
            raise AssertionError(f"the hits are not the same on {text[:80]!r}")


def hits(found: Candidates) -> list[tuple[str, int, int, int]]:
    """All hits with their evidence."""
    return sorted((rule, *hit) for rule in found.rules for hit in found.of(rule))
