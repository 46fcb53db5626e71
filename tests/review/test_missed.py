"""Drafts of what was missed: each is sound, cuts what was marked, and leaves the nearest sentence of the story."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.filters.base import kinds
from cleaner.proof import lint, prove
from cleaner.review.missed import draft
from cleaner.ruleset.edit import Unwritable, indented
from cleaner.ruleset.load import parse
from tests.review.strategies import decided

STORY = "The bell rang twice on Monday, and nobody on the quay knew why."
MORE = "The harbour board of Saltmere has asked for a report by the end of May."


def made(text, stretch, noise_class="promo", **more):
    """The first version of a draft that proves itself, as a rule, and its YAML."""
    one = draft(decided(text, stretch, "missed", noise_class=noise_class, **more))
    for written in one.versions:
        rules, problems = parse(one.head + indented(written, 2), "draft.yaml", kinds())
        if not problems and not lint(rules) and not list(prove(rules, rules)):
            return rules[0], written
    raise AssertionError("\n".join(one.versions))


def test_a_line():
    rule, _ = made(f"{STORY}\n\nRing the board when you hear a bell\n\n{MORE}", "Ring the board when you hear a bell")
    assert (rule.status, rule.kind, rule.language, rule.noise_class) == ("draft", "line", "en", "promo")
    assert re.fullmatch(r"promo\.en-ring-the-board-when-you-hear-a-[0-9a-f]{6}", rule.id)
    assert rule.match.lines == ("Ring the board when you hear a bell",)
    assert rule.examples.removes == (f"{STORY}\n\n⟦Ring the board when you hear a bell⟧\n\n{MORE}\n",)
    assert rule.examples.keeps == (MORE,)
    assert rule.source == "quay.txt"


def test_any_numbers_will_do_for_a_line_with_numbers():
    rule, _ = made(f"{STORY}\nBells heard today: 12 of 1,400\n{MORE}", "Bells heard today: 12 of 1,400")
    assert rule.match.starts == ("bells heard today:",)
    assert re.search(rule.match.pattern, "bells heard today: 7 of 90")
    rule, _ = made(f"{STORY}\n5 bells heard\n{MORE}", "5 bells heard")
    assert rule.match.anchors == ("bells heard",)


def test_a_part_of_a_line():
    rule, written = made(f"{STORY} (Bells by V. Orlow, 3)\n{MORE}", " (Bells by V. Orlow, 3)", "credit")
    assert rule.kind == "span" and "kind: span" in written
    assert rule.examples.removes[0] == f"{STORY} ⟦(Bells by V. Orlow, 3)⟧\n{MORE}\n"


def test_several_lines_each_once():
    rule, _ = made(f"{STORY}\n\nBells\n\nBells\nRopes\n\n{MORE}", "Bells\n\nBells\nRopes")
    assert rule.match.lines == ("Bells", "Ropes")


def test_without_the_original_the_stretch_is_all_there_is():
    text = f"{STORY}\nRing the board\n"
    rule, _ = made(text, "Ring the board\n", original=None, source="saltmerepost.example")
    assert rule.examples.removes == ("⟦Ring the board⟧",)
    assert rule.source == "quay.txt (saltmerepost.example)"


def test_any_language_and_none():
    assert (
        made("雨は夜のうちにやみ、駅には人の列ができていた。\nこちらもどうぞ", "こちらもどうぞ", language="ja")[
            0
        ].language
        == "ja"
    )
    assert made(f"{STORY}\nRing the board", "Ring the board", language="en-GB")[0].language == "en"
    assert made(f"{STORY}\nRing the board", "Ring the board", language=None)[0].language == "mul"


def test_a_long_line():
    long = "Ring the board of the harbour " * 12 + "now"
    rule, _ = made(f"{STORY}\n\n{long}\n\n{MORE}", long)
    assert rule.match.longest == len(long)


@pytest.mark.parametrize(
    ("text", "stretch", "said"),
    [
        (f"{STORY}\nRing the board.\n{MORE}", "knew why.\nRing", "goes over several"),
        (f"{STORY}\n* * *\n{MORE}", "* * *", "no word"),
        (f"{STORY}\n\n{MORE}", "\n\n", "nothing can be seen"),
        (f"{STORY}\nRing ⟦the⟧ board\n{MORE}", "Ring ⟦the⟧ board", "⟦ and ⟧"),
        (f"{STORY} q.\n{MORE}", "q", "too short"),
    ],
)
def test_what_no_draft_can_cut(text, stretch, said):
    with pytest.raises(Unwritable, match=said):
        draft(decided(text, stretch, "missed"))


LINES = st.lists(
    st.sampled_from([STORY, MORE, "Ring the board", "5 bells · 12 ropes", 'It\'s "so": \\d', "Über #1", "", "- x:"]),
    min_size=1, max_size=6,
)  # fmt: skip


@given(LINES, st.integers(0, 5))
def test_the_draft_of_any_line_is_sound_and_cuts_it(lines, number):
    line = lines[number % len(lines)]
    if line:
        text = "\n".join(lines)
        one = draft(decided(text, line, "missed"))
        rules, problems = parse(one.head + indented(one.versions[0], 2), "draft.yaml", kinds())
        assert not problems
        assert rules[0].id == one.rule_id
