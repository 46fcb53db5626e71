"""Kind `span`: a part of a line goes, the rest stays: a dateline, "(Reporting by …)", "[Read more: …]"."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import Removal


class SpanFilter(Filter):
    """Cuts each match of the rule's pattern, or the group `cut` of each."""

    wants = "pattern"

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a match, on the lines that the rule hits."""
        for hit in near.of(self.rule.id):
            for found in self.matches(doc, hit.line):
                start, end = found.span("cut") if "cut" in found.re.groupindex else found.span()
                if start < end:
                    span = doc.span(hit.line, start, end)
                    fields = self.fields(doc, hit.line, found)
                    yield self.removal(span, shown(doc.folded[hit.line][start:end]), words=span, fields=fields)
