"""The readable middle of a line, where it begins, and literals that open it as whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.matching.edges import bare, lead, opens

LINES = st.text(alphabet="ab1é広 _-*.:»♦●【】()'\"", max_size=30)


@pytest.mark.parametrize(
    ("line", "middle"),
    [
        ("share", "share"),
        ("- share -", "share"),
        ("[ share this page ]", "share this page"),
        ("→ read on: the mill burns", "read on: the mill burns"),
        ("♦ share ♦", "share"),
        ("__share__", "share"),
        ("【広告】", "広告"),
        ("50%", "50"),
        ("(c) 2025 (c)", "c) 2025 (c"),
    ],
)
def test_bare_drops_what_is_no_letter_or_digit_at_the_ends_and_nothing_inside(line, middle):
    assert bare(line) == middle


@pytest.mark.parametrize("line", ["", " ", "...", "* * *", "♦♦♦", "_", "【】"])
def test_nothing_is_left_of_a_line_without_letters_and_digits(line):
    assert bare(line) == ""
    assert lead(line) == len(line)


def test_bare_counts_a_run_of_spaces_as_one():
    assert bare("share   this    page") == "share this page"
    assert bare("  • share  this •  ") == "share this"


@given(LINES)
def test_bare_of_bare_is_bare(line):
    assert bare(bare(line)) == bare(line)


@given(LINES)
def test_bare_keeps_every_letter_and_digit_in_order(line):
    assert [c for c in bare(line) if c.isalnum()] == [c for c in line if c.isalnum()]


@pytest.mark.parametrize(
    ("line", "at"),
    [("share", 0), ("7 days", 0), ("• share", 2), ("((share", 2), ("_share", 1), ("“éclair", 1), ("", 0)],
)
def test_lead_is_the_offset_of_the_first_letter_or_digit(line, at):
    assert lead(line) == at


@given(LINES)
def test_bare_begins_where_lead_says(line):
    middle = bare(line)
    assert line[lead(line) : lead(line) + 1] == middle[:1]


@pytest.mark.parametrize(
    ("line", "literal", "at", "whole"),
    [
        ("by ada thorn", "by", 0, True),
        ("by", "by", 0, True),
        ("by-line", "by", 0, True),
        ("bystanders ran", "by", 0, False),
        ("stand by", "by", 0, False),
        ("• by ada thorn", "by", 2, True),
        ("• by ada thorn", "by", 0, False),
        ("publicité", "publicit", 0, False),
        ("50 pence", "5", 0, False),
        ("by", "by ada", 0, False),
    ],
)
def test_a_literal_opens_a_line_only_as_whole_words(line, literal, at, whole):
    assert opens(line, literal, at) is whole


@pytest.mark.parametrize(("line", "literal"), [("++divers", "++"), ("read on:the mill", "read on:"), ("by ada", "by ")])
def test_a_literal_that_ends_with_a_symbol_or_a_space_needs_no_word_to_end(line, literal):
    assert opens(line, literal, 0)


@pytest.mark.parametrize(("line", "literal"), [("広告です", "広告"), ("推荐阅读全文", "推荐"), ("โฆษณาวันนี้", "โฆษณ")])
def test_in_scripts_without_spaces_any_character_may_follow(line, literal):
    assert opens(line, literal, 0)
