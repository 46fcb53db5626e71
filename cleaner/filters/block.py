"""Kind `block`: from an opening line to where the box ends: a newsletter box, a cookie notice, a disclaimer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field, ValidationInfo, model_validator

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.scan import Candidates
from cleaner.pattern import Pattern
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Rule, Strict, Text
from cleaner.spans import Span


class BlockOptions(Strict):
    """Where a block ends; exactly one of `while`, `through`, `to`."""

    while_: Text | None = Field(None, alias="while", description="lines belong to it as long as they match this")
    through: Text | None = Field(None, description="it ends with the first line that matches this")
    to: Literal["end"] | None = Field(None, description="it goes on to the end of the text")
    most: Count = Field(6, description="lines behind the opening line at most, blank ones not counted")

    @model_validator(mode="after")
    def _one_end(self, info: ValidationInfo) -> BlockOptions:
        if sum(end is not None for end in (self.while_, self.through, self.to)) != 1:
            raise ValueError("a block needs exactly one of while, through, to")
        trusted = bool(info.context and info.context.get("trusted"))  # compiled before, by the tests of the package
        for source in (self.while_, self.through):
            if source is not None and not trusted:
                Pattern(source).compiled()
        return self


class BlockFilter(Filter):
    """Cuts the opening line and the lines that belong to it; if no end is found, the opening line alone."""

    Options = BlockOptions

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        self._while = Pattern(self.options.while_, trusted=rule.trusted) if self.options.while_ else None
        self._through = Pattern(self.options.through, trusted=rule.trusted) if self.options.through else None

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a hit."""
        for hit in near.of(self.rule.id):
            evidence, words = self.evidence(doc, hit)
            span = Span(doc.line(hit.line).start, doc.line(self._last(doc, hit.line)).end)
            yield self.removal(span, evidence, words=words)

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
            for index in inside:
                if not self._while.search(doc.folded[index]):
                    break
                last = index
        elif self._through:
            ends = (index for index in inside if self._through and self._through.search(doc.folded[index]))
            last = next(ends, opener)
        elif following == inside:
            last = following[-1] if following else opener
        return last
