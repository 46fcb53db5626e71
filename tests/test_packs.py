"""The shipped rules: enough of them, each with its proof, none that touches a clean story, whole documents right."""

import re
from collections import Counter

import pytest

from cleaner.filters.base import kinds
from cleaner.pipeline import known_rules
from cleaner.proof import lint, prove
from cleaner.record import CLASSES
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.ruleset.unused import unused_parts
from cleaner.testing import unmark_gold

RULES = known_rules()
PLACE = bundled().parent / "fixtures"
MARKED = sorted((PLACE / "marked").glob("*.txt"))
UNTOUCHED = sorted((PLACE / "untouched").glob("*.txt"))
LANGUAGES = {"en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "tr", "ar", "zh", "ja"}


def test_there_are_enough_and_in_every_language():
    assert len(RULES) >= 300
    assert {rule.language for rule in RULES} == LANGUAGES | {"mul"}
    assert {rule.noise_class for rule in RULES if rule.language in ("en", "mul")} == set(CLASSES)
    for language in LANGUAGES:
        classes = {rule.noise_class for rule in RULES if rule.language == language}
        wanted = [
            "ad",
            "teaser",
            "share",
            "promo",
            "copyright",
            "credit",
            "byline",
            "date",
            "dateline",
            "disclaimer",
            "nav",
            "placeholder",
        ]
        assert set(wanted) <= classes, language


def test_every_rule_has_its_proof():
    assert all(rule.examples.removes and rule.examples.keeps for rule in RULES)


@pytest.mark.long
def test_lint_is_clean():
    # Read with nothing taken on trust: each pattern is compiled.
    read = load_rules(rule_files(bundled()), kinds())
    assert not list(map(str, [*lint(read), *unused_parts(rule_files(bundled()))]))


@pytest.mark.parametrize("language", sorted(LANGUAGES | {"mul"}))
def test_the_examples_of_every_rule(language):
    failures = list(prove([rule for rule in RULES if rule.language == language], RULES))
    assert not failures, "\n".join(map(str, failures))


@pytest.mark.parametrize("path", UNTOUCHED, ids=lambda path: path.stem)
def test_no_rule_touches_an_untouched_document(pipeline, path):
    """All rules at once, and guards off: not even a proposal that a guard would stop, but for quotations."""
    text = path.read_bytes().decode("utf-8")
    cleaned = pipeline.clean(text)
    assert cleaned.text == text, [removal.rule for removal in cleaned.removals]


@pytest.mark.parametrize("path", MARKED, ids=lambda path: path.stem)
def test_whole_documents(pipeline, path):
    """What is marked is cut and nothing else; white space is compared as runs."""
    text, marks = unmark_gold(path.read_bytes().decode("utf-8"))
    cleaned = pipeline.clean(text)
    noise = {i for _, span in marks for i in range(*span)}
    cut = {i for span in cleaned.spans for i in range(*span)}
    lost = [text[i] for i in sorted(cut - noise) if text[i].isalnum()]
    left = [text[i] for i in sorted(noise - cut) if text[i].isalnum()]
    assert not lost, ("lost", "".join(lost), [r.rule for r in cleaned.removals])
    assert not left, ("left", "".join(left))


def test_fixtures_cover_every_language():
    for paths in (MARKED, UNTOUCHED):
        assert {path.name.split("-")[0] for path in paths} >= LANGUAGES


def test_the_demo_documents_come_out_as_their_golden_files(pipeline):
    for raw in sorted((PLACE / "raw").rglob("*.txt")):
        clean = PLACE / "clean" / raw.relative_to(PLACE / "raw")
        assert pipeline.clean(raw.read_text("utf-8")).text == clean.read_text("utf-8"), raw.name


def test_ids_are_never_reused():
    assert max(Counter(rule.id for rule in RULES).values()) == 1
    assert all(re.fullmatch(r"[a-z]+\.[a-z0-9-]+", rule.id) for rule in RULES)
