"""The first pass: how often each piece stands in the documents of its source, at most, and what each document tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from cleaner.learn.pieces import sentences
from cleaner.learn.reader import Packed, Reader, distinct, number, packed
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
    signatures: list[bytes] = field(default_factory=list)
    packed: dict[int, Packed] = field(default_factory=dict)  # the documents taken apart, by their numbers
    sources: Counter[str] = field(default_factory=Counter)
    reader: Reader = field(default_factory=Reader, repr=False)

    def add(self, document: Learned) -> None:
        """Take in a document."""
        found, keys = self.reader.read(document.source, document.text)
        self.sketch.add(distinct(keys))
        name = number_of(document)
        self.packed[name] = packed(found, keys)
        if told := sentences(found):  # without a sentence there is no story to be alike
            self.documents.append(name)
            self.signatures.append(signature(told))
        self.sources[document.source] += 1

    def merge(self, other: Survey) -> None:
        """Add what was found in another part."""
        self.sketch.merge(other.sketch)
        self.documents += other.documents
        self.signatures += other.signatures
        self.packed |= other.packed
        self.sources += other.sources

    def stories(self) -> dict[int, int]:
        """Which documents count as one: for each but the first of them, the one they count as."""
        return stories(self.documents, self.signatures)


def number_of(document: Learned) -> int:
    """A document as a number of 64 bits: the same for the same text of the same source."""
    return number(document.text, number(document.source))
