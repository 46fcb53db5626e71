"""The smallest excerpt of a document in which a rule still makes a cut that is wrong: what it is to keep, as proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from cleaner.errors import PatternTimeout
from cleaner.pipeline import Pipeline
from cleaner.proof import Prover, cuts_of
from cleaner.record import Cleaned, Removal
from cleaner.review.decisions import Decision
from cleaner.review.excerpts import Excerpt, excerpts, visible
from cleaner.review.whence import whence
from cleaner.ruleset.model import Rule
from cleaner.ruleset.settings import Settings
from cleaner.spans import Span, cut, union


class Bench:
    """Rules made ready to be tried on excerpts, each built once: `everything` are all rules there are."""

    def __init__(self, everything: Sequence[Rule]) -> None:
        self._prover = Prover(everything)
        self._alone: dict[str, Pipeline] = {}

    def alone(self, rule: Rule) -> Pipeline:
        """What the rule's examples are proven by (see `cleaner.proof`)."""
        if rule.id not in self._alone:
            self._alone[rule.id] = self._prover.pipeline(rule)
        return self._alone[rule.id]

    @cached_property
    def all(self) -> Pipeline:
        """All rules together."""
        return self._prover.all.under(Settings(budget=1.0, detector=None))

    def cuts(self, rule: Rule, text: str) -> list[Removal]:
        """What a rule cuts from a text, as its examples are proven."""
        try:
            return cuts_of(rule, self.alone(rule), text)
        except PatternTimeout:
            return []

    def whole(self, decided: Decision) -> Cleaned:
        """What all rules cut from the document of a decision, those as unsure as the cut decided on too; nothing if a
        pattern can't cope. The decision has an original."""
        text, least = decided.original or "", self.all.settings.certainty
        pipeline = self.all.at(min(least, decided.certainty or least))
        try:
            return pipeline.clean(text, decided.language, whence([decided], pipeline))
        except PatternTimeout:
            return Cleaned(text, text)


def counterexample(bench: Bench, rule: Rule, wrong: Decision, story: Iterable[Span] = ()) -> str | None:
    """The smallest excerpt of a document from which `rule` makes the `wrong` cut, and no other that may be of noise.

    Cuts of the stretches `story` are known to be wrong, too. If no excerpt of the text as it is will do, those of what
    is left of it when all else that rules cut is gone: a rule may see a line only after others have done their work.
    None if the rule makes the cut in none of them. Without an original what was cut is all there is of the document.
    """
    if wrong.original is None:
        wrong, story = replace(wrong, original=wrong.text, start=0, end=len(wrong.text)), ()
    text, spans = wrong.original or "", [wrong.span, *story]
    known = {_shown(text, span) for span in spans}
    for whole, span in _views(bench, rule, wrong, spans):
        for each in excerpts(whole, span):
            if _cuts_just(bench.cuts(rule, each.text), each, known):
                return each.text
    return None


def _views(bench: Bench, rule: Rule, wrong: Decision, story: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """The text, and what is left of it without all that any rule cuts but what is the story's; each with the place of
    the wrong cut in it."""
    text, (start, end) = wrong.original or "", wrong.span
    yield text, Span(start, end)
    others = [*bench.whole(wrong).removals, *bench.cuts(rule, text)]
    gone = union(each.span for each in others if not any(meet(each.span, span) for span in story))
    before = sum(last - first for first, last in gone if last <= start)
    yield cut(text, gone), Span(start - before, end - before)


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


def meet(one: Span, other: Span) -> bool:
    """Whether two stretches have a character in common."""
    return one.start < other.end and other.start < one.end


def _shown(text: str, span: Span) -> str:
    return text[slice(*visible(text, span))].replace("\r\n", "\n")
