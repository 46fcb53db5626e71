"""The smallest excerpt of a document in which a rule still makes a cut that is wrong: what it is to keep, as proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from cleaner.errors import PatternTimeout
from cleaner.filters.base import kinds
from cleaner.pipeline import Pipeline
from cleaner.proof import alone
from cleaner.record import Cleaned, Removal
from cleaner.review.excerpts import Excerpt, excerpts, visible
from cleaner.ruleset.bound import example_of
from cleaner.ruleset.model import Rule
from cleaner.ruleset.settings import Settings
from cleaner.spans import Span, cut, union


class Bench:
    """Rules made ready to be tried on excerpts, each built once: `everything` are all rules there are."""

    def __init__(self, everything: Sequence[Rule]) -> None:
        self._everything = everything
        self._alone: dict[str, Pipeline] = {}

    def alone(self, rule: Rule) -> Pipeline:
        """The rule as its examples are proven (see `cleaner.proof`): by itself, or among all if its kind looks at what
        others hit."""
        if rule.id not in self._alone:
            active = rule.model_copy(update={"status": "stable"})
            others = [each for each in self._everything if each.id != rule.id] if kinds()[rule.kind].joint else []
            self._alone[rule.id] = Pipeline([*others, active], alone(active))
        return self._alone[rule.id]

    @cached_property
    def all(self) -> Pipeline:
        """All rules together."""
        return Pipeline(self._everything, Settings(budget=1.0, detector=None))

    def cuts(self, rule: Rule, text: str) -> list[Removal]:
        """What a rule cuts from a text, as its examples are proven."""
        language = None if rule.language == "mul" else rule.language
        source = example_of(rule.sources[0]) if rule.sources else None
        try:
            cleaned = self.alone(rule).clean(text, language, source)
        except PatternTimeout:
            return []
        return [removal for removal in cleaned.removals if removal.rule == rule.id]

    def whole(
        self, text: str, language: str | None = None, source: str | None = None, certainty: float | None = None
    ) -> Cleaned:
        """What all rules cut from a text, those as unsure as `certainty` too; nothing if a pattern can't cope."""
        least = self.all.settings.certainty
        try:
            return self.all.at(min(least, certainty or least)).clean(text, language, source or None)
        except PatternTimeout:
            return Cleaned(text, text)


def counterexample(
    bench: Bench, rule: Rule, text: str, wrong: Sequence[Span], language: str | None = None, source: str | None = None
) -> str | None:
    """The smallest excerpt of `text` from which `rule` cuts the stretch `wrong[0]` and nothing that may be noise.

    All of `wrong` is known to be the story's. If no excerpt of the text as it is will do, those of what is left of it
    when all else that rules cut is gone: a rule may see a line only after others have done their work. None if the rule
    makes the cut in none of them.
    """
    known = {_shown(text, span) for span in wrong}
    for whole, span in ((text, wrong[0]), _without_others(bench, rule, text, wrong, language, source)):
        for each in excerpts(whole, span):
            if _cuts_just(bench.cuts(rule, each.text), each, known):
                return each.text
    return None


def _cuts_just(cuts: Iterable[Removal], excerpt: Excerpt, known: set[str]) -> bool:
    """Whether cuts take the stretch, or some of it, and beside it only what is `known` to be the story's too."""
    found = False
    for cut_ in cuts:
        start, end = visible(excerpt.text, cut_.span)
        if excerpt.span.start <= start < end <= excerpt.span.end:
            found = True
        elif start < end and excerpt.text[start:end] not in known:
            return False
    return found


def _without_others(
    bench: Bench, rule: Rule, text: str, wrong: Sequence[Span], language: str | None, source: str | None
) -> tuple[str, Span]:
    """The text without all that any rule cuts but what is `wrong`, and where its first stretch stands then."""
    cleaned = bench.whole(text, language, source)
    others = [*cleaned.removals, *bench.cuts(rule, text)]
    gone = union(each.span for each in others if not any(meet(each.span, span) for span in wrong))
    before = sum(end - start for start, end in gone if end <= wrong[0].start)
    return cut(text, gone), Span(wrong[0].start - before, wrong[0].end - before)


def meet(one: Span, other: Span) -> bool:
    """Whether two stretches have a character in common."""
    return one.start < other.end and other.start < one.end


def _shown(text: str, span: Span) -> str:
    return text[slice(*visible(text, span))].replace("\r\n", "\n")
