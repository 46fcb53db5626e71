"""Kind `cohesion`: a line that has little to do with the story around it: another story's headline, without any marker.

What it shares with the paragraphs around it, with the story at all, and how it stands there is weighed
(`cleaner.evidence.strangeness`); the weights stand in the rule. Section headings speak of what follows, and so share a
word with it; what its shape or its neighbours tell to be no headline is left alone (`cleaner.evidence.headlines`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from math import fsum, inf

from pydantic import Field, model_validator

from cleaner.document import Document
from cleaner.evidence.certainty import added_up, certainty, margin
from cleaner.evidence.cohesion import content
from cleaner.evidence.features import Evidence
from cleaner.evidence.headlines import Headlines
from cleaner.evidence.lists import What, bare_lists
from cleaner.evidence.strangeness import OF_PARAGRAPHS, SIGNS, Standing, Strangeness, most, weight
from cleaner.filters.base import Filter
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import LEVELS, Removal
from cleaner.ruleset.model import Count, Rule, Strict
from cleaner.shapes import words

_LONGEST_ROW, _LEAST_IN_ROW = 3, 4  # lines of a row: of more it may be a poem; words of each
_MOST_GAPS = 6  # rows and headings of a text: of more, its author leaves stops out
_ALIKE = 2.0  # how far from the mean of a row a line of it may be
_LONGEST_GAP = 8  # short lines between two paragraphs: of more, none is judged


class CohesionOptions(Strict):
    """How strange a line must be, and how sure the story must be of itself."""

    sentences: bool = Field(False, description="judge paragraphs of one sentence, not lines that are no prose")
    lists: What | None = Field(
        None,
        description="judge what stands bare below the story: lists of `least` lines, labels or headlines; headings",
    )
    least: Count = Field(3, description="content words a line must have to be judged")
    longest: Count = Field(140, description="characters of a line at most")
    paragraphs: Count = Field(3, description="prose lines the document must have")
    run: Count = Field(
        3, description="short lines in a row: of more, a list or a poem, the first and the last are judged"
    )
    threshold: float = Field(0.0, description="sum from which a cut is of medium confidence")
    row: float | None = Field(
        None, description="mean sum from which all short lines between two paragraphs are cut, of which none is alone"
    )
    weights: Mapping[str, float] = Field(default_factory=dict, description="what each sign adds, by its name")

    @model_validator(mode="after")
    def _known(self) -> CohesionOptions:
        if unknown := sorted(set(self.weights) - SIGNS):
            raise ValueError(f"there is no sign {unknown[0]!r}; there are {', '.join(sorted(SIGNS))}")
        if not (self.lists or self.weights):
            raise ValueError("a line is judged by weights, and there are none")
        return self


class CohesionFilter(Filter):
    """Cuts single lines between paragraphs that speak of something else."""

    Options = CohesionOptions
    wants = "nothing"
    last = True
    weighs = True

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule)
        weighed = certainty(most(self.options.weights) - self.options.threshold)
        self._most_of_paragraphs = most(self.options.weights, OF_PARAGRAPHS)
        self._surest = LEVELS[rule.confidence] if self.options.lists else weighed

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line, with its certainty: the logistic function of sum less threshold, 0.9 at 0."""
        return self.sure(doc, near, 0)

    def sure(self, doc: Document, near: Candidates, least: float) -> Iterator[Removal]:
        """Those that are sure enough, without a look at the document where none can be."""
        if self._surest < least or len(doc.prose_lines) < self.options.paragraphs:
            return
        if self.options.lists:
            yield from self._lists(doc)
            return
        enough = margin(least)
        alone: set[int] = set()
        for index, standing in self._sentences(doc) if self.options.sentences else self._short_lines(doc):
            if weight(content(doc.folded[index])) < self.options.least:
                continue
            parts = self._parts(doc, index, standing, enough)
            if parts is None or not doc.view(Headlines).alone(index):
                continue
            above = fsum(parts.values()) - self.options.threshold
            if above > enough and certainty(above) >= least:
                alone.add(index)
                yield self._judged(doc, index, parts, above)
        if self.options.row is not None:
            yield from self._rows(doc, alone, least)

    def _lists(self, doc: Document) -> Iterator[Removal]:
        """The lines of lists that no heading announces."""
        for what, lines in bare_lists(doc, doc.view(Evidence).story, self.options.least):
            if what != self.options.lists:
                continue
            for index in lines:
                why = f"one of {len(lines)} {what} that stand bare below the story: {shown(doc.folded[index])}"
                yield self.removal(doc.span(index), why)

    def _rows(self, doc: Document, alone: AbstractSet[int], least: float) -> Iterator[Removal]:
        """The lines of rows that are alike in how strange they are, but for those of which one is cut `alone`."""
        view = doc.view(Headlines)
        for gap in view.gaps if len(view.gaps) <= _MOST_GAPS else ():
            if not 1 < len(gap) <= _LONGEST_ROW or gap[0] > doc.prose_lines[-1] or not alone.isdisjoint(gap):
                continue
            lines = [doc.folded[index] for index in gap]
            # What has a label each is a table; names and calls are brief.
            if min(map(words, lines)) < _LEAST_IN_ROW or all(":" in line for line in lines):
                continue
            if not all(view.in_row(index, self.options.longest) for index in gap):
                continue
            if min(weight(content(line)) for line in lines) < self.options.least:
                continue
            standing = Standing(self.options.run, len(view.gaps) - 1)
            sums = [fsum((self._parts(doc, index, standing, -inf) or {}).values()) for index in gap]
            mean = fsum(sums) / len(sums)
            above = mean - (self.options.row or 0)
            if above <= margin(least) or max(abs(each - mean) for each in sums) > _ALIKE:
                continue
            for index in gap:
                why = f"one of {len(gap)} lines that speak of something else than the story, {mean:.1f} on average"
                yield self.removal(doc.span(index), f"{why}: {shown(doc.folded[index])}", score=certainty(above))

    def _short_lines(self, doc: Document) -> Iterator[tuple[int, Standing]]:
        """The lines of a shape that headlines have, alone or a few together between paragraphs."""
        view = doc.view(Headlines)
        for gap in view.gaps:
            if len(gap) > _LONGEST_GAP:
                continue
            fit = [index for index in gap if view.open(index, self.options.longest, single=len(gap) == 1)]
            many = len(gap) > self.options.run
            # Beside a line of another shape, or of many, it stands as in a list.
            standing = Standing(self.options.run if many or fit != gap else len(gap), len(view.gaps) - 1)
            yield from ((index, standing) for index in fit if not many or index in (gap[0], gap[-1]))

    def _sentences(self, doc: Document) -> Iterator[tuple[int, Standing]]:
        """The paragraphs of one sentence that may be headlines with a full stop, but for the first."""
        view = doc.view(Headlines)
        for index in doc.prose_lines[1:]:
            if view.closed(index, self.options.longest):
                yield index, Standing(1, len(view.gaps))

    def _parts(self, doc: Document, index: int, standing: Standing, enough: float) -> dict[str, float] | None:
        """What each sign adds; None if the line can't have enough against it."""
        weights = self.options.weights
        line = Strangeness(doc, doc.view(Evidence).story, index, standing)
        steps = (
            (line.at_a_glance, line.most_of_words(weights) + self._most_of_paragraphs),
            (line.of_words, self._most_of_paragraphs),
            (line.of_paragraphs, 0.0),
        )
        said = (((sign for sign in ask() if sign[1]), most) for ask, most in steps)
        return added_up(weights, said, enough + self.options.threshold)

    def _judged(self, doc: Document, index: int, parts: Mapping[str, float], above: float) -> Removal:
        threshold = self.options.threshold
        why = ", ".join(f"{name} {parts[name]:+.1f}" for name in sorted(parts, key=lambda name: -abs(parts[name])))
        return self.removal(
            doc.span(index),
            f"speaks of something else than the story, {above + threshold:.1f} of {threshold:.1f} ({why}): "
            f"{shown(doc.folded[index])}",
            score=certainty(above),
        )
