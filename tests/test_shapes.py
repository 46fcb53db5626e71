"""What a line looks like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.shapes import _ABBREVIATION, ends_sentence, ends_utterance, has_letters, is_prose, words

PROSE = [
    "The ferry left at seven and did not come back.",
    'She said: "I will not sign it."',
    "Nobody was badly hurt. (AP)",
    "“How long does it take?” she asked. “I have a train to catch, and so has he, and it is late!”",
    "Der Bürgermeister war am Montag nicht zu erreichen.",
    "雨は夜のうちにやみ、駅には人の列ができていた。",
    "他说：“热茶一元，没钱也喝。”",
    "वह सुबह स्टेशन पहुँचा था।",
    "وصل القطار في موعده صباح الأحد.",
    "one two three " * 12,
    "Un anuncio en el periódico le había prometido un cuarto con vistas al mar.",
    "Su padre conocía la costa internacional del mar.",
    "Le preguntaron si quería volver y dijo que no.",
]
NOT_PROSE = [
    "",
    "Advertisement",
    "Read more: where the river hides its sand in a dry year",
    "Is it time to buy a boat after the fall of last week?",
    "Published 12 March 2025, 6:12 a.m.",
    "© 2025 Ledger Lantern Media Inc.",
    "She floats.",
    "広告",
    "Updated Sept.",
]


@pytest.mark.parametrize("line", PROSE)
def test_prose(line):
    assert is_prose(line)


@pytest.mark.parametrize("line", NOT_PROSE)
def test_not_prose(line):
    assert not is_prose(line)


def test_words_count_two_characters_of_a_script_without_spaces_as_one():
    assert words("雨は夜のうちにやみ") == 4
    assert words("the rain stopped at night") == 5


@pytest.mark.parametrize(
    ("line", "is_end"), [("He left.", True), ("at 5 p.m.", False), ("Acme Inc.", False), ("x", False)]
)
def test_a_full_stop_of_an_abbreviation_ends_no_sentence(line, is_end):
    assert ends_sentence(line) is is_end


def test_a_question_is_an_utterance_not_a_sentence():
    assert ends_utterance("Who was it?") and not ends_sentence("Who was it?")


def test_letters():
    assert has_letters("- 3 -") and has_letters("é") and not has_letters(" · | —")


LAST_WORDS = st.sampled_from(
    ["inc", "corp", "sept", "p. m", "u. s", "z. b", "prof", "5 sept", "5sept", "min", "march", "x"]
)


@given(st.text("abcde 15.-_ü", max_size=12), LAST_WORDS, st.sampled_from(["", " ", "-", "e", "5"]))
def test_a_long_last_word_is_told_from_an_abbreviation_as_the_pattern_tells_it(opening, word, between):
    line = f"the train left again {opening}{between}{word}."
    assert ends_sentence(line) == (_ABBREVIATION.search(line[-16:]) is None)
