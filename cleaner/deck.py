"""Decks: prose that stands in the header, between the headline and the byline, date or reading time below it.

A deck reads like a sentence, and so does a caption, but the header goes on below it. It does if what stands between two
prose lines shows that it is no heading of the story: who wrote it and when, in the shapes that most languages share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from cleaner.shapes import CAPITAL, ITEM_NUMBER, has_words, words

_MOST_DECKS = 2
_LONGEST_DECK = 60  # words
_MOST_LINES = 14  # of a header below a deck
# Signs that make lines below prose a header: one that can't be mistaken, or a date and a name, which a heading may be.
_ENOUGH, _NAMED = 1.5, 0.5
_MOST_DATES = 2  # more are a calendar's
_SHORT = 14  # words of a line that tells when or by whom
_BY = re.compile(
    r"(?:(?:written |reported |story |words |text |article )?by|von|text|texte|words|par|por|di|door|av|af|autore?|"
    r"autorin|auteure?|author|autor\w|testo|texto|tekst|автор|текст)\b:?(?: (?=[^\W\d_])(?!the\b|an?\b)|$)"
)
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"[^\W\d_]{3,12}\.?"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:\.|st|nd|rd|th|º|er)?,? (?:de |of )?{_MONTH},? (?:de |del )?{_YEAR}\b|"
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}\b|"
    rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d)?\d\d\b|\b{_YEAR}[./-]\d\d[./-]\d\d|{_YEAR}年\d{{1,2}}月"
)
_CLOCK = re.compile(r"\b\d{1,2} ?[:.hu] ?\d\d\b|\b\d{1,2} ?[ap]\.?m\b")
_READING = re.compile(r"\b\d{1,2}[ -]?(?:mins?\.?|minutes?|minut(?:en|er|i|os|[ya])?|мин(?:ут[аы]?)?\.?|хв|dk)(?!\w)")
_ITEM = re.compile(ITEM_NUMBER)  # of results, say, with times that look like dates
_NAME = re.compile(rf"(?:{CAPITAL}[\w'.-]+ ){{1,2}}{CAPITAL}[\w'-]+$")


class Lines(Protocol):
    """What is asked of a document: its folded lines, their cased forms, which of them are prose."""

    folded: list[str]

    def cased(self, index: int) -> str:
        """The line at `index` with its case."""

    def next_prose(self, index: int) -> int | None:
        """Index of the first prose line from `index` on."""


def decks(doc: Lines, first: int) -> tuple[int, ...]:
    """The indexes of the prose lines that belong to the header, the first prose line being at `first`."""
    outer = [first]
    while len(outer) <= _MOST_DECKS and _may_be_deck(doc.folded[outer[-1]]):
        following = doc.next_prose(outer[-1] + 1)
        if following is None:
            break
        outer.append(following)
    gaps = [[index for index in range(above + 1, below) if doc.folded[index]] for above, below in pairwise(outer)]
    headers = [n for n, gap in enumerate(gaps, 1) if _is_header(doc, gap)]
    # Dates alone between paragraphs are the headings of a diary; below a deck stands one.
    if headers and all(map(_dated, map(doc.folded.__getitem__, gaps[headers[-1] - 1]))):
        diary = headers != [1] or any(_dated(doc.folded[index]) for gap in gaps[1:] for index in gap)
        headers = [] if diary else headers
    return tuple(outer[: headers[-1]]) if headers else ()


def _dated(line: str) -> bool:
    return bool(_DATE.search(line))


def _may_be_deck(line: str) -> bool:
    return line[-1] != ":" and not has_words(line, _LONGEST_DECK + 1)


def _is_header(doc: Lines, gap: Sequence[int]) -> bool:
    """True if the lines between two prose lines show a header's signs."""
    if not 0 < len(gap) <= _MOST_LINES:
        return False
    dates = sum(_dated(doc.folded[index]) for index in gap)
    signs = [_sign(doc, index) for index in gap]
    return dates <= _MOST_DATES and sum(signs) >= _ENOUGH and max(signs) > _NAMED


def _sign(doc: Lines, index: int) -> float:
    """How much a line looks like one of a header's."""
    line = doc.folded[index]
    count = words(line)
    if count > _SHORT or line.endswith(("?", ":")) or (_ITEM.match(line) and not _DATE.match(line)):
        return 0
    if _dated(line):
        return 2 if _CLOCK.search(line) else 1
    if count <= 7 and _READING.search(line):
        return 2
    if by := _BY.match(line):
        return 2 if _NAME.search(doc.cased(index), by.end()) else float(count < 3 and by.end() == len(line))
    return _NAMED if _NAME.match(doc.cased(index)) else 0
