"""Kind `score`: the evidence on a short line, added up with weights that its rule file shows.

A line that is no prose and that no rule of words explains is judged by its shape, its place and what it shares with the
story (`cleaner.evidence`). Each zone has its weights, its bias and its threshold, trained by
`python -m benchmarks.train_score` (logistic regression; see there for the text and the thresholds).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from math import fsum, inf
from typing import Annotated, Literal

from pydantic import Field

from cleaner.document import Document
from cleaner.evidence.certainty import added_up, certainty, margin
from cleaner.evidence.features import OF_NEIGHBOURS, OF_PLACE, OF_STORY, Evidence, Features, Weights
from cleaner.filters.base import Filter
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import NoiseClass, Removal
from cleaner.ruleset.model import Count, Rule, Strict
from cleaner.shapes import has_letters

_NAMED = 3  # contributions that an explanation names


class ZoneOptions(Strict):
    """The evidence in one zone."""

    noise_class: NoiseClass = Field(alias="class", description="class of what is cut there")
    threshold: float = Field(description="score from which a cut is of medium confidence")
    bias: float = Field(description="score of a line without any feature")
    weights: Weights = Field(description="what each feature adds, by its name")

    @cached_property
    def most_of_story(self) -> float:
        """What the features of the story's words can add at most; each is 1 at most.

        A line that shares words shares no more of them with a paragraph than with the story; a line without any has
        none of those features.
        """
        weights = {name: self.weights.get(name, 0.0) for name in OF_STORY}
        of_paragraphs = sum(max(0.0, weights[name]) for name in ("shared_lead", "shared_above", "shared_below"))
        of_words = max(0.0, weights["shares_nothing"], weights["shared"] + of_paragraphs)
        return of_words + max(0.0, weights["shared_names"], weights["strange_names"])

    @cached_property
    def most_of_place(self) -> float:
        """What the features of a line's place can add at most; each is 1 at most, and of some there is only one."""
        return sum(max(0.0, *(self.weights.get(name, 0.0) for name in one_of)) for one_of in OF_PLACE)

    @cached_property
    def most_of_neighbours(self) -> float:
        """What the features of the lines beside it can add at most; each is 1 at most."""
        return sum(max(0.0, self.weights.get(name, 0.0)) for name in OF_NEIGHBOURS)


class ScoreOptions(Strict):
    """How evidence adds up."""

    zones: Mapping[Literal["head", "body", "tail"], ZoneOptions] = Field(description="the evidence, by zone")
    never: Features = Field((), description="features that spare a line whatever its score")
    longest: Count = Field(300, description="characters of a line at most")
    prose: Annotated[int, Field(strict=True, ge=1)] = Field(3, description="prose lines the document must have")


class ScoreFilter(Filter):
    """Cuts short lines with enough against them."""

    Options = ScoreOptions
    wants = "nothing"
    last = True
    weighs = True

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        self._never = frozenset(self.options.never)

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line, with its certainty: the logistic function of score less threshold, 0.9 at 0."""
        return self.sure(doc, near, 0)

    def sure(self, doc: Document, near: Candidates, least: float) -> Iterator[Removal]:
        """Those that are sure enough; of most lines little need be known to tell that they are not."""
        if doc.zones.first is None or len(doc.prose_lines) < self.options.prose:
            return
        evidence, enough = doc.view(Evidence), margin(least)
        prose = frozenset(doc.prose_lines)
        for place, zone in self.options.zones.items():
            for index in doc.zones.lines(place):
                if index not in prose and self._could_fall(doc, near, index):
                    parts = self._parts(evidence, index, zone, enough)
                    if parts is None:
                        continue
                    above = zone.bias + fsum(parts.values()) - zone.threshold
                    if above > enough and certainty(above) >= least:
                        yield self._judged(doc, index, place, zone, parts, above)

    def _parts(self, evidence: Evidence, index: int, zone: ZoneOptions, enough: float) -> dict[str, float] | None:
        """What each feature adds to the line's score; None if the line is spared, or can't have enough against it."""
        return added_up(zone.weights, self._steps(evidence, index, zone), enough + zone.threshold - zone.bias)

    def _steps(
        self, evidence: Evidence, index: int, zone: ZoneOptions
    ) -> Iterator[tuple[Iterable[tuple[str, float]], float]]:
        """The line's features, and what those behind them can add; nothing is enough against a line that is spared."""
        for ask, most in (
            (evidence.of_shape, zone.most_of_place + zone.most_of_neighbours + zone.most_of_story),
            (evidence.of_place, zone.most_of_neighbours + zone.most_of_story),
            (evidence.of_neighbours, zone.most_of_story),
            (evidence.of_story, 0.0),
        ):
            found = ask(index)
            yield found.items(), most if self._never.isdisjoint(found) else -inf

    def _could_fall(self, doc: Document, near: Candidates, index: int) -> bool:
        """True for a short line, no prose, that no rule of words explains."""
        line = doc.folded[index]
        return (
            0 < len(line) <= self.options.longest
            and has_letters(line)
            and not near.classes(index)
            and index != doc.view(_first_heading)
        )

    def _judged(
        self, doc: Document, index: int, place: str, zone: ZoneOptions, parts: Mapping[str, float], above: float
    ) -> Removal:
        against = sorted(parts, key=lambda feature: -parts[feature])[:_NAMED]
        why = ", ".join(f"{feature} {parts[feature]:+.1f}" for feature in against)
        return self.removal(
            doc.span(index),
            f"{place} line with {above + zone.threshold:.1f} of {zone.threshold:.1f} against it ({why}): "
            f"{shown(doc.folded[index])}",
            noise_class=zone.noise_class,
            score=certainty(above),
        )


def _first_heading(doc: Document) -> int | None:
    """The only line above the story, if there is but one and it is no address: a heading perhaps, of what follows."""
    head = [index for index in doc.zones.lines("head") if not doc.blank(index)]
    return head[0] if len(head) == 1 and "address" not in doc.view(Evidence).of_shape(head[0]) else None
