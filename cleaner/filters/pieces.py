"""Kind `pieces`: a line of several pieces, each of which rules of words would cut if it were a line of its own."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.matcher import shown
from cleaner.matching.pieces import Piece, Split
from cleaner.matching.scan import Candidates
from cleaner.record import LEVELS, Removal
from cleaner.spans import Span


class PiecesFilter(Filter):
    """Cuts the pieces, each by its own class, and what parts them."""

    wants = "nothing"
    joint = True
    weighs = True

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a piece; a line is as sure as the least sure of its pieces."""
        for split, cover in near.covered:
            certainty = min(LEVELS[piece.confidence] for piece in cover)
            for number, piece in enumerate(cover):
                yield self._removal(doc, split, piece, certainty, first=number == 0, last=number + 1 == len(cover))

    def _removal(
        self, doc: Document, split: Split, piece: Piece, certainty: float, *, first: bool, last: bool
    ) -> Removal:
        line = split.line
        begin, end = split.atoms[piece.first][0], split.atoms[piece.stop - 1][1]
        words = doc.span(line, begin, end)
        # What parts it from the one before goes with it, and with the first what parts it from the next.
        start = doc.line(line).start if first else doc.span(line, split.atoms[piece.first - 1][1], end).start
        stop = doc.span(line, begin, split.atoms[piece.stop][0]).end if first else words.end
        why = f"a piece for {piece.rule}" if piece.rule else "a name beside a date or a byline"
        evidence = f"{why}, on a line of such pieces: {shown(doc.folded[line][begin:end])}"
        span = Span(start, doc.line(line).end if last else stop)
        return self.removal(span, evidence, words=words, noise_class=piece.noise_class, score=certainty)
