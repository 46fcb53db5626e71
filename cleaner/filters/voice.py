"""Kind `voice`: a line in which the outlet speaks to its reader, in whatever wording.

Notices, appeals and offers are worded anew by each outlet, but made of few words and pairs of words: newsletter,
reserved, your, sign up. What each adds is added up (a linear model, trained by `python -m benchmarks.train_voice`; see
there for the texts and the thresholds); what stories say counts against it, and what the story says too says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from math import fsum
from typing import Annotated, Literal

from pydantic import Field

from cleaner.document import Document
from cleaner.evidence.certainty import ROUNDING, certainty, margin
from cleaner.evidence.stems import NUMBER, Scale, terms
from cleaner.filters.base import Filter
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import NoiseClass, Removal
from cleaner.ruleset.model import Count, Rule, Strict
from cleaner.shapes import CAPITAL, PARTICLES, UNSPACED

_NAMED = 4  # contributions that an explanation names
LETTERS = 6  # of a word that count
_TELLING = 4  # letters: shorter words stand inside many others
# Somebody's words, or a turn of a dialogue.
_SPEECH = re.compile(r'"[^"]{25,}"|「[^「」]{8,}」|[:,،] ?"|^\W{0,2}"[^"]*"?$|^- ?[^\W\d]')
# What is quoted is nobody's plea: a line may tell of the word "please".
_QUOTED = re.compile(r'"[^"]*"')
_SPEAKER = re.compile(r"[^:]{1,40}: ")
# Who a line is about, and the surname; one name alone may be first or last.
_OPENING_NAME = re.compile(rf"\W*(?:{CAPITAL}[\w'.-]+ (?:(?:{PARTICLES}) )*)*({CAPITAL}[\w'-]+)")


def terms_of(line: str) -> Set[str]:
    """What a folded line is made of, but for what is quoted on it: your and our tell as much as newsletter does."""
    return terms(_QUOTED.sub(" ", line), LETTERS)


class VoiceOptions(Strict):
    """What each word or pair of words adds, and how much is enough."""

    threshold: float = Field(description="sum from which a cut is of medium confidence")
    bias: float = Field(description="sum of a line without any of the words")
    body: Annotated[float, Field(ge=0)] = Field(3.0, description="how much more it takes between paragraphs")
    least: Count = Field(2, description="different words of the outlet that a line must have")
    longest: Count = Field(300, description="characters of a line at most")
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
        words = self._asked.words
        self._weights = {word: weight for name in words for word, weight in words[name].items()}
        self._scale = Scale(self._weights, LETTERS)
        self._classes: dict[str, NoiseClass] = {word: name for name in words if name != "story" for word in words[name]}

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
        for index in self._scale.loud(doc.folded, asked.longest, asked.least, told):
            if index not in within or (asked.strangers and _names_a_figure(doc, index)):
                continue
            parts = self._words(terms_of(doc.folded[index]))
            if self._above(doc, index, parts) <= enough or near.classes(index) or _is_speech(doc, index):
                continue
            parts = self._of_outlet_alone(doc, index, parts)
            above = self._above(doc, index, parts)
            if above > enough and certainty(above) >= least and self._says_enough(parts) and self._speaks(doc):
                yield self._judged(doc, index, parts, above)

    def _speaks(self, doc: Document) -> bool:
        """True if the document is in the rule's language, for sure: few words would tell of any language."""
        return doc.tongues == frozenset([self.rule.language]) or doc.language == self.rule.language

    def _above(self, doc: Document, index: int, parts: Mapping[str, float]) -> float:
        """How much the sum of a line's words is above its threshold."""
        return self._asked.bias + fsum(parts.values()) - self._threshold(doc, index)

    def _threshold(self, doc: Document, index: int) -> float:
        inside = doc.zones.first is not None and doc.zones.first < index < doc.zones.last
        return self._asked.threshold + (self._asked.body if inside else 0.0)

    def _words(self, terms: Set[str]) -> dict[str, float]:
        """What each word of a line adds."""
        weights = self._weights
        return {term: weights[term] for term in weights.keys() & terms}

    def _of_outlet_alone(self, doc: Document, index: int, parts: Mapping[str, float]) -> dict[str, float]:
        """What the words add without those words of the outlet that stand elsewhere in the text."""
        line, text = doc.folded[index], doc.searchable
        return {term: weight for term, weight in parts.items() if weight <= 0 or not _elsewhere(term, line, text)}

    def _says_enough(self, parts: Mapping[str, float]) -> bool:
        return sum(weight > 0 for weight in parts.values()) >= self._asked.least

    def _judged(self, doc: Document, index: int, parts: Mapping[str, float], above: float) -> Removal:
        told: dict[NoiseClass, float] = {}
        for term, name in self._classes.items():
            told[name] = told.get(name, 0.0) + parts.get(term, 0.0)
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


def _elsewhere(term: str, line: str, text: str) -> bool:
    """True if a term of a line stands elsewhere in the text too, or longer ones inside a word."""
    first, _, second = term.partition(" ")
    if UNSPACED.match(first):
        written = first + second[1:]  # pairs of characters overlap
        return text.count(written) > line.count(written)
    if len(first) >= _TELLING and text.count(first) <= line.count(first):
        return False
    if not second and len(first) >= _TELLING:
        return True
    pattern = _written(term)
    return len(pattern.findall(text)) > len(pattern.findall(line))


@lru_cache(maxsize=10_000)
def _written(term: str) -> re.Pattern[str]:
    """How a term's words are written."""
    stems = (r"\d+" if stem == NUMBER else re.escape(stem) + r"\w*" * (len(stem) == LETTERS) for stem in term.split())
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(stems) + r"(?![^\W_])")


def _names_a_figure(doc: Document, index: int) -> bool:
    """True if a line opens with the name of somebody of whom the story speaks in another line."""
    found = _OPENING_NAME.match(doc.cased(index))
    if not found:
        return False
    surname = re.compile(rf"(?<!\w){re.escape(found[1].lower())}(?!\w)")
    return any(surname.search(doc.folded[other]) for other in doc.prose_lines if other != index)


def _is_speech(doc: Document, index: int) -> bool:
    """True if a line holds what somebody says: in quotes, behind a dash, or behind a name that speaks elsewhere too."""
    line = doc.folded[index]
    speaker = _SPEAKER.match(line)
    return bool(_SPEECH.search(line)) or (speaker is not None and doc.searchable.count("\n" + speaker[0]) > 1)
