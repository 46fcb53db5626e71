"""Finding the lines that rules hit: the scan of all rules at once against the same rules tried one by one.

    python benchmarks/matching.py [FILE ...]

Without files the texts are those of fixtures/ and, so that there is enough prose, the sentences of the untouched ones
in longer articles. Prints MB (of UTF-8) a second of CPU time and the ratio, after asserting that the hits are the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.matching.scan import Candidates, brute_force
from cleaner.testing import unmark_gold

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
ROUNDS = 3
ARTICLE = 40  # paragraphs of a long article


def texts(files: list[str]) -> Iterator[str]:
    """The texts to look through."""
    if files:
        yield from (Path(file).read_text("utf-8") for file in files)
        return
    paragraphs: list[str] = []
    for file in sorted(FIXTURES.rglob("*.txt")):
        if "bad_rules" not in file.parts:
            text = unmark_gold(file.read_text("utf-8"))[0]
            yield text
            if "untouched" in file.parts:
                paragraphs += (line for line in text.split("\n") if len(line) > 100)
    for at in range(0, len(paragraphs), ARTICLE):
        yield "\n\n".join(paragraphs[at : at + ARTICLE])


def seconds(work: Callable[[Document], object], docs: list[Document]) -> float:
    """The best of a few rounds over all documents, in seconds of CPU time."""
    best = float("inf")
    for _ in range(ROUNDS):
        before = process_time()
        for doc in docs:
            work(doc)
        best = min(best, process_time() - before)
    return best


def hits(found: Candidates) -> list[tuple[str, int, int, int]]:
    """All hits with their evidence."""
    return sorted((rule, *hit) for rule in found.rules for hit in found.of(rule))


def main(files: list[str]) -> None:
    """Compare and print."""
    pipeline = Pipeline.load()
    matchers = [each.matcher for each in pipeline.filters if each.matcher]
    docs = [Document(text, "en") for text in texts(files)]
    for doc in docs:
        assert hits(pipeline.scanner.scan(doc)) == hits(brute_force(matchers, doc)), doc.text[:80]
    size = sum(len(doc.text.encode("utf-8", "surrogatepass")) for doc in docs) / 1e6
    print(f"{len(matchers)} rules, {len(docs)} texts, {size:.2f} MB; the hits are the same")
    one_by_one = seconds(lambda doc: brute_force(matchers, doc), docs)
    at_once = seconds(pipeline.scanner.scan, docs)
    print(f"one by one   {size / one_by_one:7.3f} MB/s")
    print(f"all at once  {size / at_once:7.3f} MB/s, {one_by_one / at_once:.0f} times as fast")
    whole = seconds(lambda doc: pipeline.clean(doc.text), docs)
    print(f"clean        {size / whole:7.3f} MB/s, everything from text to text")


if __name__ == "__main__":
    main(sys.argv[1:])
