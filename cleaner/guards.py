"""Guards: what stops a removal. Each judges a pass's proposals as they are, and vetoes all of it or nothing.

No guard remembers anything between passes, and none depends on what another vetoed, save `seams`, which judges what
is really left standing and so comes last.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from cleaner.document import Document
from cleaner.matching.prefilter import Prefilter
from cleaner.pattern import Pattern
from cleaner.record import Removal, Veto
from cleaner.shapes import has_letters
from cleaner.spans import Span, cut, union

_LINES = 2048  # that a protection remembers


class Protection:
    """Patterns of lines that are never cut. What came of the latest lines is kept: they come again pass by pass."""

    __slots__ = ("of",)

    def __init__(self, sources: Iterable[str]) -> None:
        patterns = list(map(Pattern, sources))
        prefilter = Prefilter([pattern.source for pattern in patterns])

        @lru_cache(_LINES)
        def of(line: str) -> Pattern | None:
            """The pattern that protects a folded line, if there is one."""
            may = (patterns[index] for index in prefilter.lets(line))
            return next((pattern for pattern in may if pattern.search(line)), None)

        self.of = of


def guard(doc: Document, proposals: Sequence[Removal], protect: Protection, caps: Mapping[str, int]) -> list[Veto]:
    """The vetoes on one pass's proposals. `caps` are limits by rule."""
    vetoes = [*_protected(doc, proposals, protect), *_over_cap(proposals, caps), *_quoted(doc, proposals)]
    stopped = {veto.removal for veto in vetoes}
    standing = [removal for removal in proposals if removal not in stopped]
    return vetoes + list(_seams(doc, standing))


def _protected(doc: Document, proposals: Sequence[Removal], protect: Protection) -> Iterator[Veto]:
    for removal in proposals:
        for index in _touched(doc, removal.span):
            pattern = protect.of(doc.folded[index])
            if pattern is not None:
                yield Veto(removal, "protect", f"the line is protected by {pattern.source!r}")
                break


def _over_cap(proposals: Sequence[Removal], caps: Mapping[str, int]) -> Iterator[Veto]:
    counts = Counter(removal.rule for removal in proposals)
    for removal in proposals:
        cap = caps.get(removal.rule)
        if cap is not None and counts[removal.rule] > cap:
            yield Veto(removal, "cap", f"the rule hits {counts[removal.rule]} times, its cap is {cap}")


def _quoted(doc: Document, proposals: Sequence[Removal]) -> Iterator[Veto]:
    """What stands inside the story's quotation marks is the story's."""
    for removal in proposals:
        if removal.words is None or removal.words.start >= removal.words.end:
            continue
        index = doc.line_of(removal.words.start)
        line, start, end = doc.within(index, removal.words)
        # Of a sentence, words that begin inside a quotation are quoted: a pattern may have gone on to behind it.
        if doc.prose(index) and line[start : start + 1].isalnum():
            end = start + 1
        if in_quotation(line, start, end):
            yield Veto(removal, "quotation", "the words that made the rule hit stand inside quotation marks")


def in_quotation(line: str, start: int, end: int) -> bool:
    """True if characters `start` to `end` of a folded line lie inside quotation marks that hold words of the story.

    Double marks open and close in turn. A single mark opens before a letter at a word's start and closes after a
    letter or a stop at a word's end; anything else is an apostrophe. Marks that hold all of the line but a label or
    a closing stop are a quotation too: a paragraph of a longer one.
    """
    opened = -1
    for at in _places('"', line):
        if opened < 0:
            if at >= end:
                break
            opened = at
        else:
            if opened <= start and at >= end - 1:
                return True
            opened = -1
    # Never closed: the quotation goes on in the next paragraph; but for a chevron that is a bullet.
    if 0 <= opened <= start and not line.startswith('" '):
        return True
    if any(_between(line, start, end, *pair) for pair in ("「」", "『』")):
        return True
    opened = -1
    for at in _places("'", line):
        before, after = line[at - 1 : at], line[at + 1 : at + 2]
        if opened < 0 and after.isalnum() and (not before or before.isspace() or before in "([-"):
            opened = at
        elif opened >= 0 and not after.isalnum() and not before.isspace():
            if opened <= start and at >= end - 1:
                return True
            opened = -1
    return False


def _places(mark: str, line: str) -> list[int]:
    """Where on the line a mark stands."""
    return [found.start() for found in re.finditer(mark, line)] if mark in line else []


def _between(line: str, start: int, end: int, opening: str, closing: str) -> bool:
    """True if the words from `start` to `end` lie between a pair of marks that differ."""
    if opening not in line:
        return False
    inside = [at for at in range(start, end) if line[at].isalnum()]
    if not inside:
        return False
    opened = line.rfind(opening, 0, inside[0])
    return opened >= 0 and line.find(closing, opened) > inside[-1]


def _seams(doc: Document, standing: Sequence[Removal]) -> Iterator[Veto]:
    """A cut inside a prose line must leave prose or nothing.

    Else what is left of a story's first or last sentence would fall into the head or the tail, where other rules
    reach it (the law of zones).
    """
    inside: dict[int, list[Removal]] = defaultdict(list)
    for removal in standing:
        for index in _touched(doc, removal.span):
            if doc.prose(index):
                inside[index].append(removal)
    for index, removals in inside.items():
        line = doc.line(index)
        text = doc.text[line.start : line.end]
        parts = [
            Span(max(0, r.span.start - line.start), min(len(text), r.span.end - line.start))
            for r in removals
        ]  # fmt: skip
        rest = cut(text, union(parts))
        if has_letters(rest) and not _all_prose(rest):
            partial = [r for r in removals if r.span.start > line.start or r.span.end < line.end]
            for removal in partial:
                yield Veto(removal, "seam", "what is left of the sentence would not read as one")


def _all_prose(rest: str) -> bool:
    left = Document(rest)
    zones = left.zones
    outside = (*zones.lines("head"), *zones.lines("tail"))
    return zones.first is not None and not any(has_letters(left.folded[index]) for index in outside)


def _touched(doc: Document, span: Span) -> range:
    """The lines that a span touches."""
    return range(doc.line_of(span.start), doc.line_of(max(span.start, span.end - 1)) + 1)
