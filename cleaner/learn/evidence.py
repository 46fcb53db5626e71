"""The second pass: what is known of the pieces that are frequent enough to be looked at."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from cleaner.learn.pieces import LONGEST, Kind, Piece, Place, behind_opening, edges, lines_of, places
from cleaner.learn.pieces import row as make_row
from cleaner.learn.reader import Reader, number, unpacked
from cleaner.learn.sketch import MOST
from cleaner.learn.smallest import Smallest
from cleaner.learn.survey import Learned, Survey, number_of

_EXAMPLES = 3
_TEXTS = 8  # wordings of a template
_SAMPLE = 8  # stories whose words are kept, to see whether they are about different things
_WORDS = 60  # of each
_NEAR = 200  # paragraphs of a source that are kept as what must stay
_LONG = re.compile(r"\S{6,}")  # words that tell something
_ABOUT = 0.3  # of a line's words: it is about the story that has so many of them
_COMMON = 0.15  # of a source's documents: a line that stands in so many is no headline of another story
_BATCH = 64  # documents that are looked up in the sketch at one go
_BELOW = 12  # short lines below a piece that are counted

Words: TypeAlias = "array[int]"


class Example(NamedTuple):
    """A line with a piece, and the lines around it."""

    before: str
    line: str
    after: str


@dataclass(slots=True)
class Found:
    """A piece of a source, and all that is known of it; what is counted are documents, a piece once in each."""

    source: str
    kind: Kind
    key: str
    seen_in: array[int] = field(default_factory=lambda: array("Q"))  # stories, one for each document
    head: int = 0  # where it stands
    body: int = 0
    tail: int = 0
    prose: int = 0  # its line reads like a paragraph
    company: int = 0  # a line beside it is frequent, too
    about: int = 0  # what stands behind it on its line, before the story, is about the story: its headline, say
    # Of a line: at each place how often it has so many short lines below it that are not common.
    below: array[int] = field(default_factory=lambda: array("I"))
    texts: Smallest[str] = field(default_factory=lambda: Smallest(_TEXTS))
    examples: Smallest[Example] = field(default_factory=lambda: Smallest(_EXAMPLES))
    sample: Smallest[Words] = field(default_factory=lambda: Smallest(_SAMPLE))
    first: str = ""
    last: str = ""

    def merge(self, other: Found) -> None:
        """Add what another part of the corpus tells of the same piece."""
        self.seen_in += other.seen_in
        self.head += other.head
        self.body += other.body
        self.tail += other.tail
        self.prose += other.prose
        self.company += other.company
        self.about += other.about
        for length, count in enumerate(other.below):
            self.lists()[length] += count
        self.texts.merge(other.texts)
        self.examples.merge(other.examples)
        self.sample.merge(other.sample)
        self.dated(other.first, other.last)

    @property
    def stories(self) -> set[int]:
        """The stories it stands in."""
        return set(self.seen_in)

    @property
    def places(self) -> dict[Place, int]:
        """How often it stands where."""
        return {"head": self.head, "body": self.body, "tail": self.tail}

    def lists(self) -> array[int]:
        """`below`, to be counted in."""
        if not self.below:
            self.below = array("I", [0] * (_BELOW + 1))
        return self.below

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


class Frequent:
    """Which pieces are worth a look: those that may stand in `least` documents of their source or more."""

    def __init__(self, survey: Survey, least: int) -> None:
        self._sketch = survey.sketch
        self._packed = survey.packed
        self._least = least
        self._common = {name: min(_COMMON * count, MOST) for name, count in survey.sources.items()}
        self._same = survey.stories()

    def seen(self, documents: Sequence[Learned], reader: Reader) -> Iterator[Seen]:
        """Some documents with what is frequent in them."""
        numbers = [number_of(document) for document in documents]
        kept = [unpacked(self._packed[name]) for name in numbers]
        counts = self._sketch.counts(np.concatenate([keys for keys, _, _ in kept]))
        start = 0
        for document, name, (keys, starts, prose) in zip(documents, numbers, kept, strict=True):
            own = counts[start : start + len(keys)]
            start += len(keys)
            common = max(self._least, self._common.get(document.source, 0))
            keyed = Keyed(keys, starts, own >= self._least, own >= common)
            yield Seen(document, prose, keyed, (name, self._same.get(name, name)), reader)


class Keyed(NamedTuple):
    """The keys of a document's pieces, where those of each line begin, and which are frequent, and which common."""

    keys: Any
    starts: list[int]
    often: Any
    common: Any


@dataclass
class Evidence:
    """What the second pass found. As with surveys, that of parts merges into that of the whole, in any order."""

    found: dict[int, Found] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    reader: Reader = field(default_factory=Reader, repr=False)

    def add(self, documents: Iterable[Learned], frequent: Frequent) -> None:
        """Take in documents that the survey knows."""
        waiting = iter(documents)
        while batch := list(islice(waiting, _BATCH)):
            for seen in frequent.seen(batch, self.reader):
                self._add(seen)

    def _add(self, seen: Seen) -> None:
        name = seen.document.source
        source = self.sources.setdefault(name, Source())
        source.stories.add(seen.story)
        source.sample.add(seen.story, lambda: seen.words)
        for index in seen.paragraphs:
            source.near.add(number(text := seen.lines[index]), lambda text=text: text)  # type: ignore[misc]
        noted: set[int] = set()
        for index, piece, key in seen.frequent():
            if key not in noted:
                noted.add(key)
                entry = self.found.get(key)
                if entry is None:
                    entry = self.found[key] = Found(name, piece.kind, piece.key)
                    entry.texts.add(number(piece.text), lambda text=piece.text: text)  # type: ignore[misc]
                _note(entry, seen, index, piece.text)

    def merge(self, other: Evidence) -> None:
        """Add what was found in another part."""
        for key, entry in other.found.items():
            self.found.setdefault(key, Found(entry.source, entry.kind, entry.key)).merge(entry)
        for name, source in other.sources.items():
            self.sources.setdefault(name, Source()).merge(source)


class Seen:
    """A document as the second pass sees it."""

    def __init__(
        self, document: Learned, prose: list[bool], keyed: Keyed, story: tuple[int, int], reader: Reader
    ) -> None:
        self.document = document
        self.lines = lines_of(document.text)
        self.prose = prose
        self.number, self.story = story
        self._reader = reader
        self._keyed = keyed
        self.often = self._whole(keyed.often)
        self.common = self._whole(keyed.common)
        self.places = places(prose, self.often)
        self.paragraphs = [index for index, each in enumerate(prose) if each and not self.often[index]]
        beside = [False, *self.often, False]
        self.company = [before or after for before, after in zip(beside, beside[2:], strict=False)]
        self.below = self._below()

    def _whole(self, marked: Any) -> list[bool]:
        """Which lines are marked as a whole: a line's first piece is itself, if it is not too long to be one."""
        marks = marked.tolist()
        return [
            len(line) <= LONGEST and marks[start] for line, start in zip(self.lines, self._keyed.starts, strict=False)
        ]

    def _below(self) -> list[int]:
        """How many lines below each are neither paragraphs nor common: a list that is another each time."""
        found: list[int] = []
        length = 0
        for prose, common in zip(reversed(self.prose), reversed(self.common), strict=True):
            found.append(min(length, _BELOW))
            length = 0 if prose or common else length + 1
        return found[::-1]

    def frequent(self) -> Iterator[tuple[int, Piece, int]]:
        """Each piece that is frequent, with the number of its line and its key."""
        starts = self._keyed.starts
        seed = number(self.document.source)
        leads, ends = edges(self.prose)
        index, row = -1, None
        for at in np.flatnonzero(self._keyed.often).tolist():
            if row is None or at >= starts[index + 1]:
                index = bisect_right(starts, at, index + 1) - 1
                line = self.lines[index]
                row = (
                    make_row(line, True, index in leads, index in ends)
                    if self.prose[index]
                    else self._reader.short(seed, line)
                )
            yield index, row.pieces[at - starts[index]], int(self._keyed.keys[at])

    @cached_property
    def words(self) -> Words:
        """The words that tell what it is about, as numbers: a fixed choice of the longer ones of its paragraphs."""
        text = " ".join(self.lines[index] for index in self.paragraphs)
        return array("Q", sorted(self._reader.words(set(_LONG.findall(text))))[:_WORDS])

    def about(self, index: int) -> bool:
        """Whether what stands behind the opening of a line, before the story, has words of the story's."""
        if self.places[index] != "head":
            return False
        words = set(_LONG.findall(behind_opening(self.lines[index]).casefold()))
        return len(words) >= 2 and len(words & self._told) >= _ABOUT * len(words)

    @cached_property
    def _told(self) -> set[str]:
        return set(_LONG.findall(" ".join(self.lines[index] for index in self.paragraphs).casefold()))

    def place(self, index: int, kind: Kind) -> Place:
        """Where a piece stands: of those inside a paragraph, whether it is the story's first or last."""
        if kind == "lead":
            return "head" if [index] == self.paragraphs[:1] else "body"
        if kind == "ending":
            return "tail" if [index] == self.paragraphs[-1:] else self.places[index]
        return self.places[index]

    def example(self, index: int) -> Example:
        """A line and those around it."""
        before = self.lines[index - 1] if index else ""
        after = self.lines[index + 1] if index + 1 < len(self.lines) else ""
        return Example(before, self.lines[index], after)


def _note(entry: Found, seen: Seen, index: int, text: str) -> None:
    entry.seen_in.append(seen.story)
    place = seen.place(index, entry.kind)
    if place == "head":
        entry.head += 1
    elif place == "tail":
        entry.tail += 1
    else:
        entry.body += 1
    entry.prose += seen.prose[index]
    entry.company += seen.company[index]
    if entry.kind == "opening":
        entry.about += seen.about(index)
    if entry.kind == "line":
        entry.lists()[seen.below[index]] += 1
    elif (hashed := number(text)) <= entry.texts.bound:
        entry.texts.add(hashed, lambda: text)
    if seen.number <= entry.examples.bound:
        entry.examples.add(seen.number, lambda: seen.example(index))
    if seen.story <= entry.sample.bound:
        entry.sample.add(seen.story, lambda: seen.words)
    if date := seen.document.date:
        entry.dated(date, date)
