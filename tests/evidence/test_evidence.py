"""Features of lines, and what they are made of."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.evidence import stems
from cleaner.evidence.cohesion import Story, content, known_in, names
from cleaner.evidence.features import Evidence
from cleaner.evidence.shape import shape
from cleaner.evidence.stems import Scale, Stems, terms
from cleaner.stopwords import STOPWORDS
from cleaner.tongue import Tongue

STORY = "The ferry left at seven, as it does.\nHarbour news\nNobody on the quay had ordered the second bell."


@given(st.text(max_size=200))
def test_every_line_has_features_between_zero_and_one(text):
    doc = Document(text)
    evidence = Evidence(doc)
    for index in range(len(doc)):
        if not doc.blank(index):
            found = evidence.features(index)
            assert all(0 <= value <= 1 for value in found.values()), found
            assert found == Evidence(doc).features(index)


def test_the_shape_of_a_label():
    found = dict(shape("read this", "READ THIS"))
    assert found["words_2_3"] == found["all_capitals"] == found["ends_open"] == 1


def test_inflected_words_and_function_words():
    assert content("the ferries of the harbour") == content("ferried harbours")


def test_characters_count_in_pairs_without_spaces():
    assert content("地铁停运") == {"地铁", "铁停", "停运"}


def test_the_first_word_is_no_name():
    assert names("Goalkeeper Dravec misses Oslo") == {"drave", "oslo"}


def test_a_story_knows_its_words():
    story = Story(Document(STORY))
    assert story.paragraphs == 2
    assert story.shared(content("the ferry and the zebra")) == 1


WORDS = st.text(alphabet="aber 1２²-'_.地铁Aß\n", max_size=40)


@given(WORDS)
def test_stems_are_the_same_with_and_without_the_compiled_module(text):
    for each in (Stems(STOPWORDS, 5), Stems(frozenset(), 6)):
        assert each.of(text) == each._of(text)


@given(st.lists(WORDS, max_size=4), WORDS)
def test_what_lines_hold_is_known_with_and_without_the_compiled_module(lines, asked):
    in_python = Stems(STOPWORDS, 5)._of
    assert known_in(lines)(content(asked)) == set().union(*map(in_python, lines)) & in_python(asked)


WEIGHTS = {
    "地铁": 2.0, "地地": -1.0, "地铁 铁地": 0.75, "a": 0.125, "aaa": 1.5, "bbb": -2.25, "0": 0.5, "abab": 3.0,
    "babab": 4.0, "aaa bbb": 5.0, "b a": -0.25, "0 0": 1.25, "a 地铁": 2.5, "toolong": 9.0, "a toolong": 9.0,
}  # fmt: skip


@pytest.mark.skipif(stems._stems is None, reason="the compiled module was not built")
@given(st.text(alphabet="ab 12\"'地铁", max_size=60))
@example('aaa "bbb aaa" abab aaa "12')
@example('"aaa 地" babababab')
@example('aaa "b" bbb a 地铁地 1 22')
def test_at_a_glance_lines_weigh_what_their_terms_weigh(line):
    said = terms(re.sub('"[^"]*"', " ", line), 5) & WEIGHTS.keys()
    total, loud = sum(WEIGHTS[term] for term in said), sum(WEIGHTS[term] > 0 for term in said)
    scale = Scale(WEIGHTS, 5)
    assert scale.loud(["", line], 60, max(loud, 1), total - 1e-9) == [1] * (loud > 0)
    assert scale.loud([line], 60, loud, total + 1e-9) == scale.loud([line], 60, loud + 1, total - 1e-9) == []
    assert scale.loud([line], max(len(line) - 1, 0), 0, total - 1e-9) == ([0] if not line else [])


@given(st.lists(WORDS, max_size=6))
def test_a_story_has_the_words_of_its_paragraphs(lines):
    text = "\n".join(lines)
    assert set().union(*map(content, text.split("\n"))) == content(text)


@given(st.lists(WORDS.map(lambda words: f"{words} and nothing more was said."), min_size=1, max_size=6), WORDS)
def test_a_word_stands_beside_a_paragraph_if_another_holds_it(lines, other):
    doc = Document("\n\n".join(lines))
    story = Story(doc)
    for index in doc.prose_lines:
        others = [doc.folded[place] for place in doc.prose_lines if place != index]
        known = {stem for stem in content(other) if any(stem in line for line in others)}
        assert story.known_beside(content(other), index) == known


def test_scripts():
    assert Tongue("Паром 7", ()).script(0.9) == "Cyrillic"
    assert Tongue("Паром ferry", ()).script(0.9) is None
    assert Tongue("123", ()).script(0.9) is None
