"""Kind `line`: a line that matches goes whole."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.scan import Candidates
from cleaner.record import Removal


class LineFilter(Filter):
    """Cuts each line that the rule hits."""

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a hit."""
        for hit in near.of(self.rule.id):
            evidence, words = self.evidence(doc, hit)
            found = next(self.matches(doc, hit.line), None) if self.names_fields else None
            fields = self.fields(doc, hit.line, found) if found else ()
            yield self.removal(doc.span(hit.line), evidence, words=words, fields=fields)
