"""Kind `cohesion`: a line that shares nothing with the story around it: another story's headline, without any marker.

Section headings speak of what follows, and so share a word with it; lists, verse, interviews, tables and code are told
by their neighbours and their signs, and are left alone. Whole sentences are never judged: a story may digress.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from pydantic import Field

from cleaner.document import Document
from cleaner.evidence.cohesion import Story, content, names
from cleaner.evidence.features import Evidence
from cleaner.filters.base import Filter
from cleaner.matching.edges import bare
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import Removal
from cleaner.ruleset.model import Count, Strict
from cleaner.shapes import SPACELESS, WORD, ends_utterance
from cleaner.stopwords import STOPWORDS

_SIGNS = re.compile(r"[|{}<>=\\•·►▶_@#]|https?:|www\.|\S\(\)|\.{3}|…|\+\+")
_LIST_ITEM = re.compile(r"\W|\d{1,3}[.)]\s")  # a bullet, a bracket, a quotation mark, a number
_LABEL = re.compile(r"([^\s:：]{1,14})\s?[:：]")
_DATE = re.compile(r"\d[:.h]\d\d\b|\b(?:19|20)\d\d$|\d{1,2}[/.]\d{1,2}[/.]\d|年.{0,4}月|\w+ \d+ -")
_SPACELESS_LINE = re.compile(f"[{SPACELESS}]{{3}}")
_COMMA = re.compile("[,、，،;]")
_CLOSED = ".。．!?！？؟।,;:：，；、،؛-"


class CohesionOptions(Strict):
    """How strange a line must be, and how sure the story must be of itself."""

    least: Count = Field(5, description="content words a line must have to be judged")
    longest: Count = Field(140, description="characters of a line at most")
    shared: Annotated[float, Field(ge=0, lt=1)] = Field(
        0.0, description="share of its content words that the story has"
    )
    paragraphs: Count = Field(4, description="prose lines the document must have")
    run: Count = Field(3, description="strange lines in a row at most: more are a list or a poem")


class CohesionFilter(Filter):
    """Cuts single lines between paragraphs that have no word in common with any of them."""

    Options = CohesionOptions
    wants = "nothing"
    last = True

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line."""
        view = _View(doc, self.options)
        for run in view.runs():
            for index in run:
                yield self.removal(doc.span(index), f"shares no word with the story: {shown(doc.folded[index])}")


class _View:
    """One document, as the kind looks at it."""

    def __init__(self, doc: Document, options: CohesionOptions) -> None:
        self._doc = doc
        self._options = options

    def runs(self) -> Iterator[list[int]]:
        """The lines that stand alone, or a few together, between paragraphs, and share nothing with them."""
        doc = self._doc
        if len(doc.prose_lines) < self._options.paragraphs:
            return
        for run in self._gaps():
            shaped = len(run) <= self._options.run and all(map(self._could_be_headline, run))
            if shaped and all(map(self._is_strange, run)):
                yield run

    def _gaps(self) -> Iterator[list[int]]:
        """The lines between each paragraph and the next, and those behind the last."""
        doc = self._doc
        gap: list[int] = []
        above = ""
        for index in range(doc.zones.first or 0, len(doc)):
            line = doc.folded[index]
            if not line:
                continue
            if not doc.prose(index):
                gap.append(index)
                continue
            if gap and self._closes(above, gap[0]):
                yield gap
            gap, above = [], line
        if gap and self._closes(above, gap[0]):
            yield gap

    def _closes(self, above: str, below: int) -> bool:
        """True if a paragraph is over: a colon opens a list, and below a quotation stands the name of who said it."""
        if above[-1] in "\"'" and all(word[0].isupper() for word in WORD.findall(self._doc.cased(below))):
            return False
        return ends_utterance(above)

    def _could_be_headline(self, index: int) -> bool:
        """True if its shape alone does not tell that it is no headline."""
        line = self._doc.folded[index]
        cased = self._doc.cased(index)
        if not 10 <= len(line) <= self._options.longest or line[-1] in _CLOSED or cased[0].islower():
            return False
        if sum(map(str.isdigit, line)) * 3 > len(line):  # a row of figures
            return False
        if _SIGNS.search(line) or _LIST_ITEM.match(line) or _DATE.search(line) or len(_COMMA.findall(line)) > 2:
            return False
        if line.rsplit(None, 1)[-1] in STOPWORDS:  # a wrapped line breaks off anywhere
            return False
        label = _LABEL.match(line)
        return not (label and self._labels[label.group(1)] > 1)

    @cached_property
    def _labels(self) -> Counter[str]:
        """How often each label opens a line: a speaker's stands more than once."""
        found = (_LABEL.match(line) for line in self._doc.folded if line)
        return Counter(match.group(1) for match in found if match)

    @property
    def _story(self) -> Story:
        return self._doc.view(Evidence).story

    def _is_strange(self, index: int) -> bool:
        doc = self._doc
        stems = content(doc.folded[index])
        least = self._options.least
        if len(stems) < (least + 3 if _SPACELESS_LINE.search(doc.folded[index]) else least):
            return False
        if self._story.shared(stems) > self._options.shared * len(stems):
            return False
        if self._story.shared(names(doc.cased(index))):
            return False
        return self._copies[bare(doc.folded[index])] == 1

    @cached_property
    def _copies(self) -> Counter[str]:
        """How often each line stands in the text: a refrain is the story's."""
        return Counter(map(bare, self._doc.folded))
