"""Lines as a reader sees them: a hard-wrapped paragraph is one line.

Wrapping is decided pair by pair from the two lines alone, so that cutting a line elsewhere can only join more of a
paragraph, never break one up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from cleaner.shapes import ends_utterance

# Widths that hard-wrapped text has, in characters.
WRAP_MIN, WRAP_MAX = 50, 120
# A line followed by one that opens in lower case may be shorter (its start may have been cut).
BROKEN_MIN = 30
# A line of up to so many words right above a wrapped paragraph is what a cut left of the paragraph's first line.
STUMP_IN_WORDS = 7
# How much longer than its predecessor a wrapped line may be: about one long word.
SLACK = 15
# A line that opens in lower case, if it opens in ASCII.
_MAY_OPEN_LOW = re.compile(r"\n(?:[a-z]|[^\x00-\x7f])")


def unify_breaks(text: str) -> str:
    """`text` with every line break as one line feed, as long as `text`."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text


def physical(text: str) -> list[tuple[int, int]]:
    """Start and end of each line of a text whose breaks are line feeds; the last may be empty."""
    stops = list(accumulate([len(line) + 1 for line in text.split("\n")]))
    return list(zip([0, *stops], [stop - 1 for stop in stops], strict=False))


def logical(text: str) -> list[tuple[int, int]]:
    """Start and end of each line of `text` (plain, breaks unified), the lines of a wrapped paragraph taken as one."""
    spans = physical(text)
    return list(_unwrapped(text, spans)) if _may_wrap(text, spans) else spans


def _may_wrap(text: str, spans: list[tuple[int, int]]) -> bool:
    """True if a line opens in lower case below one that may be broken: without one no paragraph is wrapped."""
    return _MAY_OPEN_LOW.search(text) is not None and any(
        below < stop and end - start >= BROKEN_MIN and text[below].islower()
        for (start, end), (below, stop) in pairwise(spans)
    )


def _unwrapped(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = len(spans) - 1
    i = single_to = 0
    while i <= last:
        start, end = spans[i]
        end_of_paragraph = i
        # Most lines of unwrapped text are decided here: too long, too short, or followed by a blank one.
        below = spans[i + 1][1] - spans[i + 1][0] if i < last else 0
        if below and i >= single_to and BROKEN_MIN <= end - start <= WRAP_MAX:
            end_of_paragraph, single_to = _paragraph(text, spans, i)
        brief = end_of_paragraph == i and 0 < end - start < WRAP_MIN <= below <= WRAP_MAX
        if brief and _is_stump(text[start:end]):
            to, single_to = _paragraph(text, spans, i + 1)
            end_of_paragraph = to if to > i + 1 else i
        yield start, spans[end_of_paragraph][1]
        i = end_of_paragraph + 1


def _paragraph(text: str, spans: list[tuple[int, int]], first: int) -> tuple[int, int]:
    """Index of the last line of the wrapped paragraph that opens at `first`, and of the last line that fits to it.

    A paragraph's lines fit, one at least is broken before a small letter, and the last ends a sentence; without such
    a paragraph the first index is `first` itself. Up to the second index no other paragraph begins behind the first,
    so that each line is looked at twice at most.
    """
    end = first
    broken = False
    last = first
    for i in range(first, len(spans) - 1):
        line, following = text[slice(*spans[i])].rstrip(), text[slice(*spans[i + 1])].rstrip()
        if _breaks_a_sentence(line, following):
            broken = True
        elif not _fits(line, following):
            break
        last = i + 1
        if broken and ends_utterance(following):
            end = i + 1
    return end, last


def _is_stump(line: str) -> bool:
    """True if a short line above a longer one may be what is left of a paragraph's first, whose dateline was cut."""
    return (
        (line[-1].isalnum() or line[-1] in ",-)>")
        and not line[0].isspace()
        and not any(map(str.isdigit, line))
        and len(line.split()) <= STUMP_IN_WORDS
        and line[:3].lower() != "by "
        and not (line.isupper() and len(line.split()) > 1)
    )


def _breaks_a_sentence(line: str, following: str) -> bool:
    return (
        BROKEN_MIN <= len(line) <= WRAP_MAX
        and 0 < len(following) <= WRAP_MAX
        and following[0].islower()
        and (line[-1].isalnum() or line[-1] in ",-)'\"")
    )


def _fits(line: str, following: str) -> bool:
    return (
        WRAP_MIN <= len(line) <= WRAP_MAX
        and 0 < len(following) <= min(WRAP_MAX, len(line) + SLACK)
        and (following[0].isupper() or following[0].isdigit() or following[0] in "'\"(")
        # A headline in capitals is over where the capitals are.
        and (following.isupper() or not line.isupper())
    )
