"""Rules that somebody is writing, tried on a text: what is wrong with them, what their examples prove, what they cut.

They are no one's yet: their patterns run under the limits on time that hold for untrusted ones, in a worker that can
be ended.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cleaner.errors import Problem
from cleaner.filters.base import kinds
from cleaner.pipeline import Pipeline
from cleaner.proof import Failure, lint, prove
from cleaner.record import Cleaned
from cleaner.ruleset.book import Book
from cleaner.ruleset.load import parse
from cleaner.ruleset.model import ProvenRule, Rule

FILE = "rules.yaml"  # the name that problems know it by


Without = Callable[[frozenset[str]], Pipeline]


@dataclass(frozen=True, slots=True)
class Trial:
    """A text as cleaned with the rules, if they are sound, and without them else.

    `told` is what is known of each rule that cut something or would have.
    """

    cleaned: Cleaned
    told: Mapping[str, Mapping[str, str]]
    asked: bool = False
    rules: Sequence[ProvenRule] = ()
    problems: Sequence[Problem] = ()
    advice: Sequence[Problem] = ()
    failures: Sequence[Failure] = ()

    def data(self) -> dict[str, Any]:
        """The trial of the rules as plain data."""
        return {
            "rules": [rule.id for rule in self.rules],
            "problems": [_problem(each) for each in self.problems],
            "advice": [_problem(each) for each in self.advice],
            "examples": [each for rule in self.rules for each in self._examples(rule)],
        }

    def _examples(self, rule: ProvenRule) -> list[dict[str, Any]]:
        failed = {(each.part, each.number): each for each in self.failures if each.rule.id == rule.id}
        found = []
        for part in ("removes", "keeps", "misses"):
            for number in range(len(getattr(rule.examples, part))):
                one = {"rule": rule.id, "part": part, "number": number + 1}
                failure = failed.get((part, number))
                more = {"why": failure.why, "wanted": failure.wanted, "got": failure.got} if failure else {}
                found.append({**one, "holds": failure is None, **more})
        return found


def try_rules(
    without: Without, text: str, language: str | None, source: str | None, yaml: str | None, alone: bool
) -> Trial:
    """Clean a text with the rules in `yaml`, beside a pipeline's own or `alone`. Draft rules count as stable.

    `without` gives the pipeline without the rules of some ids: a rule, also a retired one, takes the place of one that
    has its id. Raises PatternTimeout if a pattern can't cope with the text.
    """
    rules, problems = parse(yaml, FILE, kinds()) if yaml and yaml.strip() else ([], [])
    own = [rule.model_copy(update={"status": "stable"}) for rule in rules if rule.status != "retired"]
    pipeline = without(frozenset(rule.id for rule in rules))
    used = _with(pipeline, own, alone and bool(yaml))
    cleaned = used.clean(text, language, source)
    return Trial(
        cleaned,
        _told(cleaned, used.rules),
        asked=bool(yaml),
        rules=own,
        problems=problems,
        advice=lint(own),
        failures=list(prove(own, pipeline.rules)),
    )


def _with(pipeline: Pipeline, own: Sequence[Rule], alone: bool) -> Pipeline:
    if alone:
        return Pipeline(own, pipeline.settings, pipeline.detect)
    return pipeline.beside(own) if own else pipeline


def _told(cleaned: Cleaned, rules: Book) -> dict[str, dict[str, str]]:
    named = {removal.rule for removal in (*cleaned.removals, *(veto.removal for veto in cleaned.vetoes))}
    return {
        rule.id: {"title": rule.title, "kind": rule.kind, "language": rule.language, "class": rule.noise_class}
        for rule in rules.where(lambda head: head.id in named)
    }


def _problem(problem: Problem) -> dict[str, Any]:
    at = problem.location
    return {"line": at.line, "column": at.column, "code": problem.code, "message": problem.message,
            "hint": problem.hint}  # fmt: skip
