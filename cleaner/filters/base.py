"""What every kind of filter is: made from one rule, asked for removals over a document.

A kind is one file with one class, named by one entry point of the group `cleaner.kinds`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import EntryPoint
from typing import Annotated, Any, ClassVar, Literal, cast

from pydantic import AfterValidator, ValidationInfo

from cleaner.document import Document
from cleaner.lazy import lazy
from cleaner.matching.matcher import Hit, Matcher, shown
from cleaner.matching.scan import Candidates
from cleaner.pattern import Match, Pattern
from cleaner.plugins import installed
from cleaner.record import FIELDS, LEVELS, NoiseClass, Removal, confidence_of
from cleaner.ruleset.model import Rule, Strict, Text
from cleaner.spans import Span

GROUP = "cleaner.kinds"


class NoOptions(Strict):
    """The options of a kind that takes none."""


class Filter(ABC):
    """One rule, ready to be asked."""

    Options: ClassVar[type[Any]] = NoOptions
    wants: ClassVar[Literal["match", "pattern", "nothing"]] = "match"
    # True for a kind whose rules look at what other rules hit; their examples are proven with all rules.
    joint: ClassVar[bool] = False
    # True for a kind that judges what words leave: it is asked in the passes in which no other kind cuts anything.
    last: ClassVar[bool] = False
    # True for a kind that works out how sure each cut is; any other is as sure as its rule.
    weighs: ClassVar[bool] = False

    def __init__(self, rule: Rule) -> None:
        """`rule` has passed `ruleset.load`: its options and patterns are sound."""
        self.rule = rule
        said, model = rule.options, cast(Any, self.Options)
        self.options = model.model_validate(said, context={"trusted": rule.trusted}) if said else _defaults(model)
        self.matcher = Matcher(rule, rule.match) if rule.match else None

    @abstractmethod
    def removals(self, doc: Document, near: Candidates) -> Iterator[Removal]:
        """What this rule would cut from `doc`; `near` holds the hits of all rules. Must not depend on anything else."""

    def sure(self, doc: Document, near: Candidates, least: float) -> Iterator[Removal]:
        """Those of its removals whose certainty (0 to 1) is at least `least`."""
        if self.weighs:
            return (removal for removal in self.removals(doc, near) if removal.certainty >= least)
        return self.removals(doc, near) if LEVELS[self.rule.confidence] >= least else iter(())

    def removal(
        self,
        span: Span,
        evidence: str,
        *,
        words: Span | None = None,
        fields: tuple[tuple[str, Span], ...] = (),
        noise_class: NoiseClass | None = None,
        score: float | None = None,
    ) -> Removal:
        """A removal in this rule's name; `score` is its certainty, of kinds that work one out (see `weighs`)."""
        confidence = self.rule.confidence if score is None else confidence_of(score)
        noise_class = noise_class or self.rule.noise_class
        return Removal(span, self.rule.id, noise_class, confidence, evidence, words, fields, score)

    def evidence(self, doc: Document, hit: Hit) -> tuple[str, Span]:
        """The words that made the rule hit, and where they stand; the line, if its pattern only looked ahead."""
        start, end = (hit.start, hit.end) if hit.start < hit.end else (0, len(doc.folded[hit.line]))
        return shown(doc.folded[hit.line][start:end]), doc.span(hit.line, start, end)

    @lazy
    def names_fields(self) -> bool:
        """True if the rule's pattern has groups that are kept as metadata."""
        return bool(self.matcher and self.matcher.pattern and self.matcher.pattern.groups.intersection(FIELDS))

    def fields(self, doc: Document, line: int, found: Match) -> tuple[tuple[str, Span], ...]:
        """The groups of a match that are kept as metadata."""
        names = [name for name in FIELDS if name in found.re.groupindex and found.end(name) > found.start(name)]
        return tuple((name, doc.span(line, *found.span(name))) for name in names)

    def matches(self, doc: Document, line: int) -> Iterator[Match]:
        """All matches of the rule's pattern on a line."""
        if self.matcher and self.matcher.pattern:
            yield from self.matcher.pattern.finditer(doc.cased(line) if self.matcher.cased else doc.folded[line])


def compiles(source: str, info: ValidationInfo) -> str:
    """The source of a pattern among a rule's options: it must compile. Raises BadPattern, a ValueError.

    That of a rule which comes with the package was compiled before, by the package's tests.
    """
    if not (info.context and info.context.get("trusted")):
        Pattern(source).compiled()
    return source


PatternOption = Annotated[Text, AfterValidator(compiles)]


@lru_cache(maxsize=64)
def _defaults(options: Any) -> Any:
    """The options of a rule that says none: the same for all such rules, which nobody can change."""
    return options.model_validate({})


def kinds() -> dict[str, type[Filter]]:
    """Every kind installed, by name: the built-in ones and those of other packages, through the same door."""
    return {name: _loaded(point) for name, point in installed(GROUP).items()}


_loaded = lru_cache(maxsize=64)(EntryPoint.load)
