"""What gold says of each token of a noisy text: story or noise, and of which class where gold tells.

Gold comes in three forms. Marks say it outright. A clean text that is the raw one with pieces taken out says it once
the two are aligned. A gold body (what a person copied out of a page) need not be a piece of the noisy text at all:
there, a word that happens to stand in both is no evidence, so a line counts as story only if at least half of it
stands in the body in runs of SOLID tokens (or as a whole, if it is shorter than that).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.bench.align import align
from cleaner.bench.words import Words, one_line, words
from cleaner.lines import physical, unify_breaks
from cleaner.spans import Span, cut, union

SOLID = 4  # tokens: a shorter match that stands alone is no evidence
UNNAMED = "unnamed"  # the class of noise that gold gives no class


@dataclass(frozen=True, slots=True)
class Labels:
    """A noisy text with gold's word on it.

    `classes` holds for each token the class of the noise it belongs to, "" if it is story. `body` is the text that
    gold wants, its tokens in `wanted`. `lines` are token ranges with True for a line of story; they are there for
    pages alone (`page`), whose gold may hold words that the noisy text lacks.
    """

    text: str
    words: Words
    classes: Sequence[str]
    body: str
    wanted: Words
    page: bool = False
    lines: tuple[tuple[int, int, bool], ...] = ()

    @property
    def noisy(self) -> bool:
        """True if gold wants anything gone, be it punctuation alone. Of a page gold tells the words only."""
        return any(self.classes) or (not self.page and one_line(self.text) != one_line(self.body))

    @property
    def missing(self) -> int:
        """Words that gold wants and the noisy text does not have: no cleaner can bring them."""
        return max(0, len(self.wanted) - sum(not each for each in self.classes))


def from_marks(text: str, marks: Sequence[tuple[str, Span]]) -> Labels:
    """The labels of an unmarked text, from what `read_gold` found in it."""
    found = words(text)
    classes = [""] * len(found)
    for noise_class in sorted({name for name, _ in marks}):
        for index in found.between(span for name, span in marks if name == noise_class):
            classes[index] = noise_class
    body = cut(text, union(span for _, span in marks))
    return Labels(text, found, classes, body, words(body))


def from_pair(raw: str, clean: str) -> Labels:
    """The labels of a raw text whose clean form is `raw` with pieces taken out."""
    found, wanted = words(raw), words(clean)
    classes = ["" if partner >= 0 else UNNAMED for partner in align(found.folded, wanted.folded)]
    return Labels(raw, found, classes, clean, wanted)


def from_page(noisy: str, body: str) -> Labels:
    """The labels of an extracted page whose body a person wrote down."""
    found, wanted = words(noisy), words(body)
    runs = _runs(align(found.folded, wanted.folded, moves=True))
    lines = tuple(
        (first, end, 2 * sum(run >= min(SOLID, end - first) for run in runs[first:end]) >= end - first)
        for first, end in _by_line(noisy, found)
    )
    classes = [UNNAMED] * len(found)
    for first, end, story in lines:
        for index in range(first, end):
            if runs[index] >= SOLID or (story and runs[index]):
                classes[index] = ""
    return Labels(noisy, found, classes, body, wanted, page=True, lines=lines)


def _runs(match: Sequence[int]) -> list[int]:
    """For each token how many tokens the unbroken match has that it belongs to; 0 if it has no partner."""
    runs = [0] * len(match)
    start = 0
    for end in range(1, len(match) + 1):
        if end == len(match) or match[end - 1] < 0 or match[end] != match[end - 1] + 1:
            if match[start] >= 0:
                runs[start:end] = [end - start] * (end - start)
            start = end
    return runs


def _by_line(text: str, found: Words) -> list[tuple[int, int]]:
    """The tokens of each line that has any, as half-open ranges."""
    ranges = []
    first = 0
    for _, line_end in physical(unify_breaks(text)):
        end = first
        while end < len(found) and found.spans[end].start < line_end:
            end += 1
        if end > first:
            ranges.append((first, end))
        first = end
    return ranges
