"""The tokens that scores count: words, and single characters in scripts that are written without spaces."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from cleaner.pattern import Pattern
from cleaner.spans import Span, union

_SPACELESS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Myanmar}\p{Khmer}"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"  # inside a word they do not part it
# Punctuation is left out: whether a quotation mark or a dash went is no measure of a cleaner.
_WORD = Pattern(rf"[{_SPACELESS}]|[^\W{_SPACELESS}]+(?:[{_INVISIBLE}]+[^\W{_SPACELESS}]+)*")


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a text in order: as they stand, and where (character offsets, half-open)."""

    texts: tuple[str, ...]
    spans: tuple[Span, ...]

    def __len__(self) -> int:
        return len(self.texts)

    @property
    def folded(self) -> list[str]:
        """The tokens for comparing: composed, case folded, without invisible characters."""
        return [_fold(text) for text in self.texts]

    def between(self, spans: Iterable[tuple[int, int]]) -> list[int]:
        """The tokens of which any character lies in one of the spans, in order."""
        found: list[int] = []
        for start, end in union(spans):
            index = max(bisect_right(self.spans, start, key=lambda span: span.end), found[-1] + 1 if found else 0)
            while index < len(self.spans) and self.spans[index].start < end:
                found.append(index)
                index += 1
        return found

    def covered(self, spans: Iterable[tuple[int, int]]) -> bytearray:
        """The same, as 1 for each such token and 0 for all others."""
        inside = bytearray(len(self.spans))
        for index in self.between(spans):
            inside[index] = 1
        return inside


def words(text: str) -> Words:
    """The tokens of a text."""
    found = [(match.group(), Span(*match.span())) for match in _WORD.compiled().finditer(text)]
    return Words(tuple(word for word, _ in found), tuple(span for _, span in found))


def one_line(text: str) -> str:
    """The text with every run of white space as one space and no invisible characters: how texts are compared."""
    visible = "".join(" " if ch.isspace() else ch for ch in text if ch not in _INVISIBLE and ch != "\ufeff")
    return " ".join(unicodedata.normalize("NFC", visible).split())


def _fold(word: str) -> str:
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", "".join(ch for ch in word if ch not in _INVISIBLE).casefold())
