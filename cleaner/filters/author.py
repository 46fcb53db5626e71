"""Kind `author`: the paragraph that says who wrote the story: it opens with the name that the byline gives.

Reporters are no figures of their own stories, so the name alone is enough, in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pydantic import Field

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Strict
from cleaner.shapes import CAPITAL, PARTICLES, has_letters

_NAME = re.compile(rf"{CAPITAL}[\w'.-]+(?: (?:(?:{PARTICLES}) )*{CAPITAL}[\w'.-]+){{1,3}}")
_OPENING = re.compile(r"^\W{0,3}(?:(?:about|über|zu) )?")


class AuthorOptions(Strict):
    """Where such a paragraph stands."""

    last: Count = Field(3, description="of so many last lines with letters it must be one")
    longest: Count = Field(600, description="characters of it at most")


class AuthorFilter(Filter):
    """Cuts closing lines, and paragraphs below the byline, that open with an author's full name."""

    Options = AuthorOptions
    wants = "nothing"
    joint = True

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line."""
        closing = self._closing(doc, near)
        yield from self._unsigned(doc, near, closing)
        signed = dict(self._authors(doc, near))
        if not signed or doc.zones.second == (doc.zones.first or 0):
            return
        authors = {name.lower() for name in signed}
        # Or the first paragraph below the byline, above the story.
        below = doc.next_prose(max(signed.values()) + 1)
        beside = [] if below is None else [below]
        for index in sorted({*closing, *beside}):
            if any(self._tells_of(doc, index, name) for name in authors):
                yield self.removal(doc.span(index), f"opens with the name of the byline: {shown(doc.folded[index])}")

    def _unsigned(self, doc: Document, near: Candidates, closing: Sequence[int]) -> Iterator[Removal]:
        """A bare name in the head, and the closing paragraph that opens with it, if the story knows no such name."""
        for index in doc.zones.lines("head"):
            name = doc.folded[index]
            if near.classes(index) or not _NAME.fullmatch(doc.cased(index)):
                continue
            about = [other for other in closing if self._tells_of(doc, other, name)]
            surname = name.rsplit(" ", 1)[1]
            if len(about) == 1 and not any(
                surname in doc.folded[other] for other in doc.prose_lines if other != about[0]
            ):
                why = "a name above the story that opens a closing paragraph, and is not in between"
                yield self.removal(doc.span(index), f"{why}: {name}", noise_class="byline")
                yield self.removal(doc.span(about[0]), f"{why}: {shown(doc.folded[about[0]])}")

    def _closing(self, doc: Document, near: Candidates) -> list[int]:
        """The last lines with letters that no rule of words hits, below the story's first paragraphs, from the end."""
        rows = range(len(doc) - 1, doc.zones.second, -1)
        free = (index for index in rows if has_letters(doc.folded[index]) and not near.classes(index))
        return list(islice(free, self.options.last))

    def _tells_of(self, doc: Document, index: int, name: str) -> bool:
        """True if a line opens with a name and goes on about who bears it."""
        line = doc.folded[index]
        opening = _OPENING.match(line)
        at = opening.end() if opening else 0
        return line.startswith(name, at) and len(line) <= self.options.longest and _goes_on(line[at + len(name) :])

    def _authors(self, doc: Document, near: Candidates) -> Iterator[tuple[str, int]]:
        """The names on the byline, and the lines they stand on."""
        for index in doc.zones.lines("opening"):
            if "byline" in near.classes(index) and not doc.prose(index):
                for name in _NAME.findall(doc.cased(index)):
                    yield name, index
                    if name.count(" ") > 1:  # the first word may be a "By"
                        yield name.split(" ", 1)[1], index


def _goes_on(rest: str) -> bool:
    """True if more is said of the one who was named, and it is not what he or she says."""
    return len(rest) > 8 and not rest[0].isalnum() and '"' not in rest
