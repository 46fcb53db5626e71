"""What a line shares with the story: its content words, its names, and the paragraphs they stand in.

Lexical cohesion in the sense of Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages" (1997),
asked of single lines. A word is held against others by its first letters, so that an inflected form counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from cleaner.document import Document
from cleaner.evidence.stopwords import STOPWORDS
from cleaner.shapes import SPACELESS

STEM = 5  # letters
_TOKEN = re.compile(rf"[{SPACELESS}]+|[^\W\d_{SPACELESS}][^\W_{SPACELESS}'-]{{2,}}|\d{{2,}}")
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_HAN = re.compile(f"[{SPACELESS}]")


def content(line: str) -> set[str]:
    """The stems of a folded line's content words; in scripts without spaces, its pairs of characters."""
    stems: set[str] = set()
    for token in _TOKEN.findall(line):
        if _HAN.match(token):
            stems.update(token[k : k + 2] for k in range(len(token) - 1))
        elif token not in STOPWORDS:
            stems.add(token[:STEM])
    return stems


def names(cased: str) -> set[str]:
    """The stems of a line's capitalised words, but for its first word."""
    tokens = _WORD.findall(cased)
    return {token.lower()[:STEM] for token in tokens[1:] if token[0].isupper() and token.lower() not in STOPWORDS}


class Story:
    """The words of a document's prose, paragraph by paragraph."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._paragraphs = [index for index in range(len(doc)) if doc.prose(index)]
        self._known: dict[int, set[str]] = {}

    @property
    def paragraphs(self) -> int:
        """The number of prose lines."""
        return len(self._paragraphs)

    def shared(self, stems: set[str]) -> int:
        """How many of these stems stand in the prose."""
        return sum(stem in self._all for stem in stems)

    def paragraph(self, index: int) -> set[str]:
        """The content of the prose line at `index`."""
        if index not in self._known:
            self._known[index] = content(self._doc.folded[index])
        return self._known[index]

    @cached_property
    def _all(self) -> dict[str, int]:
        """In how many paragraphs a stem stands."""
        counts: dict[str, int] = {}
        for index in self._paragraphs:
            for stem in self.paragraph(index):
                counts[stem] = counts.get(stem, 0) + 1
        return counts

    def features(self, index: int) -> Iterator[tuple[str, float]]:
        """Features of the line at `index`. Those that are not said are 0."""
        stems = content(self._doc.folded[index])
        if not stems or not self._paragraphs:
            return
        own = set(stems) if self._doc.prose(index) else set()
        shared = {stem for stem in stems if self._all.get(stem, 0) > (stem in own)}
        yield "shared", len(shared) / len(stems)
        if len(stems) > 2 and not shared:
            yield "shares_nothing", 1.0
        called = names(self._doc.cased(index))
        if called:
            found = sum(self._all.get(stem, 0) > (stem in own) for stem in called)
            yield "shared_names", found / len(called)
            if not found:
                yield "strange_names", 1.0
        lead = [p for p in self._paragraphs[:2] if p != index]
        yield "shared_lead", len(stems & set().union(*map(self.paragraph, lead))) / len(stems) if lead else 0.0
        below = bisect_right(self._paragraphs, index)
        if below < len(self._paragraphs):
            yield "shared_below", len(stems & self.paragraph(self._paragraphs[below])) / len(stems)
        above = bisect_left(self._paragraphs, index) - 1
        if above >= 0:
            yield "shared_above", len(stems & self.paragraph(self._paragraphs[above])) / len(stems)
