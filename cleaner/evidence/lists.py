"""Lists without a heading: tags, names of sections and headlines of other stories, as layouts set them below a story.

A story announces its lists: by a colon, a heading, bullets, numbers. What stands bare below its last paragraph is the
page's, whatever it says. So is a heading with nothing below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from cleaner.document import Document
from cleaner.evidence.cohesion import Story, content
from cleaner.evidence.headlines import Headlines
from cleaner.evidence.strangeness import weight
from cleaner.shapes import ITEM_NUMBER, ends_sentence, ends_utterance, words

What = Literal["labels", "headlines", "headings"]
_LABEL_WORDS, _LABEL_LENGTH = 3, 32  # at most
_HEADLINE_WORDS, _HEADLINES_WORDS = 3, 4.0  # of one at least, and of several together
_MOST = 0.5  # of a list of headlines: questions, what begins with a label, what speaks to the reader, has figures
_LONG_HEADLINES, _STRANGE = 6.0, 0.7  # words of one, together; shorter ones speak of something else
_SINGLE_WORDS, _KNOWN = 0.6, 0.3  # tags are single words, or tell what the story is about
_MOST_PERSONAL = 0.5  # of the paragraphs: letters are signed
# A line that begins so goes on from the one above: verse.
_AND_WORDS = """
    and but or nor then und aber oder et mais ou ni y pero e ma però en maar i ale och men и но а
    """
_AND = frozenset(_AND_WORDS.split())
_DANGLING, _HEADING_WORDS = 2, 4  # lines and words at most of what stands below a story and heads nothing
_NO_ITEM = re.compile(rf"[-*•·–●○▪+>|#\"(\[]|{ITEM_NUMBER}|.*[:,;\\]$|.*(?:https?:|www\.|[|{{}}<>=\\_@©$€£])")


class Bare(NamedTuple):
    """The lines of a list without a heading."""

    what: What
    lines: list[int]


def bare_lists(doc: Document, story: Story, least: int) -> Iterator[Bare]:
    """The lists of at least `least` lines right below the last paragraph, one below the other."""
    last = doc.zones.last
    tail = [index for index in doc.zones.lines("tail") if not doc.blank(index)]
    if not tail or doc.zones.first is None or not ends_utterance(doc.folded[last]):
        return
    if len(tail) <= _DANGLING and all(_dangles(doc, index) for index in tail) and not _signs(doc, last):
        yield Bare("headings", tail)
    for what, group in groupby(tail, lambda index: _what(doc, index)):
        lines = list(group)
        # A short line alone, and what is no item, may be the heading of what stands below it.
        if not what or len(lines) < least:
            break
        if _are_headlines(doc, story, lines) if what == "headlines" else _are_labels(doc, story, lines):
            yield Bare(what, lines)


def _what(doc: Document, index: int) -> What | None:
    """What sort of a list the line could be an item of."""
    line = doc.folded[index]
    if _NO_ITEM.match(line) or ends_sentence(line):
        return None
    count = words(line)
    if count <= _LABEL_WORDS and len(line) <= _LABEL_LENGTH and line[-1] not in "?!":
        return "labels"
    return "headlines" if count >= _HEADLINE_WORDS and not doc.cased(index)[0].islower() else None


def _dangles(doc: Document, index: int) -> bool:
    """True if a line below which nothing comes reads like a heading."""
    line = doc.folded[index]
    if _NO_ITEM.match(line) or ends_utterance(line) or "," in line or any(map(str.isdigit, line)):
        return False
    return words(line) <= _HEADING_WORDS and not doc.cased(index)[0].islower() and line[0].isalpha()


def _signs(doc: Document, last: int) -> bool:
    """True if a name may stand below the last paragraph: who said it, or who wrote the letter."""
    personal = sum(map(doc.view(Headlines).personal, doc.prose_lines))
    return doc.folded[last][-1] in "\"'" or personal > _MOST_PERSONAL * len(doc.prose_lines)


def _are_headlines(doc: Document, story: Story, lines: list[int]) -> bool:
    folded = [doc.folded[index] for index in lines]
    if any(line.split(None, 1)[0] in _AND for line in folded):
        return False
    odd = (
        sum(line[-1] in "?!" for line in folded),
        sum(":" in line for line in folded),
        sum(any(map(str.isdigit, line)) for line in folded),
        sum(not doc.view(Headlines).fits(index) for index in lines),
    )
    if max(odd) > _MOST * len(lines):
        return False
    stems = set().union(*map(content, folded))
    strange = weight(stems - story.known(stems)) >= _STRANGE * weight(stems)
    return sum(map(words, folded)) >= (_HEADLINES_WORDS if strange else _LONG_HEADLINES) * len(lines)


def _are_labels(doc: Document, story: Story, lines: list[int]) -> bool:
    folded = [doc.folded[index] for index in lines]
    if any(any(map(str.isdigit, line)) for line in folded if len(line) < 3) or not all(
        line[0].isalpha() for line in folded
    ):
        return False
    stems = set().union(*map(content, folded))
    known = weight(story.known(stems))
    single = sum(words(line) == 1 for line in folded)
    return known >= _KNOWN * weight(stems) or single >= _SINGLE_WORDS * len(lines)
