"""The second pass: what is known of the pieces that are frequent enough to be looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, compress, islice
from typing import NamedTuple

from cleaner.learn.pieces import LONGEST, Kind, Place, Row, places
from cleaner.learn.reader import Keys, Reader, distinct, number
from cleaner.learn.smallest import Smallest
from cleaner.learn.survey import Learned, Survey, number_of

_EXAMPLES = 3
_TEXTS = 8  # wordings of a template
_SAMPLE = 8  # stories whose words are kept, to see whether they are about different things
_WORDS = 60  # of each
_NEAR = 200  # paragraphs of a source that are kept as what must stay
_COMMON = 0.15  # of a source's documents: a line that stands in so many is no headline of another story
_BATCH = 64  # documents that are looked up in the sketch at one go
_BELOW = 12  # short lines below a piece that are counted

Words = tuple[int, ...]


class Example(NamedTuple):
    """A line with a piece, and the lines around it."""

    before: str
    line: str
    after: str


@dataclass
class Found:
    """A piece of a source, and all that is known of it; what is counted are documents, a piece once in each."""

    source: str
    kind: Kind
    key: str
    stories: set[int] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)
    prose: int = 0  # its line reads like a paragraph
    company: int = 0  # a line beside it is frequent, too
    below: Counter[int] = field(default_factory=Counter)  # so many short lines that are not common are below it
    texts: Smallest[str] = field(default_factory=lambda: Smallest(_TEXTS))
    examples: Smallest[Example] = field(default_factory=lambda: Smallest(_EXAMPLES))
    sample: Smallest[Words] = field(default_factory=lambda: Smallest(_SAMPLE))
    first: str = ""
    last: str = ""

    def merge(self, other: Found) -> None:
        """Add what another part of the corpus tells of the same piece."""
        self.stories |= other.stories
        self.places += other.places
        self.prose += other.prose
        self.company += other.company
        self.below += other.below
        self.texts.merge(other.texts)
        self.examples.merge(other.examples)
        self.sample.merge(other.sample)
        self.dated(other.first, other.last)

    def dated(self, first: str, last: str) -> None:
        """It was seen from one date to another, if they are known."""
        self.first = min(filter(None, (self.first, first)), default="")
        self.last = max(self.last, last)


@dataclass
class Source:
    """What is known of a source as a whole: its stories, paragraphs that must stay, what its stories are about."""

    stories: set[int] = field(default_factory=set)
    near: Smallest[str] = field(default_factory=lambda: Smallest(_NEAR))
    sample: Smallest[Words] = field(default_factory=lambda: Smallest(4 * _SAMPLE))

    def merge(self, other: Source) -> None:
        """Add what another part of the corpus tells of the same source."""
        self.stories |= other.stories
        self.near.merge(other.near)
        self.sample.merge(other.sample)


class Read(NamedTuple):
    """A document, its lines, and the keys of their pieces."""

    document: Learned
    lines: list[Row]
    keys: list[Keys]


class Frequent:
    """Which pieces are worth a look: those that may stand in `least` documents of their source or more."""

    def __init__(self, survey: Survey, least: int) -> None:
        self._sketch = survey.sketch
        self._least = least
        self._common = {name: _COMMON * count for name, count in survey.sources.items()}
        self._same = survey.stories()

    def story(self, document: Learned) -> tuple[int, int]:
        """A document's number, and that of the story it tells."""
        number = number_of(document)
        return number, self._same.get(number, number)

    def of(self, read: Sequence[Read]) -> list[tuple[set[int], set[int]]]:
        """For each of some documents: its keys that are frequent, and those that stand in a good part of the source."""
        keys = [distinct(each.keys) for each in read]
        counts = self._sketch.counts(list(chain.from_iterable(keys)))
        found = []
        start = 0
        for each, mine in zip(read, keys, strict=True):
            own = counts[start : start + len(mine)]
            start += len(mine)
            common = max(self._least, self._common.get(each.document.source, 0))
            found.append((set(compress(mine, own >= self._least)), set(compress(mine, own >= common))))
        return found


@dataclass
class Evidence:
    """What the second pass found. As with surveys, that of parts merges into that of the whole, in any order."""

    found: dict[int, Found] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    reader: Reader = field(default_factory=Reader, repr=False)

    def add(self, documents: Iterable[Learned], frequent: Frequent) -> None:
        """Take in documents that the survey knows."""
        waiting = iter(documents)
        while batch := [Read(each, *self.reader.read(each.source, each.text)) for each in islice(waiting, _BATCH)]:
            for read, (often, common) in zip(batch, frequent.of(batch), strict=True):
                story = frequent.story(read.document)
                self._add(read.document, _Seen(read, story, often, common, self.reader))

    def _add(self, document: Learned, seen: _Seen) -> None:
        source = self.sources.setdefault(document.source, Source())
        source.stories.add(seen.story)
        source.sample.add(seen.story, lambda: seen.words)
        noted: set[int] = set()
        for index, row in enumerate(seen.lines):
            if row.prose and not seen.often[index]:
                source.near.add(number(row.text), lambda text=row.text: text)  # type: ignore[misc]
            for at, key in enumerate(seen.keys[index]):
                if key in seen.frequent and key not in noted:
                    noted.add(key)
                    piece = row.pieces[at]
                    entry = self.found.get(key)
                    if entry is None:
                        entry = self.found[key] = Found(document.source, piece.kind, piece.key)
                        entry.texts.add(number(piece.text), lambda text=piece.text: text)  # type: ignore[misc]
                    _note(entry, seen, index, piece.text)

    def merge(self, other: Evidence) -> None:
        """Add what was found in another part."""
        for key, entry in other.found.items():
            self.found.setdefault(key, Found(entry.source, entry.kind, entry.key)).merge(entry)
        for name, source in other.sources.items():
            self.sources.setdefault(name, Source()).merge(source)


class _Seen:
    """A document as the second pass sees it."""

    def __init__(
        self, read: Read, story: tuple[int, int], frequent: set[int], common: set[int], reader: Reader
    ) -> None:
        document, self.lines, self.keys = read
        self.date = document.date
        self.number, self.story = story
        self.frequent = frequent
        self._reader = reader
        # A line's first piece is the line itself, if it is not too long to be one.
        whole = [
            numbers[0] if len(row.text) <= LONGEST else None for row, numbers in zip(self.lines, self.keys, strict=True)
        ]
        self.often = [number in self.frequent for number in whole]
        self._common = [number in common for number in whole]
        self.places = places(self.lines, self.often)
        beside = [False, *self.often, False]
        self.company = [before or after for before, after in zip(beside, beside[2:], strict=False)]
        self.below = self._below()
        self._story = [index for index, row in enumerate(self.lines) if row.prose and not self.often[index]]

    @cached_property
    def words(self) -> Words:
        """The words that tell what it is about, as numbers: a fixed choice of the longer ones of its paragraphs."""
        text = " ".join(self.lines[index].text for index in self._story)
        return tuple(sorted(self._reader.words({word for word in text.split() if len(word) > 5}))[:_WORDS])

    def place(self, index: int, kind: Kind) -> Place:
        """Where a piece stands: of those inside a paragraph, whether it is the story's first or last."""
        if kind == "lead":
            return "head" if [index] == self._story[:1] else "body"
        if kind == "ending":
            return "tail" if [index] == self._story[-1:] else self.places[index]
        return self.places[index]

    def example(self, index: int) -> Example:
        """A line and those around it."""
        before = self.lines[index - 1].text if index else ""
        after = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        return Example(before, self.lines[index].text, after)

    def _below(self) -> list[int]:
        """How many lines below each are neither paragraphs nor common: a list that is another each time."""
        found: list[int] = []
        length = 0
        for row, common in zip(reversed(self.lines), reversed(self._common), strict=True):
            found.append(min(length, _BELOW))
            length = 0 if row.prose or common else length + 1
        return found[::-1]


def _note(entry: Found, seen: _Seen, index: int, text: str) -> None:
    row = seen.lines[index]
    entry.stories.add(seen.story)
    entry.places[seen.place(index, entry.kind)] += 1
    entry.prose += row.prose
    entry.company += seen.company[index]
    if entry.kind == "line":
        entry.below[seen.below[index]] += 1
    elif (hashed := number(text)) <= entry.texts.bound:
        entry.texts.add(hashed, lambda: text)
    if seen.number <= entry.examples.bound:
        entry.examples.add(seen.number, lambda: seen.example(index))
    if seen.story <= entry.sample.bound:
        entry.sample.add(seen.story, lambda: seen.words)
    if seen.date:
        entry.dated(seen.date, seen.date)
