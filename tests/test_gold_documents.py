"""The documents of fixtures/gold: known classes, every language and class, half of them without any noise."""

import re

import pytest

from cleaner.pipeline import known_rules
from cleaner.record import CLASSES
from cleaner.ruleset.locate import bundled
from cleaner.testing import unmark_gold

GOLD = sorted((bundled().parent / "fixtures" / "gold").glob("*.txt"))
LANGUAGES = {rule.language for rule in known_rules()} - {"mul"}
MARKED = {path: unmark_gold(path.read_bytes().decode("utf-8")) for path in GOLD}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_marks_are_balanced_and_of_known_classes(path):
    marked = path.read_bytes().decode("utf-8")
    text, marks = MARKED[path]
    assert re.sub("[^⟦⟧]", "", marked) == "⟦⟧" * len(marks)
    assert not re.search("[⟦⟧]", text)
    assert {noise_class for noise_class, _ in marks} <= set(CLASSES)
    assert all(text[span.start : span.end].strip() for _, span in marks)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_most_of_a_document_is_story_and_no_mark_splits_a_word(path):
    text, marks = MARKED[path]
    noise = sum(span.end - span.start for _, span in marks)
    assert noise < len(text) / 2
    for edge in {edge for _, span in marks for edge in span}:
        assert not re.match(r"[A-Za-z]{2}", text[max(edge - 1, 0) : edge + 1])


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_names_tell_language_and_number(path):
    assert re.fullmatch(rf"({'|'.join(sorted(LANGUAGES))})-\d\d-[a-z0-9-]+", path.stem)


def test_half_of_at_least_sixty_are_without_noise_and_nothing_is_missing():
    clean = [path for path, (_, marks) in MARKED.items() if not marks]
    assert len(GOLD) >= 60
    assert len(clean) >= len(GOLD) / 2
    for paths in (GOLD, clean):
        assert {path.stem.split("-")[0] for path in paths} == LANGUAGES
    assert {noise_class for _, marks in MARKED.values() for noise_class, _ in marks} == set(CLASSES)


def test_numbers_are_not_used_twice():
    numbers = [path.stem[:5] for path in GOLD]
    assert sorted(set(numbers)) == numbers
