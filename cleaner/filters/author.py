"""Kind `author`: the paragraph that says who wrote the story: it opens with the name that the byline gives.

Reporters are no figures of their own stories, so the name alone is enough, in any language. Or the name stands right
above the paragraph, which is then among the last, the only such one, and about nobody of whom the story speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from pydantic import Field

from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Strict
from cleaner.shapes import CAPITAL, PARTICLES, has_letters
from cleaner.stopwords import STOPWORDS

_NAME = re.compile(rf"{CAPITAL}[\w'.-]+(?: (?:(?:{PARTICLES}) )*{CAPITAL}[\w'.-]+){{1,3}}")
_ROWS = 100  # lines at the end of a text among which other names are looked for
_OPENING = re.compile(r"^\W{0,3}(?:(?:about|über|zu) )?")


class AuthorOptions(Strict):
    """Where such a paragraph stands."""

    last: Count = Field(3, description="of so many last lines with letters it must be one")
    longest: Count = Field(600, description="characters of it at most")
    named: Count = Field(8, description="of so many last lines it must be one if its heading is a name")


class AuthorFilter(Filter):
    """Cuts closing lines, and paragraphs below the byline, that open with an author's name."""

    Options = AuthorOptions
    wants = "nothing"
    joint = True

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line."""
        yield from self._named(doc, near)
        signed = dict(self._authors(doc, near))
        yield from self._introduced(doc, signed | dict(self._signatures(doc, near)))
        closing = self._closing(doc, near)
        yield from self._unsigned(doc, near, closing)
        if not signed or doc.zones.second == (doc.zones.first or 0):
            return
        authors = {name.lower() for name in signed}
        # Or the first paragraph below the byline, above the story.
        below = doc.next_prose(max(signed.values()) + 1)
        beside = [] if below is None else [below]
        for index in sorted({*closing, *beside}):
            if any(self._tells_of(doc, index, name) for name in authors):
                yield self.removal(doc.span(index), f"opens with the name of the byline: {shown(doc.folded[index])}")

    def _introduced(self, doc: Document, signed: Mapping[str, int]) -> Iterator[Removal]:
        """The paragraph right below the header that opens with the name of who signed, whom the story does not know."""
        about = doc.next_prose(max(signed.values()) + 1) if signed else None
        if about is None or doc.prose_lines[-1] == about:
            return
        for name in map(str.lower, signed):
            given, surname = name.split(" ", 1)[0], name.rsplit(" ", 1)[1]
            strange = given not in STOPWORDS and _is_stranger(doc, about, given, surname)
            if strange and (self._tells_of(doc, about, name) or self._tells_of(doc, about, given)):
                why = "below the header, opens with the name of who signed"
                yield self.removal(doc.span(about), f"{why}: {shown(doc.folded[about])}")
                return

    def _signatures(self, doc: Document, near: Candidates) -> Iterator[tuple[str, int]]:
        """The bare names in the head right below a "By" or right above a date, and the lines they stand on."""
        for index in doc.zones.lines("head"):
            around = near.classes(index - 1) | near.classes(index + 1)
            if around & {"byline", "date"} and _NAME.fullmatch(doc.cased(index)):
                yield doc.cased(index), index

    def _unsigned(self, doc: Document, near: Candidates, closing: Sequence[int]) -> Iterator[Removal]:
        """A bare name in the head, and the closing paragraph that opens with it, if the story knows no such name."""
        for index in doc.zones.lines("head"):
            name = doc.folded[index]
            if near.classes(index) or not _NAME.fullmatch(doc.cased(index)):
                continue
            about = [other for other in closing if self._tells_of(doc, other, name)]
            if len(about) == 1 and _is_stranger(doc, about[0], name.rsplit(" ", 1)[1]):
                why = "a name above the story that opens a closing paragraph, and is not in between"
                yield self.removal(doc.span(index), f"{why}: {name}", noise_class="byline")
                yield self.removal(doc.span(about[0]), f"{why}: {shown(doc.folded[about[0]])}")

    def _named(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """A name and the closing paragraph right below it, or below a line that tells what he or she is."""
        below = (index for index in range(len(doc) - 1, doc.zones.second, -1) if has_letters(doc.folded[index]))
        rows = list(islice(below, self.options.named + 2))[::-1]
        for place in range(max(1, len(rows) - self.options.named), len(rows)):
            about, at = rows[place], self._heading(doc, near, rows, place)
            if at is None or not ("bio" in near.classes(about) or self._opens_with(doc, about, at)):
                continue
            # Several are what the text is about: the winners, the candidates.
            far = [*reversed(list(islice(below, _ROWS))), *rows]
            headings = (self._heading(doc, near, far, k) for k in range(1, len(far)))
            if {doc.folded[index] for index in headings if index is not None} == {doc.folded[at]}:
                why = f"a name and the closing paragraph about it: {shown(doc.folded[at])}"
                for index in rows[rows.index(at) : place + 1]:
                    yield self.removal(doc.span(index), why)
            return

    def _heading(self, doc: Document, near: Candidates, rows: Sequence[int], place: int) -> int | None:
        """The line with a name above the paragraph at `place` of the rows, if there is one that names a stranger."""
        about = rows[place]
        if not (doc.prose(about) or "bio" in near.classes(about)):
            return None
        for index in reversed(rows[max(0, place - 2) : place]):
            if doc.prose(index):
                return None
            name = doc.cased(index)
            if _NAME.fullmatch(name) and not name.isupper() and not _is_told_of(doc, index, about):
                return index
        return None

    def _opens_with(self, doc: Document, about: int, at: int) -> bool:
        """True if a paragraph opens with the name on the line at `at`, or with its first word alone."""
        name = doc.folded[at]
        return self._tells_of(doc, about, name) or self._tells_of(doc, about, name.split(" ", 1)[0])

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


def _is_stranger(doc: Document, about: int, *names: str) -> bool:
    """True if no paragraph but the one at `about` has any of the names."""
    return not any(name in doc.folded[index] for index in doc.prose_lines if index != about for name in names)


def _is_told_of(doc: Document, at: int, about: int) -> bool:
    """True if the story has the surname on the line at `at`, or the text has one of its words in small letters."""
    words = doc.folded[at].split(" ")
    if not STOPWORDS.isdisjoint(words):
        return True
    small = re.compile(rf"\b(?:{re.escape(words[0])}|{re.escape(words[-1])})\b")
    above = (index for index in doc.prose_lines if index < at)
    return any(words[-1] in doc.folded[index] for index in above) or any(
        small.search(doc.cased(index)) for index in {*doc.prose_lines, about}
    )


def _goes_on(rest: str) -> bool:
    """True if more is said of the one who was named, and it is not what he or she says."""
    return len(rest) > 8 and not rest[0].isalnum() and '"' not in rest
