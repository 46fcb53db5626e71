"""A rule one step looser or tighter."""

import pytest

from cleaner.document import Document
from cleaner.filters.base import kinds
from cleaner.matching.matcher import Matcher
from cleaner.pipeline import known_rules
from cleaner.proof import unmark
from cleaner.steps import looser, tighter


def hits(rule, texts):
    matcher = Matcher(rule, rule.match)
    documents = [Document(text, None if rule.language == "mul" else rule.language) for text in texts]
    return {
        (text, i) for text, doc in zip(texts, documents, strict=True) for i in range(len(doc)) if matcher.hit(doc, i)
    }


@pytest.fixture(scope="module")
def some():
    """Rules of each kind, some of the many that there are."""
    by_kind = {}
    for rule in known_rules():
        by_kind.setdefault(rule.kind, []).append(rule)
    return [rule for rules in by_kind.values() for rule in rules[:: max(1, len(rules) // 40)]]


def test_a_looser_rule_hits_all_that_the_rule_hits_and_a_tighter_one_nothing_else(some):
    for rule in (rule for rule in some if rule.match):
        texts = [unmark(text)[0] for text in (*rule.examples.removes, *rule.examples.keeps)]
        texts += [f"{text}\n{texts[0]}" for text in texts]
        now = hits(rule, texts)
        assert now, rule.id
        for step in looser(rule):
            if step.rule.match != rule.match or step.rule.scope != rule.scope:
                assert hits(step.rule, texts) >= now, (rule.id, step.words)
        for step in tighter(rule):
            assert hits(step.rule, texts) <= now, (rule.id, step.words)


def test_each_step_is_a_rule_with_one_thing_changed_and_named(some):
    for rule in some:
        steps = [*looser(rule), *tighter(rule)]
        assert len({step.words for step in steps}) == len(steps), rule.id
        for step in steps:
            kinds()[rule.kind](step.rule)
            changed = {name for name in type(rule).model_fields if getattr(step.rule, name) != getattr(rule, name)}
            changed -= {"trusted"}
            assert len(changed) == 1 or changed == {"language", "gated"}, (rule.id, step.words)


def test_every_kind_has_steps(some):
    for kind in set(kinds()) - {"pieces"}:  # it has nothing to turn: it is as sure as what it puts together
        assert any(looser(rule) for rule in some if rule.kind == kind), kind
        assert any(tighter(rule) for rule in some if rule.kind == kind), kind


def test_what_a_rule_says_decides_its_steps(make):
    pipeline = make(
        "scope: head\nmatch: {starts: ['read on'], longest: 80}\nunless: ['on deck']\nconfidence: medium\ncap: 4",
        "match: {lines: ['anzeige']}", language="de",
    )  # fmt: skip
    first, second = pipeline.rules
    said = [step.words for step in looser(first)]
    assert said == [
        "scope opening instead of head",
        "without its exceptions (unless)",
        "what it begins with anywhere on the line",
        "lines of up to 160 characters instead of 80",
        "in texts of every language, not of de alone",
        "without its cap of 4 a document",
        "confidence high (0.99) instead of medium (0.9)",
    ]
    assert [step.words for step in tighter(first)] == [
        "what its line begins with as the whole line",
        "lines of up to 40 characters instead of 80",
        "gated: only where the language is de for sure",
        "cap 2 instead of 4",
        "confidence low (0.6) instead of medium (0.9)",
    ]
    assert "its lines as what a line begins with" in [step.words for step in looser(second)]
    assert [step.words for step in tighter(second)][:3] == [
        f"scope {zone} instead of anywhere" for zone in ("opening", "body", "ending")
    ]
