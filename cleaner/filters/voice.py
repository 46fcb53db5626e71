"""Kind `voice`: a line in which the outlet speaks to its reader, in whatever wording.

Notices, appeals and offers are worded anew by each outlet, but made of few words and pairs of words: newsletter,
reserved, your, sign up. What each adds is added up (a linear model, trained by `python -m benchmarks.train_voice`; see
there for the texts and the thresholds); what stories say counts against it, and what the story says too, little.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from math import fsum
from typing import Annotated, Literal

from pydantic import Field

from cleaner.document import Document
from cleaner.evidence.certainty import ROUNDING, certainty, margin
from cleaner.evidence.stems import Scale
from cleaner.filters.base import Filter
from cleaner.lazy import lazy
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import NoiseClass, Removal
from cleaner.ruleset.model import Count, Rule, Strict
from cleaner.shapes import CAPITAL, PARTICLES, WORD, has_words
from cleaner.stopwords import STOPWORDS

_NAMED = 4  # contributions that an explanation names
LETTERS = 6  # of a word that count
WORDS = 3  # of a line at least
# Somebody's words, or a turn of a dialogue.
_SPEECH = re.compile(r'"[^"]{25,}"|「[^「」]{8,}」|[:,،] ?"|^\W{0,2}"[^"]*"?$|^- ?[^\W\d]')
_SPEAKER = re.compile(r"[^:]{1,40}: ")
# Who a line is about.
_OPENING_NAME = re.compile(rf"\W*{CAPITAL}[\w'.-]+(?: (?:(?:{PARTICLES}) )*{CAPITAL}[\w'.-]+)*")


class VoiceOptions(Strict):
    """What each word or pair of words adds, and how much is enough."""

    threshold: float = Field(description="sum from which a cut is of medium confidence")
    bias: float = Field(description="sum of a line without any of the words")
    body: Annotated[float, Field(ge=0)] = Field(3.0, description="how much more it takes between paragraphs")
    least: Count = Field(2, description="different words of the outlet that a line must have")
    longest: Count = Field(1200, description="characters of a line at most")
    strangers: bool = Field(False, description="spare a line that opens with a name which the story has too")
    paragraphs: Count = Field(3, description="prose lines the document must have")
    words: Mapping[NoiseClass | Literal["story"], Mapping[str, float]] = Field(
        description="what each word adds (its first letters), or two of them side by side, by the class they tell of; "
        "those of stories take away"
    )


class VoiceFilter(Filter):
    """Cuts lines made of an outlet's words."""

    Options = VoiceOptions
    wants = "nothing"
    last = True
    weighs = True

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        self._asked: VoiceOptions = self.options

    @lazy
    def _scale(self) -> Scale:
        words = self._asked.words
        return Scale({word: weight for name in words for word, weight in words[name].items()}, LETTERS)

    @lazy
    def _classes(self) -> dict[str, NoiseClass]:
        words = self._asked.words
        return {word: name for name in words if name != "story" for word in words[name]}

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line, with its certainty: the logistic function of sum less threshold, 0.9 at 0."""
        return self.sure(doc, near, 0)

    def sure(self, doc: Document, near: Candidates, least: float) -> Iterator[Removal]:
        """Those that are sure enough."""
        asked, enough = self._asked, margin(least)
        if len(doc.prose_lines) < asked.paragraphs or not (doc.tongues is None or self.rule.language in doc.tongues):
            return
        told = enough + asked.threshold - asked.bias - ROUNDING
        within = frozenset(doc.zones.lines(self.rule.scope))
        for index, parts in self._loud(doc, within, told):
            above = asked.bias + fsum(parts.values()) - self._threshold(doc, index)
            if index not in within or above <= enough or certainty(above) < least or not self._fits(doc, near, index):
                continue
            if self._speaks(doc):
                yield self._judged(doc, index, parts, above)

    def _loud(self, doc: Document, within: Collection[int], above: float) -> list[tuple[int, dict[str, float]]]:
        """The lines that are loud enough; without a look at the others where none of those within is by itself."""
        asked = self._asked
        if len(within) < len(doc):
            lines = [doc.folded[index] for index in within]
            if not self._scale.loud(lines, asked.longest, asked.least, above):
                return []
        return self._scale.loud(doc.folded, asked.longest, asked.least, above)

    def _fits(self, doc: Document, near: Candidates, index: int) -> bool:
        """True unless the line is explained by words, too short, what somebody says, or about one in the story."""
        if near.classes(index) or _is_speech(doc, index) or not has_words(doc.folded[index], WORDS):
            return False
        return not (self._asked.strangers and _names_a_figure(doc, index))

    def _speaks(self, doc: Document) -> bool:
        """True if the document is in the rule's language, for sure: few words would tell of any language."""
        return doc.tongues == frozenset([self.rule.language]) or doc.language == self.rule.language

    def _threshold(self, doc: Document, index: int) -> float:
        inside = doc.zones.first is not None and doc.zones.first < index < doc.zones.last
        return self._asked.threshold + (self._asked.body if inside else 0.0)

    def _judged(self, doc: Document, index: int, parts: Mapping[str, float], above: float) -> Removal:
        told: dict[NoiseClass, float] = {}
        for term in sorted(parts.keys() & self._classes.keys()):
            told[self._classes[term]] = told.get(self._classes[term], 0.0) + parts[term]
        loudest = min(told, key=lambda name: (-told[name], name))
        threshold = self._threshold(doc, index)
        why = ", ".join(
            f"{term} {parts[term]:+.1f}" for term in sorted(parts, key=lambda term: (-parts[term], term))[:_NAMED]
        )
        return self.removal(
            doc.span(index),
            f"the outlet speaks, {above + threshold:.1f} of {threshold:.1f} ({why}): {shown(doc.folded[index])}",
            noise_class=loudest,
            score=certainty(above),
        )


def _names_a_figure(doc: Document, index: int) -> bool:
    """True if a line opens with the name of somebody of whom the story speaks in another line, or stands below it."""
    above = next((other for other in range(index - 1, -1, -1) if not doc.blank(other)), index)
    lines = (index,) if doc.prose(above) else (index, above)
    openings = filter(None, (_OPENING_NAME.match(doc.cased(line)) for line in lines))
    names = {name for opening in openings for name in WORD.findall(opening[0].lower())} - STOPWORDS
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w)")
    return bool(names) and any(named.search(doc.folded[other]) for other in doc.prose_lines if other != index)


def _is_speech(doc: Document, index: int) -> bool:
    """True if a line holds what somebody says: in quotes, behind a dash, or behind a name that speaks elsewhere too."""
    line = doc.folded[index]
    speaker = _SPEAKER.match(line)
    return bool(_SPEECH.search(line)) or (speaker is not None and doc.searchable.count("\n" + speaker[0]) > 1)
