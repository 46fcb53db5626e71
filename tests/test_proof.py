"""Marks, proofs and lint (whole messages are in tests/ruleset)."""

import pytest

from cleaner.proof import lint, unmark
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
