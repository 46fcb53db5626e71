"""Kind `block`: from an opening line to where the box ends, or back from a closing one: a newsletter box, a poll."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, ValidationInfo, model_validator

from cleaner.document import Document
from cleaner.filters.base import Filter, compiles
from cleaner.matching.scan import Candidates
from cleaner.pattern import Pattern
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Rule, Strict, Text
from cleaner.spans import Span


class BlockOptions(Strict):
    """Where a block ends, or begins; exactly one of `while`, `through`, `to`, `since`."""

    while_: Text | None = Field(None, alias="while", description="lines belong to it as long as they match this")
    through: Text | None = Field(None, description="it ends with the first line that matches this")
    to: Literal["end"] | None = Field(None, description="it goes on to the end of the text")
    since: Text | None = Field(
        None, description="the rule's line is the last: it began with the nearest line above that matches this"
    )
    least: Count = Field(1, description="lines between the first and the last at least, with `since`")
    together: bool = Field(
        False, strict=True, description="with `while`: once two lines stood together, a blank line ends it"
    )
    most: Count = Field(
        6, description="lines behind the opening line, or with `since` between the two, at most, blank ones not counted"
    )

    @model_validator(mode="after")
    def _one_end(self, info: ValidationInfo) -> BlockOptions:
        if sum(end is not None for end in (self.while_, self.through, self.to, self.since)) != 1:
            raise ValueError("a block needs exactly one of while, through, to, since")
        for source in (self.while_, self.through, self.since):
            if source is not None:
                compiles(source, info)
        return self


class BlockFilter(Filter):
    """Cuts the opening line and the lines that belong to it; if no end is found, the opening line alone.

    With `since` the closing line and those above it, up to where the block begins; nothing, if that is not found before
    a paragraph.
    """

    Options = BlockOptions

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        self._while = Pattern(self.options.while_, trusted=rule.trusted) if self.options.while_ else None
        self._through = Pattern(self.options.through, trusted=rule.trusted) if self.options.through else None
        self._since = Pattern(self.options.since, trusted=rule.trusted) if self.options.since else None

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a hit."""
        for hit in near.of(self.rule.id):
            first = self._first(doc, hit.line, self._since) if self._since else hit.line
            if first is None:
                continue
            last = hit.line if self._since else self._last(doc, hit.line)
            evidence, words = self.evidence(doc, hit)
            span = Span(doc.line(first).start, doc.line(last).end)
            yield self.removal(span, evidence, words=words)

    def _first(self, doc: Document, closer: int, since: Pattern) -> int | None:
        """Index of the first line of a block that is told by its last."""
        between = 0
        for index in range(closer - 1, -1, -1):
            if doc.blank(index):
                continue
            if since.search(doc.folded[index]):
                return index if between >= self.options.least else None
            between += 1
            if between > self.options.most or doc.prose(index):
                break
        return None

    def _last(self, doc: Document, opener: int) -> int:
        """Index of the block's last line."""
        following = []
        for index in range(opener + 1, len(doc)):
            if not doc.blank(index):
                following.append(index)
                if len(following) > self.options.most:
                    break
        inside = following[: self.options.most]
        last = opener
        if self._while:
            together = False
            for index in inside:
                is_parted = index > last + 1
                if not self._while.search(doc.folded[index]) or (together and is_parted):
                    break
                together = self.options.together and (together or not is_parted)
                last = index
        elif self._through:
            ends = (index for index in inside if self._through and self._through.search(doc.folded[index]))
            last = next(ends, opener)
        elif following == inside:
            last = following[-1] if following else opener
        return last
