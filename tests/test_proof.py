"""Marks, proofs and lint (whole messages are in tests/ruleset)."""

import pytest

from cleaner.proof import lint, prove, unmark
from cleaner.spans import Span


def test_unmark():
    assert unmark("a ⟦b⟧ c⟦d\n⟧") == ("a b cd\n", (Span(2, 3), Span(5, 7)))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("match: {anchors: [x], longest: 50}", "weak-anchor"),
        ("match: {anchors: [newsletter]}", "no-limit"),
        ("match: {pattern: 'a newsletter'}", "no-anchor"),
        ("match: {anchors: [newsletter], pattern: 'Newsletter'}", "never-matches"),
    ],
)
def test_unwise_rules(make, entry, code):
    assert code in {problem.code for problem in lint(make(entry).rules)}


def test_a_rule_that_adds_nothing_is_shadowed(make):
    rules = make("match: {lines: [share]}", "match: {lines: [share]}\nscope: tail").rules
    assert "teaser.rule-1: shadowed by teaser.rule-0" in " ".join(p.message for p in lint(rules))


@pytest.mark.parametrize(
    ("first", "second", "shadowed"),
    [
        ("sources: [saltmere.example]", "sources: [krona.example]", False),
        ("sources: [saltmere.example]", "sources: ['www.saltmere.example']", True),
        ("sources: [saltmere.example, krona.example]", "sources: [krona.example]", True),
        ("sources: [krona.example]", "sources: [saltmere.example, krona.example]", False),
        ("scope: anywhere", "sources: [krona.example]", True),
        ("sources: [krona.example]\nscope: tail", "scope: anywhere", False),
    ],
)
def test_rules_of_different_sources_are_no_duplicates(make, first, second, shadowed):
    rules = make(f"match: {{lines: [share]}}\n{first}", f"match: {{lines: [share]}}\n{second}").rules
    said = " ".join(problem.message for problem in lint(rules))
    assert ("teaser.rule-1: shadowed by teaser.rule-0" in said) == shadowed


@pytest.mark.parametrize("glob", ["saltmere.example", "*.saltmere.example", "feeds/*/saltmere-*.jsonl", "https://*/a"])
def test_a_bound_rule_is_proven_as_if_from_its_first_source(make, glob):
    (rule,) = make(f"match: {{lines: [x]}}\nsources: ['{glob}', krona.example]").rules
    assert not list(prove([rule], [rule]))
    wrong = rule.model_copy(update={"match": rule.match.model_copy(update={"lines": ("y",)})})
    assert [failure.part for failure in prove([wrong], [wrong])] == ["removes", "keeps"]
