"""A rule tried on documents, one step looser and tighter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.pipeline import Pipeline
from cleaner.trial import Trial

STORY = "The board voted on Monday to dredge the channel."
LINES = [
    STORY,
    "Read on: the bell",
    "They read on: the bell rang twice, said the diver.",
    "Read on deck",
    "Sign up",
    "",
]


@pytest.fixture
def rules(make):
    return make(
        "scope: tail\nmatch: {starts: ['read on']}\nunless: ['on deck']",
        "match: {lines: ['sign up', 'read on deck']}",
        "scope: head\nconfidence: low\nmatch: {anchors: ['bell']}",
    )


def by_words(variants):
    return {each.words: each.sum for each in variants}


def test_what_it_cuts_and_would_cut_is_told_with_place_and_line(rules):
    trial = Trial(rules, rules.rules[0])
    trial.see("a.txt", f"{STORY}\n{STORY}\nRead on: the bell\n")
    trial.see("b.txt", f"Read on: the bell\n{STORY}\n{STORY}\n{STORY}\nRead on deck\n")
    (cut,) = trial.cuts.stretches
    assert (cut.document, cut.line, cut.text, cut.others, cut.alone) == ("a.txt", 3, "Read on: the bell\n", (), True)
    assert (trial.documents, trial.cuts.documents, trial.cuts.characters) == (2, 1, 18)
    looser = by_words(trial.looser)
    assert looser["scope ending instead of tail"].count == 0
    (spared,) = looser["without its exceptions (unless)"].stretches
    assert (spared.document, spared.line, spared.others, spared.alone) == ("b.txt", 5, ("teaser.rule-1",), False)
    assert by_words(trial.tighter)["what its line begins with as the whole line"].count == 1


def test_the_context_is_the_rest_of_the_line(make):
    pipeline = make("match: {pattern: '\\(reporting by [^)]*\\)'}", kind="span")
    trial = Trial(pipeline, pipeline.rules[0])
    trial.see("a.txt", f"One.\n{STORY} (Reporting by Jane) Thanks.\nMore.\n")
    (cut,) = trial.cuts.stretches
    assert cut.before + cut.text + cut.after in f"{STORY} (Reporting by Jane) Thanks." and "Thanks" in cut.after
    assert cut.before.endswith(STORY) or cut.before.endswith(STORY + " ")


def test_a_rule_below_the_threshold_cuts_nothing_until_it_is_surer(rules):
    rules = Pipeline(rules.rules, rules.settings)
    trial = Trial(rules, rules.rules[2])
    trial.see("a.txt", f"The bell\n{STORY}\n{STORY}\n")
    assert trial.cuts.count == 0
    assert by_words(trial.looser)["confidence medium (0.9) instead of low (0.6)"].count == 1


def test_what_is_kept_of_many_is_bounded_and_all_are_counted(rules):
    trial = Trial(rules, rules.rules[0], most=2)
    for number in range(5):
        trial.see(f"{number}.txt", f"{STORY}\nRead on: the bell\n")
    assert trial.cuts.count == 5 and [each.document for each in trial.cuts.stretches] == ["0.txt", "1.txt"]
    assert trial.data()["cuts"]["count"] == 5 and len(trial.data()["cuts"]["stretches"]) == 2


@given(text=st.lists(st.sampled_from(LINES), max_size=8).map("\n".join), number=st.integers(0, 2))
def test_a_rule_beside_others_cuts_what_it_cuts_among_them(rules, text, number):
    one = rules.rules[number]
    rest = rules.without({one.id})
    assert rest.beside([one]).clean(text) == rules.clean(text)
    bound = one.model_copy(update={"sources": ("a.example",)})
    whole = Pipeline([bound, *rest.rules], rules.settings)
    for source in (None, "a.example", "b.example"):
        assert rest.beside([bound]).clean(text, source=source) == whole.clean(text, source=source)


@settings(max_examples=40)
@given(text=st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
def test_a_step_that_changes_no_document_is_told_to_change_none(rules, text):
    trial = Trial(rules, rules.rules[0])
    trial.see("a", text)
    now = rules.clean(text)
    for each in trial.looser:
        then = each.pipeline.clean(text)
        if [r.span for r in then.removals] == [r.span for r in now.removals]:
            assert each.sum.count == 0
