"""Kind `echo`: what stands twice: the headline further down, a paragraph word for word."""

from __future__ import annotations

from collections.abc import Iterator

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

    of: str = Field("title", pattern="^(title|paragraph)$", description="title or paragraph")
    least: Count = Field(4, description="words it must have")
    apart: Count | None = Field(
        None, description="lines between a paragraph and its copy at most, blank ones not counted"
    )


class EchoFilter(Filter):
    """Cuts every later copy of the headline, or of a prose line."""

    Options = EchoOptions
    wants = "nothing"

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a copy; the first stays."""
        if self.options.of == "title":
            yield from self._titles(doc)
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
