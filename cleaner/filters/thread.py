"""Kind `thread`: what readers wrote below a story, from the heading of their comments to the end of the text.

Comments read like prose, so no zone tells them from the story. What gives them away is what stands between them: who
wrote each and when, and buttons to answer it. A heading in a share bar above a story has the story below it, and little
of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.scan import Candidates
from cleaner.pattern import Pattern
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Rule, Strict, Text
from cleaner.spans import Span


class ThreadOptions(Strict):
    """How a thread is told."""

    signs: Text = Field(description="what a line of it matches that is no comment: who wrote one and when, a button")
    least: Annotated[int, Field(strict=True, ge=0)] = Field(2, description="such lines at least")
    each: Count = Field(12, description="other lines at most for each such line, if there must be any")
    longest: Count = Field(100, description="characters of such a line at most")
    prose: Count = Field(3, description="prose lines of the story above it at least")
    most: Annotated[float, Field(gt=0)] = Field(
        2.0, description="characters of it at most for each of the story: more are what the page is about"
    )

    @field_validator("signs")
    @classmethod
    def _compiles(cls, signs: str, info: ValidationInfo) -> str:
        if not (info.context and info.context.get("trusted")):
            Pattern(signs).compiled()
        return signs


class ThreadFilter(Filter):
    """Cuts a thread of comments, heading and all."""

    Options = ThreadOptions

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        self._signs = Pattern(self.options.signs, trusted=rule.trusted)

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal at most: from the first heading that has a thread below it to the end of the text."""
        for hit in near.of(self.rule.id):
            if self._is_above_thread(doc, hit.line):
                evidence, words = self.evidence(doc, hit)
                yield self.removal(Span(doc.line(hit.line).start, len(doc.text)), evidence, words=words)
                return

    def _is_above_thread(self, doc: Document, heading: int) -> bool:
        story = [index for index in doc.prose_lines if index < heading]
        below = [index for index in range(heading + 1, len(doc)) if not doc.blank(index)]
        if len(story) < self.options.prose or not below:
            return False
        if sum(len(doc.folded[k]) for k in below) > self.options.most * sum(len(doc.folded[k]) for k in story):
            return False
        signs = sum(map(self._is_sign, (doc.folded[index] for index in below)))
        return not self.options.least or (
            signs >= self.options.least and len(below) - signs <= self.options.each * signs
        )

    def _is_sign(self, line: str) -> bool:
        return len(line) <= self.options.longest and self._signs.search(line) is not None
