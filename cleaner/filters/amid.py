"""Kind `amid`: lines without any marker below the story, amid the page's furniture that rules of words know.

What stands below a story's last paragraph is the page's once two of its share buttons, menus or prompts have come: on
the pages of eight public sets, as two extractors gave them, 95 % of 1,077 such lines were not in the bodies that people
had marked, and most others were single words that a body has too. Lists of the story stand above all that, and what is
shaped like a part of one is left alone wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Annotated

from pydantic import Field

from cleaner.document import Document
from cleaner.evidence.features import Evidence, Features
from cleaner.filters.base import Filter
from cleaner.matching.matcher import shown
from cleaner.matching.scan import Candidates
from cleaner.record import LEVELS, NoiseClass, Removal
from cleaner.ruleset.model import Count, Strict
from cleaner.shapes import ends_utterance, has_letters

# What pages put below stories and hardly ever amid them. A credit or a name may have the story's own lines below it.
_FURNITURE: frozenset[NoiseClass] = frozenset(["share", "nav", "teaser", "promo", "ad", "copyright", "disclaimer"])


class AmidOptions(Strict):
    """How much furniture must stand around a line."""

    above: Count = Field(2, description="known lines between the story and it at least, one of them furniture")
    below: Annotated[int, Field(strict=True, ge=0)] = Field(0, description="known lines below it at least")
    most: Count = Field(30, description="unknown lines below the story at most: more are what the page is about")
    each: Count = Field(4, description="unknown lines below the story at most for each known one")
    longest: Count = Field(160, description="characters of a line at most")
    whole: bool = Field(False, description="of unknown lines in a row, cut all or none")
    prose: Count = Field(3, description="prose lines the document must have")
    never: Features = Field((), description="features that spare a line")


class AmidFilter(Filter):
    """Cuts short lines below the story that stand amid lines which rules of words hit."""

    Options = AmidOptions
    wants = "nothing"
    joint = True

    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """One removal a line, whatever the confidence of the rules that hit the others."""
        return self.sure(doc, near, 0)

    def sure(self, doc: Document, near: Candidates, least: float) -> Iterator[Removal]:
        """Those amid lines that rules hit which are sure enough."""
        if LEVELS[self.rule.confidence] >= least:
            yield from self._amid(doc, near.known(least))

    def _amid(self, doc: Document, known: Mapping[int, AbstractSet[NoiseClass]]) -> Iterator[Removal]:
        last = next((index for index in reversed(doc.prose_lines) if index not in known), len(doc))
        hits = sum(index > last for index in known)
        if hits < self.options.above + self.options.below:
            return
        if sum(index not in known for index in doc.prose_lines) < self.options.prose:
            return
        tail = [index for index in range(last + 1, len(doc)) if has_letters(doc.folded[index])]
        if sum(index not in known for index in tail) > min(self.options.most, self.options.each * hits):
            return
        above: list[NoiseClass] = []
        for is_known, row in groupby(tail, known.__contains__):
            if is_known:
                above += (_spoken(known[index]) for index in row)
            elif (
                len(above) >= self.options.above
                and hits - len(above) >= self.options.below
                and not _FURNITURE.isdisjoint(above)
            ):
                yield from (self._judged(doc, index, above) for index in self._bare(doc, list(row)))

    def _bare(self, doc: Document, row: Sequence[int]) -> Sequence[int]:
        """The bare ones of unknown lines in a row."""
        bare = [index for index in row if self._is_bare(doc, index)]
        return [] if self.options.whole and len(bare) < len(row) else bare

    def _is_bare(self, doc: Document, index: int) -> bool:
        """True for a short line that is no sentence and has nothing of what spares it."""
        line = doc.folded[index]
        if len(line) > self.options.longest or ends_utterance(line):
            return False
        features = doc.view(Evidence).features(index)
        return not any(features.get(name) for name in self.options.never)

    def _judged(self, doc: Document, index: int, above: Sequence[NoiseClass]) -> Removal:
        """The line's removal; it is of the class of the furniture right above it."""
        of_class = next(each for each in reversed(above) if each in _FURNITURE)
        why = f"below the story and {len(above)} lines of furniture ({', '.join(sorted(set(above)))})"
        return self.removal(doc.span(index), f"{why}: {shown(doc.folded[index])}", noise_class=of_class)


def _spoken(classes: AbstractSet[NoiseClass]) -> NoiseClass:
    """One of a line's classes, furniture first."""
    return min(classes, key=lambda each: (each not in _FURNITURE, each))
