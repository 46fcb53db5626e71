"""Kind `cohesion`: a line that has little to do with the story around it: another story's headline, without any marker.

What it shares with the paragraphs around it, with the story at all, and how it stands there is weighed
(`cleaner.evidence.strangeness`); the weights stand in the rule. Section headings speak of what follows, and so share a
word with it; lists, verse, interviews, tables and code are told by their neighbours and their signs, and are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import exp, fsum, log

from pydantic import Field, model_validator

from cleaner.document import Document
from cleaner.evidence.cohesion import Story, content
from cleaner.evidence.features import Evidence
from cleaner.evidence.strangeness import SIGNS, Standing, strangeness, weight
from cleaner.filters.base import Filter
from cleaner.matching.edges import bare
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import LEVELS, Removal
from cleaner.ruleset.model import Count, Strict
from cleaner.shapes import WORD, ends_utterance
from cleaner.stopwords import STOPWORDS

_SIGNS = re.compile(r"[|{}<>=\\•·►▶_@#©®™]|https?:|www\.|\S\(\)|\.{3}|…|\+\+|\s\s")
# A bullet, a bracket, a quotation mark, a number.
_LIST_ITEM = re.compile(r"\W|\d{1,3}[.)]\s|[一二三四五六七八九十]{1,3}[、.]")
# A sentence that ended: what ends open behind it was broken off.
_SENTENCE = re.compile(r"\w{4}[.!?]['\")\]]*\s+\S|[。!?]['\")\]」』]*[^\s'\")\]」』]")
_LABEL = re.compile(r"([^\s:：]{1,14})\s?[:：]")
_DATE = re.compile(r"\d[:.h]\d\d\b|^.{0,30}\b(?:19|20)\d\d$|\d{1,2}[/.]\d{1,2}[/.]\d|年.{0,4}月|\w+ \d+ -")
_COMMA = re.compile("[,、，،;]")
# Who writes and who reads: stories speak to their readers, headlines seldom do.
_PERSONAL = frozenset(
    "i'm i've me my you your we our ich mich dich dein euch j'ai je moi nous vous yo nosotros usted nós você noi voi ik jij "
    "wij jullie ja ty wy я ты мы вы ти ми ви أنا نحن أنت".split()
)
_I = re.compile(r"\bI\b")
_CLOSED = ".。．!?！？؟।,;:：，；、،؛-"
_AT_THRESHOLD = log(LEVELS["medium"] / (1 - LEVELS["medium"]))
_HOPELESS = -_AT_THRESHOLD  # a certainty of 0.5: a line more likely the story's is not proposed at all


class CohesionOptions(Strict):
    """How strange a line must be, and how sure the story must be of itself."""

    least: Count = Field(3, description="content words a line must have to be judged")
    longest: Count = Field(140, description="characters of a line at most")
    paragraphs: Count = Field(3, description="prose lines the document must have")
    run: Count = Field(3, description="short lines in a row at most: more are a list or a poem")
    threshold: float = Field(description="sum from which a cut is of medium confidence")
    weights: Mapping[str, float] = Field(description="what each sign adds, by its name")

    @model_validator(mode="after")
    def _known(self) -> CohesionOptions:
        if unknown := sorted(set(self.weights) - SIGNS):
            raise ValueError(f"there is no sign {unknown[0]!r}; there are {', '.join(sorted(SIGNS))}")
        return self


class CohesionFilter(Filter):
    """Cuts single lines between paragraphs that speak of something else."""

    Options = CohesionOptions
    wants = "nothing"
    last = True

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line, with its certainty: the logistic function of sum less threshold, 0.9 at 0."""
        view = _View(doc, self.options)
        for run, size in view.runs():
            for index in run:
                parts = view.parts(index, size)
                margin = fsum(parts.values()) - self.options.threshold
                if parts and margin > _HOPELESS:
                    yield self._judged(doc, index, parts, margin)

    def _judged(self, doc: Document, index: int, parts: Mapping[str, float], margin: float) -> Removal:
        signs = sorted((name for name in parts if parts[name]), key=lambda name: -abs(parts[name]))
        why = ", ".join(f"{name} {parts[name]:+.1f}" for name in signs)
        return self.removal(
            doc.span(index),
            f"speaks of something else than the story, {margin + self.options.threshold:.1f} of "
            f"{self.options.threshold:.1f} ({why}): {shown(doc.folded[index])}",
            score=round(1 / (1 + exp(-margin - _AT_THRESHOLD)), 6),
        )


class _View:
    """One document, as the kind looks at it."""

    def __init__(self, doc: Document, options: CohesionOptions) -> None:
        self._doc = doc
        self._options = options

    def runs(self) -> Iterator[tuple[list[int], int]]:
        """The lines of a shape that headlines have, alone or a few together between paragraphs, and how many stand there."""
        if len(self._doc.prose_lines) < self._options.paragraphs:
            return
        for run in self._gaps:
            if len(run) <= self._options.run and (fit := list(filter(self._could_be_headline, run))):
                # Beside a line of another shape it stands as in a list.
                yield fit, len(run) if fit == run else self._options.run

    def parts(self, index: int, run: int) -> dict[str, float]:
        """What each sign adds to a line of a run of so many; nothing for a line with too few words or a copy."""
        line = self._doc.folded[index]
        if weight(content(line)) < self._options.least or self._copies[bare(line)] > 1:
            return {}
        weights = self._options.weights
        found = strangeness(self._doc, self._story, index, Standing(run, len(self._gaps) - 1))
        return {name: weights[name] * value for name, value in found if name in weights}

    @cached_property
    def _gaps(self) -> list[list[int]]:
        return list(self._between())

    def _between(self) -> Iterator[list[int]]:
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
        return ends_utterance(above) or above[-1] in "」』"

    def _could_be_headline(self, index: int) -> bool:
        """True if its shape alone does not tell that it is no headline."""
        line = self._doc.folded[index]
        cased = self._doc.cased(index)
        if not 10 <= len(line) <= self._options.longest or cased[0].islower() or not self._stands_apart(index):
            return False
        if line.rstrip("'\")]」』) ")[-1:] in _CLOSED or _SENTENCE.search(line):
            return False
        if sum(map(str.isdigit, line)) * 3 > len(line):  # a row of figures
            return False
        if (
            line.count('"') % 2
            or _SIGNS.search(line)
            or _LIST_ITEM.match(line)
            or _DATE.search(line)
            or len(_COMMA.findall(line)) > 2
        ):
            return False
        if line.rsplit(None, 1)[-1] in STOPWORDS:  # a wrapped line breaks off anywhere
            return False
        if not _PERSONAL.isdisjoint(WORD.findall(line)) or _I.search(cased):
            return False
        label = _LABEL.match(line)
        return not (label and self._labels[label.group(1)] > 1)

    def _stands_apart(self, index: int) -> bool:
        """False if it is set close to the line below, as headings are, stands under a colon or may be wrapped."""
        doc = self._doc
        below = index + 1 < len(doc) and not doc.blank(index + 1)
        above = index > 0 and not doc.blank(index - 1)
        before = next(filter(None, reversed(doc.folded[max(0, index - 2) : index])), "")
        return not before.endswith(":") and (not below or (above and not self._wrapped))

    @cached_property
    def _wrapped(self) -> bool:
        """True if lines of the text were put together to paragraphs."""
        return self._doc.text.count("\n") >= len(self._doc)

    @cached_property
    def _labels(self) -> Counter[str]:
        """How often each label opens a line: a speaker's stands more than once."""
        found = (_LABEL.match(line) for line in self._doc.folded if line)
        return Counter(match.group(1) for match in found if match)

    @property
    def _story(self) -> Story:
        return self._doc.view(Evidence).story

    @cached_property
    def _copies(self) -> Counter[str]:
        """How often each line stands in the text: a refrain is the story's."""
        return Counter(map(bare, self._doc.folded))
