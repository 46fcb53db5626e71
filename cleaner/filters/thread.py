"""Kind `thread`: what readers wrote below a story, from the heading of their comments to the end of the text.

Comments read like prose, so no zone tells them from the story. What gives them away is what stands between them: who
wrote each and when, and buttons to answer it. A heading in a share bar has signs of that beside it, and then the story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from cleaner.document import Document
from cleaner.filters.base import Filter, PatternOption
from cleaner.matching.scan import Candidates
from cleaner.pattern import Pattern
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Rule, Strict
from cleaner.shapes import words
from cleaner.spans import Span

_WRITTEN = 5  # words of a comment at least; names are shorter


class ThreadOptions(Strict):
    """How a thread is told."""

    signs: PatternOption | None = Field(
        None,
        description="what a line of it matches that is no comment: who wrote one and when, a button; without it the "
        "heading is proof enough",
    )
    least: Count = Field(3, description="times at least that such lines come, with what somebody wrote between them")
    each: Count = Field(12, description="other lines at most for each such line")
    longest: Count = Field(100, description="characters of such a line at most")
    prose: Count = Field(3, description="prose lines of the story above it at least")
    most: Annotated[float, Field(gt=0)] = Field(
        2.0, description="characters of it at most for each of the story: more are what the page is about"
    )


class ThreadFilter(Filter):
    """Cuts a thread of comments, heading and all."""

    Options = ThreadOptions

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        self._signs = Pattern(self.options.signs, trusted=rule.trusted) if self.options.signs else None

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
        return self._signs is None or self._has_signs(self._signs, [doc.folded[index] for index in below])

    def _has_signs(self, pattern: Pattern, lines: Sequence[str]) -> bool:
        signs = [len(line) <= self.options.longest and pattern.search(line) is not None for line in lines]
        times, wrote = 0, True
        for line, is_sign in zip(lines, signs, strict=True):
            times += is_sign and wrote
            wrote = not is_sign and (wrote or words(line) >= _WRITTEN)
        return bool(times >= self.options.least and signs.count(False) <= self.options.each * signs.count(True))
