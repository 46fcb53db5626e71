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
from cleaner.shapes import SPACELESS, UNSPACED
from cleaner.stopwords import STOPWORDS

STEM = 5  # letters
# A passage asked for more stems than this has them all collected: one look costs its length, so does collecting.
_LOOKS = 150
_TOKEN = re.compile(rf"[{SPACELESS}]+|[^\W\d_{SPACELESS}][^\W_{SPACELESS}'-]{{2,}}|\d{{2,}}")
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_IN_WORD = re.compile(rf"[^\W_{SPACELESS}]")


def content(line: str) -> set[str]:
    """The stems of a folded line's content words; in scripts without spaces, its pairs of characters."""
    tokens = _TOKEN.findall(line)
    if not line.isascii() and UNSPACED.search(line):
        pairs = {token[k : k + 2] for token in tokens if UNSPACED.match(token) for k in range(len(token) - 1)}
        return pairs | {token[:STEM] for token in tokens if token not in STOPWORDS and not UNSPACED.match(token)}
    return {token[:STEM] for token in tokens if token not in STOPWORDS}


def names(cased: str) -> set[str]:
    """The stems of a line's capitalised words, but for its first word."""
    tokens = _WORD.findall(cased)
    return {token.lower()[:STEM] for token in tokens[1:] if token[0].isupper() and token.lower() not in STOPWORDS}


class Passage:
    """Folded text that is asked which stems stand in it."""

    __slots__ = ("_looks", "_stems", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._looks = 0
        self._stems: set[str] | None = None

    def __contains__(self, stem: str) -> bool:
        """True if one of the text's content words has this stem."""
        if self._stems is None:
            self._looks += 1
            if self._looks <= _LOOKS:
                return self._stands(stem)
            self._stems = content(self._text)
        return stem in self._stems

    def _stands(self, stem: str) -> bool:
        """The same as `stem in content(text)`, without all other stems."""
        text = self._text
        if UNSPACED.match(stem):
            return stem in text
        at = text.find(stem)
        while at >= 0:
            if _begins_word(text, at):
                token = _TOKEN.match(text, at)
                if token and token.group()[:STEM] == stem and token.group() not in STOPWORDS:
                    return True
            at = text.find(stem, at + 1)
        return False


def _begins_word(text: str, at: int) -> bool:
    """True if no word that began before goes on at offset `at`."""
    before = at
    if not text[at].isdecimal():
        while before and text[before - 1].isdecimal():  # "3rd": digits before a word are none of it
            before -= 1
    return not before or not _IN_WORD.match(text[before - 1])


class Story:
    """The words of a document's prose, paragraph by paragraph."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._paragraphs = doc.prose_lines
        self._known: dict[int, Passage] = {}

    @property
    def paragraphs(self) -> int:
        """The number of prose lines."""
        return len(self._paragraphs)

    @cached_property
    def size(self) -> int:
        """The characters of the prose; one of a script without spaces counts for three."""
        text = self._text
        return len(text) if text.isascii() else len(text) + 2 * len(UNSPACED.findall(text))

    def shared(self, stems: set[str]) -> int:
        """How many of these stems stand in the prose."""
        return len(self.known(stems))

    def known(self, stems: set[str]) -> set[str]:
        """Those of these stems that stand in the prose."""
        return {stem for stem in stems if stem in self._all}

    def around(self, index: int) -> tuple[list[int], list[int]]:
        """The prose line above `index` (none or one) and the three below it (or fewer)."""
        above, below = bisect_left(self._paragraphs, index), bisect_right(self._paragraphs, index)
        return self._paragraphs[max(0, above - 1) : above], self._paragraphs[below : below + 3]

    def known_beside(self, stems: set[str], index: int) -> set[str]:
        """Those of these stems that stand in the prose, also inside words, but for the line at `index` of it."""
        line, text = self._doc.folded[index], self._text
        return {stem for stem in stems if text.count(stem) > line.count(stem)}

    @cached_property
    def _text(self) -> str:
        return "\n".join([self._doc.folded[index] for index in self._paragraphs])

    @cached_property
    def _all(self) -> Passage:
        return Passage(self._text)

    def paragraph(self, index: int) -> Passage:
        """The prose line at `index`."""
        if index not in self._known:
            self._known[index] = Passage(self._doc.folded[index])
        return self._known[index]

    def features(self, index: int) -> Iterator[tuple[str, float]]:
        """Features of the line at `index`, which is no prose. Those that are not said are 0."""
        stems = content(self._doc.folded[index])
        if not stems or not self._paragraphs:
            return
        shared = self.shared(stems)
        yield "shared", shared / len(stems)
        if len(stems) > 2 and not shared:
            yield "shares_nothing", 1.0
        called = names(self._doc.cased(index))
        if called:
            found = self.shared(called)
            yield "shared_names", found / len(called)
            if not found:
                yield "strange_names", 1.0
        lead = list(map(self.paragraph, self._paragraphs[:2]))
        yield "shared_lead", sum(any(stem in paragraph for paragraph in lead) for stem in stems) / len(stems)
        above, below = self.around(index)
        if below:
            yield "shared_below", self._share(stems, below[0])
        if above:
            yield "shared_above", self._share(stems, above[0])

    def _share(self, stems: set[str], index: int) -> float:
        paragraph = self.paragraph(index)
        return sum(stem in paragraph for stem in stems) / len(stems)
