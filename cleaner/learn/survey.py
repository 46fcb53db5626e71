"""The first pass: how often each piece stands in the documents of its source, at most, and what each document tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from xxhash import xxh3_64_intdigest

from cleaner.learn.pieces import Row, rows, sentences
from cleaner.learn.sketch import Sketch
from cleaner.learn.stories import signature, stories


@dataclass(frozen=True, slots=True)
class Learned:
    """A document to learn from: its text, its source, and its date, if it has one (any text that sorts as dates do)."""

    text: str
    source: str
    date: str = ""


@dataclass
class Survey:
    """What the first pass found. Surveys of parts of a corpus merge into the one of the whole, in any order."""

    sketch: Sketch = field(default_factory=Sketch)
    documents: list[int] = field(default_factory=list)
    signatures: list[tuple[int, ...]] = field(default_factory=list)
    sources: Counter[str] = field(default_factory=Counter)

    def add(self, document: Learned) -> None:
        """Take in a document."""
        found = rows(document.text)
        self.sketch.add(list({key for line in keys(document.source, found) for key in line}))
        number = number_of(document)
        if told := sentences(found):  # without a sentence there is no story to be alike
            self.documents.append(number)
            self.signatures.append(signature(told))
        self.sources[document.source] += 1

    def merge(self, other: Survey) -> None:
        """Add what was found in another part."""
        self.sketch.merge(other.sketch)
        self.documents += other.documents
        self.signatures += other.signatures
        self.sources += other.sources

    def stories(self) -> dict[int, int]:
        """Which documents count as one: for each but the first of them, the one they count as."""
        return stories(self.documents, self.signatures)


def keys(source: str, found: Sequence[Row]) -> list[list[int]]:
    """The pieces of a document's lines as numbers of 64 bits, apart for each source."""
    base = xxh3_64_intdigest(source.encode())
    return [
        [xxh3_64_intdigest(f"{kind}\0{key}".encode("utf-8", "surrogatepass"), base) for kind, key, _ in row.pieces]
        for row in found
    ]


def number_of(document: Learned) -> int:
    """A document as a number of 64 bits: the same for the same text of the same source."""
    return xxh3_64_intdigest(
        document.text.encode("utf-8", "surrogatepass"), xxh3_64_intdigest(document.source.encode())
    )
