"""What a line shares with the story: its content words, its names, and the paragraphs they stand in.

Lexical cohesion in the sense of Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages" (1997),
asked of single lines. A word is held against others by its first letters, so that an inflected form counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from cleaner.document import Document
from cleaner.evidence.stems import Known, Stems
from cleaner.lazy import lazy
from cleaner.lines import physical
from cleaner.shapes import UNSPACED
from cleaner.stopwords import STOPWORDS

STEM = 5  # letters
_WORD = re.compile(r"[^\W\d_][\w'-]+")
_CONTENT = Stems(STOPWORDS, STEM)


def content(line: str) -> set[str]:
    """The stems of a folded line's content words; in scripts without spaces, its pairs of characters."""
    return _CONTENT.of(line)


def known_in(lines: list[str]) -> Known:
    """Tells which of some stems are content words of folded lines."""
    return _CONTENT.known_in(lines)


def names(cased: str) -> set[str]:
    """The stems of a line's capitalised words, but for its first word."""
    tokens = _WORD.findall(cased)
    return {token.lower()[:STEM] for token in tokens[1:] if token[0].isupper() and token.lower() not in STOPWORDS}


class Story:
    """The words of a document's prose, paragraph by paragraph."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._paragraphs = doc.prose_lines
        self._by_paragraph: dict[int, Known] = {}

    @property
    def paragraphs(self) -> int:
        """The number of prose lines."""
        return len(self._paragraphs)

    @lazy
    def size(self) -> int:
        """The characters of the prose; one of a script without spaces counts for three."""
        text = self._text
        return len(text) if text.isascii() else len(text) + 2 * len(UNSPACED.findall(text))

    def shared(self, stems: set[str]) -> int:
        """How many of these stems stand in the prose."""
        return len(self.known(stems))

    @lazy
    def known(self) -> Known:
        """Tells which of some stems stand in the prose."""
        return known_in([self._doc.folded[index] for index in self._paragraphs])

    def around(self, index: int) -> tuple[list[int], list[int]]:
        """The prose line above `index` (none or one) and the three below it (or fewer)."""
        above, below = bisect_left(self._paragraphs, index), bisect_right(self._paragraphs, index)
        return self._paragraphs[max(0, above - 1) : above], self._paragraphs[below : below + 3]

    def known_beside(self, stems: set[str], index: int) -> set[str]:
        """Those of these stems that stand in the prose, also inside words, but for the line at `index` of it."""
        start, end = self._places[index]
        above, below = self._text[:start], self._text[end:]
        return {stem for stem in stems if stem in above or stem in below}

    @lazy
    def _text(self) -> str:
        return "\n".join([self._doc.folded[index] for index in self._paragraphs])

    @lazy
    def _places(self) -> dict[int, tuple[int, int]]:
        """Where each prose line stands in the text of all."""
        return dict(zip(self._paragraphs, physical(self._text), strict=True))

    def in_any(self, stems: set[str], paragraphs: Iterable[int]) -> set[str]:
        """Those of these stems that stand in one of the prose lines at `paragraphs`."""
        return set().union(*(self._in_paragraph(index)(stems) for index in paragraphs))

    def _in_paragraph(self, index: int) -> Known:
        if index not in self._by_paragraph:
            self._by_paragraph[index] = known_in([self._doc.folded[index]])
        return self._by_paragraph[index]

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
        yield "shared_lead", len(self.in_any(stems, self._paragraphs[:2])) / len(stems)
        above, below = self.around(index)
        if below:
            yield "shared_below", len(self.in_any(stems, below[:1])) / len(stems)
        if above:
            yield "shared_above", len(self.in_any(stems, above)) / len(stems)
