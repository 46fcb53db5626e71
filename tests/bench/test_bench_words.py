import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.bench.words import one_line, words
from cleaner.spans import union


@pytest.mark.parametrize(
    "text, tokens",
    [
        ("The ferry's bell, 7.30", ["The", "ferry", "s", "bell", "7", "30"]),
        ("駅には朝から", ["駅", "に", "は", "朝", "か", "ら"]),
        ("พบ NHK", ["พ", "บ", "NHK"]),
        ("light\u00adhouse", ["light\u00adhouse"]),
        ("— … !", []),
    ],
)
def test_tokens_are_words_or_characters_of_scripts_without_spaces(text, tokens):
    assert list(words(text).texts) == tokens


def test_folding_hides_case_composition_and_invisible_characters():
    assert words("LIGHT\u00adHOUSE Cafe\u0301 STRASSE").folded == words("lighthouse café straße").folded


@given(st.text(max_size=60))
def test_tokens_stand_where_they_say(text):
    found = words(text)
    assert [text[start:end] for start, end in found.spans] == list(found.texts)


@given(st.text(alphabet="ab 雨,", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_a_token_is_covered_if_any_character_of_it_is(text, spans):
    found = words(text)
    taken = {i for start, end in union(spans) for i in range(start, end)}
    assert [bool(each) for each in found.covered(spans)] == [bool(taken & {*range(*span)}) for span in found.spans]


def test_one_line_evens_out_white_space():
    assert one_line(" a\u00a0\n\n b\u200b \t") == "a b"
