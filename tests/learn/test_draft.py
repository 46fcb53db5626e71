"""Rules made of what was learned: each cuts its own examples, and of a document what recurs and no more."""

import pytest
from made import STORIES, found, story

from cleaner.filters.base import kinds
from cleaner.learn.draft import noise_class
from cleaner.learn.pack import Pack
from cleaner.pipeline import Pipeline
from cleaner.proof import prove
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import rule_files
from cleaner.ruleset.settings import Settings

NAMES = ("Ida Brandt", "Tor Lund", "Mara Seld", "Ole Friis")
MONTHS = ("January", "March", "June", "October")


def opened(told, at):
    return [told + story(at)[0], *story(at)[1:]]


def closed(told, at):
    return [*story(at)[:-1], story(at)[-1] + told]


# What recurs: the lines of a document with it, and its kind of rule.
MADE = {
    "line": (lambda at: [*story(at), "Our letter from the quay comes every evening"], "line"),
    "name": (lambda at: [f"By {NAMES[at % 4]}, quay reporter", *story(at)], "line"),
    "date": (lambda at: [f"Put online on {at + 1} {MONTHS[at % 4]} 2024", *story(at)], "line"),
    "opening": (lambda at: [*story(at), f"Read also: {story(at)[0][:30]}"], "line"),
    "run": (lambda at: [*story(at), "Read next", *(f"Item {word} of interest" for word in story(at)[0].split()[3:6])],
            "run"),
    "lead": (lambda at: opened(f"{NAMES[at % 4]} (Quay News) – ", at), "span"),
    "initials": (lambda at: closed(f" ({('ib', 'tl', 'msd', 'of')[at % 4]})", at), "span"),
    "ending": (lambda at: closed(" Until the kettle sings again.", at), "span"),
    "inside": (lambda at: closed(f" (see the chart on page {at}) {story(at, 4)[3]}", at), "span"),
}  # fmt: skip


def rules_of(pack, folder):
    """The rules of a pack, all accepted, as they are loaded from its files."""
    for _, rule in list(pack.rules()):
        pack.accept(rule["id"])
    pack.save(folder)
    return load_rules(rule_files(folder), kinds())


@pytest.mark.parametrize("name", MADE)
def test_a_rule_cuts_its_own_examples_and_what_recurs_and_nothing_else(tmp_path, name):
    document, kind = MADE[name]
    documents = [document(at) for at in range(STORIES)]
    pack = Pack()
    pack.learn(*found(documents))
    rules = rules_of(pack, tmp_path)
    assert kind in {rule.kind for rule in rules}
    assert list(prove(rules, rules)) == []
    assert all(len(rule.examples.removes) >= 1 and len(rule.examples.keeps) == 1 for rule in rules)
    pipeline = Pipeline(rules, Settings(detector=None, budget=1.0))
    for at, lines in enumerate(documents):
        told = story(at, 4) if name == "inside" else story(at)
        cleaned = pipeline.clean("\n".join(lines), source="quay.example").text
        assert cleaned.split() == " ".join(told).split()
        assert pipeline.clean("\n".join(lines), source="mill.example").removals == ()


def test_a_rule_that_would_cut_a_paragraph_that_must_stay_is_not_made():
    documents = [[*story(at), f"Ferry news: {story(at)[1][:30]}"] for at in range(STORIES)]
    evidence, verdicts = found(documents)
    kept = Pack().learn(evidence, verdicts)["new"]
    evidence.sources["quay.example"].near.add(0, lambda: "Ferry news: the council of Oster mends the lock at last.")
    assert kept >= 1 and Pack().learn(evidence, verdicts)["new"] < kept


def test_examples_with_marks_of_their_own_make_no_rule():
    assert (
        Pack().learn(*found([[*story(at), "Our ⟦evening⟧ letter from the quay"] for at in range(STORIES)]))["new"] == 0
    )


def test_the_evidence_is_told(tmp_path):
    documents = [[*story(at), *["Our letter from the quay comes every evening"][: at < 15]] for at in range(STORIES)]
    pack = Pack()
    pack.learn(*found(documents, dates=("2024-03-02", "", "2024-01-09", "2024-02-11")))
    ((name, rule),) = pack.rules()
    assert name == "quay.example/nav.yaml"
    assert rule["source"].startswith("15 of 20 stories, 2024-01-09 to 2024-03-02; confidence 0.9")
    assert rule["status"] == "draft" and rule["title"] == "Line: Our letter from the quay comes every evening"


@pytest.mark.parametrize(("text", "name"), [
    ("© Quay News", "copyright"), ("Sign up to our letter", "promo"), ("Share this", "share"), ("Anzeige", "ad"),
    ("4 min read", "date"), ("Photo: Ida", "credit"), ("By Ida", "byline"), ("Lesen Sie auch", "teaser"),
    ("Views are those of others", "disclaimer"), ("Front page", "nav"),
])  # fmt: skip
def test_words_tell_the_class(text, name):
    assert noise_class(text) == name
