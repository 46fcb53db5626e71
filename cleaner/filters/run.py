"""Kind `run`: neighbouring lines under an opener, or at least N alike: "Recommended for you" and its headlines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pydantic import Field

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.matcher import Hit
from cleaner.matching.scan import Candidates
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Strict
from cleaner.shapes import has_letters, words
from cleaner.spans import Span

# What an item of a list opens with: a sign, or a number (any of them, so the number itself is left out).
_BULLET = re.compile(r"([-*+•·‣◦▪■□●○►▸▶→>»\"])\s|\(?\d{1,3}([.)])\s")

_LONE_LETTER = re.compile(r"\b[^\W\d_]\b")

_LONG_LIST = 8  # items
_BRIEF = 3  # words of a heading


class RunOptions(Strict):
    """How far a run goes."""

    most: Count = Field(10, description="items at most")
    longest: Count = Field(160, description="characters of an item at most")
    alone: bool = Field(False, description="the opener is proof without a list: no story has such a heading")
    alike: Count | None = Field(None, description="no opener: this many neighbouring lines at least must match")


class RunFilter(Filter):
    """Cuts an opening line and the headline-like lines listed under it, or runs of lines that all match."""

    Options = RunOptions

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a run (from opener to last item), or one a line where lines are alike."""
        hits = near.of(self.rule.id)
        if self.options.alike:
            yield from self._alike(doc, hits)
            return
        for hit in hits:
            last = self._last(doc, near, hit.line)
            if last == hit.line and self._may_be_heading(doc, near, hit.line):
                continue
            if last > hit.line and _outgrows_the_story(doc, hit.line, last):
                continue
            evidence, words = self.evidence(doc, hit)
            yield self.removal(Span(doc.line(hit.line).start, doc.line(last).end), evidence, words=words)

    def _alike(self, doc: Document, hits: Sequence[Hit]) -> Iterator[Removal]:
        group: list[Hit] = []
        for hit in [*hits, None]:
            joined = hit is not None and group and all(map(doc.blank, range(group[-1].line + 1, hit.line)))
            if group and not joined:
                if len(group) >= self.options.alike:
                    for each in group:
                        evidence, words = self.evidence(doc, each)
                        yield self.removal(doc.span(each.line), evidence, words=words)
                group = []
            if hit is not None:
                group.append(hit)

    def _last(self, doc: Document, near: Candidates, opener: int) -> int:
        """Index of the run's last line."""
        blocks = self._blocks(doc, near, opener)
        if not blocks:
            return opener
        if opener not in doc.zones.lines("tail") and doc.zones.first is not None:
            # In the middle of a story: a list under its opener ends at a blank line or above what is set like a
            # heading, and a line that stands alone between the list and a paragraph is the story's next heading.
            bulleted = _alike_blocks(doc, blocks)
            if bulleted:
                del blocks[bulleted:]
            elif blocks[0][0] == opener + 1:
                blocks = [self._above_heading(doc, near, blocks[0])]
            elif len(blocks[-1]) == 1 and not self._noise_follows(doc, near, blocks[-1][-1]):
                blocks.pop()
        return blocks[-1][-1] if blocks else opener

    def _blocks(self, doc: Document, near: Candidates, opener: int) -> list[list[int]]:
        """The items below the opener, those between two blank lines together."""
        blocks: list[list[int]] = []
        items = 0
        fresh = True
        for index in range(opener + 1, len(doc)):
            if doc.blank(index):
                fresh = True
                continue
            if items == self.options.most or not self._is_item(doc, near, index):
                break
            if fresh:
                blocks.append([])
            blocks[-1].append(index)
            items += 1
            fresh = False
        return blocks

    def _above_heading(self, doc: Document, near: Candidates, items: Sequence[int]) -> list[int]:
        """The items above what is set like a heading: in capitals, as the first is not, or brief.

        What is brief is the last of them, right above a line of the story and not half as long as any other.
        """
        loud = _is_loud(doc.cased(items[0]))
        above = list(takewhile(lambda index: loud or not _is_loud(doc.cased(index)), items))
        sizes = [words(doc.folded[index]) for index in above]
        following = _following(doc, above[-1])
        goes_on = following == above[-1] + 1 and not near.classes(following)
        if goes_on and len(sizes) > 1 and sizes[-1] <= _BRIEF and sizes[-1] * 2 < min(sizes[:-1]):
            above.pop()
        return above

    def _may_be_heading(self, doc: Document, near: Candidates, opener: int) -> bool:
        """True if an opener without a list may be a heading of the story, which goes on right below it."""
        if self.options.alone:
            return False
        if doc.zones.first is None:
            return True
        following = _following(doc, opener)
        inside = opener in doc.zones.lines("body")
        return inside and following is not None and doc.prose(following) and not near.classes(following)

    def _noise_follows(self, doc: Document, near: Candidates, index: int) -> bool:
        """True if the next line that is not blank is no story's: another rule hits it."""
        following = _following(doc, index)
        return following is not None and bool(near.classes(following))

    def _is_item(self, doc: Document, near: Candidates, index: int) -> bool:
        line = doc.folded[index]
        other = near.classes(index) - {self.rule.noise_class}
        return not other and len(line) <= self.options.longest and not doc.prose(index) and has_letters(line)


def _is_loud(cased: str) -> bool:
    """True for a line all in capitals, single letters aside: "PIER 3 x 2 WEIR", but no row of figures."""
    letters = [sign for sign in _LONE_LETTER.sub("", cased) if sign.isalpha()]
    return all(map(str.isupper, letters)) and len(letters) > sum(map(str.isdigit, cased))


def _outgrows_the_story(doc: Document, opener: int, last: int) -> bool:
    """True if a long list has more to say than all prose of the text: then it is what the page is about."""
    items = [len(line) for line in doc.folded[opener + 1 : last + 1] if line]
    return len(items) >= _LONG_LIST and sum(items) > sum(len(doc.folded[index]) for index in doc.prose_lines)


def _following(doc: Document, index: int) -> int | None:
    """The next line that is not blank."""
    return next((i for i in range(index + 1, len(doc)) if not doc.blank(i)), None)


def _bullet(line: str) -> str:
    """The sign that makes a line an item of a list, empty if there is none."""
    found = _BULLET.match(line)
    return (found[1] or found[2]) if found else ""


def _alike_blocks(doc: Document, blocks: list[list[int]]) -> int:
    """How many of the blocks, from the first, are made of items with the bullet of the first line."""
    sign = _bullet(doc.folded[blocks[0][0]])
    if not sign:
        return 0
    alike = takewhile(lambda block: all(_bullet(doc.folded[index]) == sign for index in block), blocks)
    return sum(1 for _ in alike)
