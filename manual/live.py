"""Live examples: each rule run on the examples that stand in it, by the pipeline that proves them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.pipeline import Pipeline
from cleaner.proof import Prover, cuts_of, unmark
from cleaner.ruleset.model import ProvenRule, Rule
from cleaner.spans import Span, cut, union
from cleaner.tidy import tidy

REMOVES, KEEPS = 1, 1  # examples shown of a rule


class Example(NamedTuple):
    """A text, what the rule cuts from it (in order and apart), and because of what."""

    text: str
    spans: tuple[Span, ...]
    evidence: tuple[str, ...] = ()


class Shown(NamedTuple):
    """A rule with what it did to some of its examples."""

    rule: ProvenRule
    removes: tuple[Example, ...]
    keeps: tuple[Example, ...]


class Broken(Exception):
    """A rule that does not do what its example says."""


def shown(rules: Iterable[ProvenRule], everything: Sequence[Rule]) -> Iterator[Shown]:
    """The rules, run. Raises Broken if one does something else than its examples say."""
    prover = Prover(everything)
    for rule in rules:
        pipeline = prover.pipeline(rule)
        yield Shown(
            rule,
            tuple(_run(rule, pipeline, example) for example in rule.examples.removes[:REMOVES]),
            tuple(_run(rule, pipeline, example) for example in rule.examples.keeps[:KEEPS]),
        )


def _run(rule: Rule, pipeline: Pipeline, example: str) -> Example:
    text, marks = unmark(example)
    removals = cuts_of(rule, pipeline, text)
    spans = union(removal.span for removal in removals)
    if cut(text, spans) != cut(text, tidy(text, marks)):
        raise Broken(f"{rule.at}: {rule.id} does not do what its example says: {text!r}")
    return Example(text, spans, tuple(dict.fromkeys(removal.evidence for removal in removals)))
