"""What a rule has to ask for to cut a stretch, and stretches that differ from it by their numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cleaner.document import Document
from cleaner.matching.edges import bare
from cleaner.ruleset.edit import Unwritable, scalar
from cleaner.ruleset.model import LONGEST_LINE
from cleaner.shadow import fold
from cleaner.shapes import A_NUMBER, has_letters
from cleaner.spans import Span

_NUMBER = re.compile(A_NUMBER)
_SPACES = re.compile(r"\s+")
_LEAST = 3  # characters of a literal that is looked for; a shorter one stands on too many lines


@dataclass(frozen=True, slots=True)
class Wording:
    """The kind of rule, what stands on the lines or in the part of a line it cuts, and its `match` as rows of YAML."""

    kind: Literal["line", "span"]
    phrases: tuple[str, ...]
    match: tuple[str, ...]


def wording(doc: Document, span: Span) -> Wording:
    """What to ask for: the visible stretch `span` covers whole lines, or is a part of one. Raises Unwritable."""
    if span.start == span.end:
        raise Unwritable("nothing can be seen there")
    first, last = doc.line_of(span.start), doc.line_of(span.end - 1)
    lines = [doc.line(index) for index in range(first, last + 1) if not doc.blank(index)]
    inside = doc.text[span.start : span.end]
    outside = doc.text[lines[0].start : span.start] + doc.text[span.end : lines[-1].end]
    if not outside.strip():
        return _lines([" ".join(doc.text[line.start : line.end].split()) for line in lines])
    if len(lines) > 1:
        raise Unwritable("it begins or ends inside a line and goes over several: mark whole lines, or each by itself")
    return _part(inside)


def _lines(phrases: Sequence[str]) -> Wording:
    longest = max(len(fold(phrase)) for phrase in phrases)
    limit = (f"longest: {longest}",) if longest > LONGEST_LINE else ()
    numbered = _numbered(phrases[0]) if len(phrases) == 1 else None
    if numbered:
        return Wording("line", tuple(phrases), (*numbered, *limit))
    if not all(bare(fold(phrase)) for phrase in phrases):
        raise Unwritable("there is no word on one of its lines: write a rule with a pattern for it (cleaner rules new)")
    once = dict.fromkeys(phrases)
    return Wording("line", tuple(once), ("lines:", *(f"  - {scalar(phrase)}" for phrase in once), *limit))


def _numbered(phrase: str) -> tuple[str, ...] | None:
    """A line of words and numbers: any numbers will do. None if there are no numbers, or hardly any words."""
    folded = fold(phrase)
    literals = _NUMBER.split(folded)
    if len(literals) == 1:
        return None
    pattern = f"pattern: {scalar(f'^{_pattern(folded)}$')}"
    opening = literals[0] if literals[0][-1:].isspace() else literals[0].rpartition(" ")[0]
    if len(opening.strip()) >= _LEAST and has_letters(opening):
        return f"starts: [{scalar(opening.strip())}]", pattern
    anchor = _longest(literals)
    return (f"anchors: [{scalar(anchor)}]", pattern) if anchor else None


def _part(inside: str) -> Wording:
    folded = fold(inside)
    anchor = _longest(_SPACES.sub(" ", part) for each in _NUMBER.split(folded) for part in re.split(r"\s{2,}|\n", each))
    if not anchor:
        raise Unwritable("it is too short to be told by its words: write a rule with a pattern for it")
    match = (f"anchors: [{scalar(anchor)}]", f"pattern: {scalar(_pattern(folded))}")
    return Wording("span", (" ".join(inside.split()),), match)


def _longest(literals: Iterable[str]) -> str:
    """The longest of some literals with letters that is long enough to be looked for; "" if none is."""
    fit = [each.strip() for each in literals if has_letters(each)]
    return max((each for each in fit if len(each) >= _LEAST or not each.isascii()), key=len, default="")


def _pattern(folded: str) -> str:
    """A folded stretch as a regular expression, with any numbers for its numbers."""
    words = [_NUMBER.sub("0", word) for word in _SPACES.split(folded)]
    escaped = [re.escape(word).replace("0", A_NUMBER) for word in words]
    gaps = [" " if gap == " " else r"\s+" for gap in _SPACES.findall(folded)]
    return "".join(word + gap for word, gap in zip(escaped, [*gaps, ""], strict=True))
