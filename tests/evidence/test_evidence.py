"""Features of lines, and what they are made of."""

import gc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.evidence import stems
from cleaner.evidence.cohesion import Story, content, known_in, names
from cleaner.evidence.features import Evidence
from cleaner.evidence.shape import shape
from cleaner.evidence.stems import Scale, Stems
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


def in_python(weights, size):
    """The same scale as where the compiled module was not built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stems, "_stems", None)
        return Scale(weights, size)


LINES = st.lists(st.text(alphabet="ab 12\"'地铁", max_size=40), max_size=5)


@pytest.mark.skipif(stems._stems is None, reason="the compiled module was not built")
@given(LINES, st.integers(0, 3), st.sampled_from([-3.0, 0.1, 1.1, 2.6]))
@example(['aaa "bbb aaa" abab aaa "12'], 1, 0.1)
@example(['"aaa 地" babababab', 'aaa "b" bbb a 地铁地 1 22', "aaa bbb"], 1, -3.0)
@example(["a toolong too long", "", 'b "a'], 0, -3.0)
def test_lines_weigh_the_same_with_and_without_the_compiled_module(lines, least, above):
    assert Scale(WEIGHTS, 5).loud(lines, 30, least, above) == in_python(WEIGHTS, 5).loud(lines, 30, least, above)


def test_a_line_is_made_of_words_and_pairs_of_them():
    scale = Scale({"sign": 1.0, "sign up": 2.0, "up": 0.5, "0": 0.25, "story": -1.0, "daily": 4.0, "地铁": 1.0}, 6)
    sign, times = "sign up 3 times, story: 4", "the daily 地铁"
    assert scale.loud([sign, times], 99, 2, 0.0) == [
        (0, {"sign": 1.0, "up": 0.5, "sign up": 2.0, "0": 0.25, "story": -1.0}),
        (1, {"daily": 4.0, "地铁": 1.0}),
    ]
    assert scale.loud([sign, times], 99, 3, 2.75) == []  # not enough of them, not enough
    assert scale.loud([sign, times], 5, 0, 0.0) == []


def test_what_another_line_says_too_adds_little():
    scale = Scale({"sign": 1.0, "sign up": 2.0, "up": 0.5, "story": -1.0, "daily": 4.0}, 6)
    shared = [(0, {"sign": 1.0, "sign up": 2.0, "up": 0.1, "story": -1.0})]
    assert scale.loud(["sign up, story", "he took it up"], 99, 2, 1.0) == shared
    assert scale.loud(["daily", 'the "daily"', "a daily"], 99, 0, 4.5) == []
    assert scale.loud(["sign up", 'he was told to "sign up"'], 99, 0, 0.8) == []


def test_loud_lines_are_no_others_if_they_are_few():
    scale = Scale({"sign": 1.0, "daily": 4.0}, 6)
    loud = {"sign": 1.0, "daily": 4.0}
    assert scale.loud(["sign daily"] * 3, 99, 0, 2.0) == [(index, loud) for index in range(3)]
    assert scale.loud(["sign daily"] * 4, 99, 0, 2.0) == []
    assert len(scale.loud(["sign daily"] * 4 + ["the boat"] * 16, 99, 0, 2.0)) == 4


@pytest.mark.skipif(stems._stems is None, reason="the compiled module was not built")
def test_who_weighs_another_text_meanwhile_changes_nothing():
    scale = Scale(WEIGHTS, 5)
    lines = ["aaa bbb 12", "abab a", "aaa babab", "地铁地 a"] * 3
    expected = in_python(WEIGHTS, 5).loud(lines, 30, 0, -9.0)
    busy = []

    def another(phase, info):
        if not busy:
            busy.append(phase)
            scale.loud(["aaa", "abab aaa", "babab", "地铁地"], 30, 0, -9.0)
            busy.clear()

    threshold = gc.get_threshold()
    gc.callbacks.append(another)
    gc.set_threshold(1)
    try:
        found = [scale.loud(lines, 30, 0, -9.0) for _ in range(20)]
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks.remove(another)
    assert found == [expected] * 20


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
