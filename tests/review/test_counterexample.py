"""Of a wrong cut the smallest excerpt that shows it, for rules of several kinds."""

import pytest

from cleaner.filters.base import kinds
from cleaner.review.counterexample import Bench, counterexample
from cleaner.ruleset.load import parse
from cleaner.spans import Span
from tests.review.strategies import decided

RULES = """\
class: teaser
kind: line
language: en
about: test
rules:
  - id: teaser.en-hark
    title: any line that begins so
    match: {starts: ["hark:"], longest: 90}
    examples: {removes: ["⟦Hark: bells⟧"], keeps: ["He said: hark."]}
  - id: teaser.en-top
    title: only above the story
    scope: head
    match: {starts: ["from the quay:"], longest: 90}
    examples: {removes: ["⟦From the quay: bells⟧\\nThe bell rang twice on Monday."], keeps: ["y"]}
  - id: teaser.en-more
    title: an opener and the list under it
    kind: run
    match: {lines: [more bells]}
    examples: {removes: ["⟦More bells\\nA bell in Orlow⟧"], keeps: ["y"]}
  - id: teaser.en-inside
    title: in brackets
    kind: span
    match: {anchors: ["(see"], pattern: '\\(see [^)]{1,30}\\)'}
    examples: {removes: ["A bell rang⟦ (see page 2)⟧."], keeps: ["y"]}
"""
STORY = "The bell rang twice on Monday, and nobody on the quay knew why."
MORE = "The harbour board of Saltmere has asked for a report by the end of May."


@pytest.fixture(scope="module")
def bench():
    rules, problems = parse(RULES, "test.yaml", kinds())
    assert not problems
    return Bench(rules)


def found(bench, slug, text, *wrong):
    rule = next(rule for rule in bench.all.rules if rule.id == f"teaser.en-{slug}")
    spans = [Span(text.index(each), text.index(each) + len(each)) for each in wrong[1:]]
    return counterexample(bench, rule, decided(text, wrong[0], rule=rule.id), spans)


def test_a_line_alone(bench):
    text = f"{STORY}\n\nHark: the herald, said the board.\n\n{MORE}"
    assert found(bench, "hark", text, "Hark: the herald, said the board.") == "Hark: the herald, said the board."


def test_with_white_space_that_tidying_took_along(bench):
    text = f"{STORY}\n\nHark: the herald.\n\n{MORE}"
    assert found(bench, "hark", text, "\nHark: the herald.\n") == "Hark: the herald."


def test_with_the_story_that_its_scope_asks_for(bench):
    text = f"Bells\nFrom the quay: a bell\n\n{STORY}\n\n{MORE}"
    assert found(bench, "top", text, "From the quay: a bell") == f"From the quay: a bell\n\n{STORY}\n"


def test_a_list(bench):
    text = f"{STORY}\n\nMore bells\nA bell in Orlow\nA bell in Vale\n\n{MORE}"
    wrong = "More bells\nA bell in Orlow\nA bell in Vale"
    assert found(bench, "more", text, wrong) == wrong + "\n"


def test_a_part_of_a_line(bench):
    text = f"{STORY}\nA bell rang (see the board).\n{MORE}"
    assert found(bench, "inside", text, " (see the board)") == "A bell rang (see the board)."


def test_what_the_rule_cuts_beside_it_is_no_story_unless_it_is_said(bench):
    text = f"{STORY}\nA bell rang (see the board). It rang again (see page 7).\n{MORE}"
    assert found(bench, "inside", text, " (see the board)", " (see page 7)") == text.split("\n")[1]
    # What may be noise is left out of the example.
    assert found(bench, "inside", text, " (see the board)") == "A bell rang (see the board). It rang again."


def test_a_cut_that_is_made_only_when_another_rule_is_through(bench):
    text = f"Hark: {'a bell of bronze was found in the flooded quarry'}.\nFrom the quay: a bell\n\n{STORY}\n\n{MORE}"
    assert found(bench, "top", text, "From the quay: a bell") == f"From the quay: a bell\n\n{STORY}\n"


def test_a_cut_that_is_not_made_any_more(bench):
    assert found(bench, "hark", f"{STORY}\nHarken: the bells\n{MORE}", "Harken: the bells") is None
    assert found(bench, "hark", f"{STORY}\n \n{MORE}", " ") is None
