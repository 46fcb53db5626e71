"""Kind `echo`: what stands twice: the headline further down, a paragraph, a caption, headings in a list of contents."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import eq

from pydantic import Field

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.edges import bare
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Strict
from cleaner.shapes import has_words


class EchoOptions(Strict):
    """What counts as an echo."""

    of: str = Field(
        "title",
        pattern="^(title|paragraph|line|contents)$",
        description="title, paragraph, line (no prose) or contents (a list of headings that stand below it)",
    )
    least: Count = Field(4, description="words it must have")
    apart: Count | None = Field(
        None, description="lines between a paragraph and its copy at most, blank ones not counted"
    )


_FEW = 4  # lines that are no prose, in a row: more may be a song, whose lines return
_REFRAIN = 7  # words: a longer line is no song's
_CONTENTS = 3  # headings in a row, each with a paragraph below it further down
_END = -1  # no line: behind the last of a block
_ITEM = "-*•·–—▪►→#>0123456789.)( "  # what an item of a list opens with, and its heading may do without


class EchoFilter(Filter):
    """Cuts every later copy of the headline, of a prose line, or of a short line right above; and lists of headings."""

    Options = EchoOptions
    wants = "nothing"

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a copy, of which the first stays; of a heading that is listed, the heading."""
        if self.options.of == "title":
            yield from self._titles(doc)
        elif self.options.of == "line":
            yield from self._lines(doc)
        elif self.options.of == "contents":
            yield from self._contents(doc)
        else:
            yield from self._paragraphs(doc)

    def _titles(self, doc: Document) -> Iterator[Removal]:
        first = next((index for index in doc.zones.lines("head") if self._long_enough(doc, index)), None)
        if first is None:
            return
        headline = bare(doc.folded[first])
        if doc.searchable.count(headline) < 2:
            return
        room = len(headline) + 20  # a copy may be decorated
        for index in range(first + 1, len(doc)):
            line = doc.folded[index]
            if len(line) <= room and headline in line and bare(line) == headline:
                yield self.removal(doc.span(index), f"repeats the headline: {shown(line)}")

    def _lines(self, doc: Document) -> Iterator[Removal]:
        """Copies of the line above, as pictures leave them: once what they say of themselves, once the caption."""
        filled = list(filter(None, doc.folded))
        if not any(map(eq, filled, filled[1:])):  # most texts are done with here
            return
        rows = (index for index in range(doc.zones.first or 0, len(doc)) if not doc.blank(index))
        for prose, group in groupby(rows, doc.prose):
            run = [] if prose else list(group)
            for above, index in pairwise(run):
                if doc.folded[above].endswith(":") and has_words(doc.folded[above], self.options.least):
                    break  # what it announces may be a song
                line = doc.folded[index]
                short = len(run) > _FEW and not has_words(line, _REFRAIN)
                if line == doc.folded[above] and not short and line[0].isalnum() and self._long_enough(doc, index):
                    # In a long list the lower copy is a heading.
                    copy = above if len(run) > _FEW else index
                    yield self.removal(doc.span(copy), f"stands twice, one right below the other: {shown(line)}")

    def _contents(self, doc: Document) -> Iterator[Removal]:
        """Lists of the headings that stand further down, in their order, each with a paragraph below it."""
        prose = doc.prose_lines
        places: dict[str, list[int]] = defaultdict(list)
        for index, line in enumerate(doc.folded):
            if (key := line.strip(_ITEM)) and not doc.prose(index):
                places[key].append(index)
        # A label of entries ("Price", "Status") stands more than twice.
        last = prose[-1] if prose else 0
        below = {found[0]: found[1] for found in places.values() if len(found) == 2 and found[1] < last}
        if len(below) < _CONTENTS:  # most texts are done with here
            return
        rows = sorted(index for found in places.values() for index in found)
        above = {index: bisect_right(prose, index) for index in rows}  # how many paragraphs
        for _, block in groupby(rows, above.__getitem__):
            listed: list[int] = []
            for index in [*block, _END]:
                again = below.get(index)
                # The first heading may stand right below the list, each other one below another paragraph.
                if again and (not listed or above[again] > max(above[index], above[below[listed[-1]]])):
                    listed.append(index)
                    continue
                if len(listed) >= _CONTENTS:
                    for item in listed:
                        yield self.removal(doc.span(item), f"heading of a part below: {shown(doc.folded[item])}")
                listed = []

    def _paragraphs(self, doc: Document) -> Iterator[Removal]:
        lines = [doc.folded[index] for index in doc.prose_lines]
        if len(set(lines)) == len(lines):
            return
        seen: dict[str, int] = {}
        place = {index: count for count, index in enumerate(i for i, line in enumerate(doc.folded) if line)}
        for index, line in zip(doc.prose_lines, lines, strict=True):
            if self._long_enough(doc, index):
                count = place[index]
                if line in seen and (self.options.apart is None or count - seen[line] <= self.options.apart + 1):
                    yield self.removal(doc.span(index), f"stands above word for word: {shown(line)}")
                seen[line] = count

    def _long_enough(self, doc: Document, index: int) -> bool:
        return has_words(doc.folded[index], int(self.options.least))
