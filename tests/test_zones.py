"""Zones and scopes: where a rule may cut, whatever the text is wrapped, broken or written in."""

import pytest

from cleaner.document import Document, Zones

ONE = "The bakery on Mill Lane closed its doors on Sunday."
TWO = "Its oven had been burning since the great flood."
THREE = "The baker's daughter has no wish to take it over."
FOUR = "A buyer from the coast looked at it last week."
MARKS = ["Mark a", ONE, "Mark b", TWO, "Mark c", THREE, "Mark d", FOUR, "Mark e"]
WRAPPED = (
    "The bakery on Mill Lane, which has sold rye bread to the\n"
    "whole of the valley for as long as anyone can remember,\n"
    "closed its doors on Sunday."
)
SCOPES = {"head": "a", "opening": "ab", "body": "bcd", "ending": "de", "tail": "e", "anywhere": "abcde"}
ARABIC = "أغلق المخبز القديم أبوابه مساء يوم الأحد."
JAPANESE = "川沿いの小さなパン屋が日曜日に店を閉めた。"


def marker(make, scope):
    return make(f"match: {{starts: [mark], pattern: '^mark [a-e]$'}}\nscope: {scope}")


def label(make, phrase, scope="anywhere", **file):
    return make(f'match: {{lines: ["{phrase}"]}}\nscope: {scope}', **file)


@pytest.mark.parametrize(
    ("scope", "lines"),
    [("head", (0, 2)), ("opening", (0, 5)), ("body", (2, 9)), ("ending", (6, 10)), ("tail", (9, 10))],
)
def test_the_zones_of_four_prose_lines(scope, lines):
    assert Zones(10, 2, 4, 6, 8).lines(scope) == range(*lines)


@pytest.mark.parametrize("scope", SCOPES)
def test_without_prose_only_anywhere_is_somewhere(scope):
    assert Zones(3).lines(scope) == (range(3) if scope == "anywhere" else range(0))


def test_one_prose_line_is_the_whole_body_and_bounds_all_zones():
    assert Document(f"Bread\n{ONE}\nShare").zones == Zones(3, 1, 1, 1, 1)


def test_of_two_prose_lines_both_are_opening_and_ending():
    zones = Document(f"{ONE}\nBread\n{TWO}").zones
    assert zones == Zones(3, 0, 2, 0, 2)
    assert zones.lines("opening") == zones.lines("ending") == range(3)


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n", "\r"])
@pytest.mark.parametrize("scope", SCOPES)
def test_a_rule_cuts_in_its_scope_and_nowhere_else(make, scope, gap):
    cleaned = marker(make, scope).clean(gap.join(MARKS))
    assert "".join(mark for mark in "abcde" if f"Mark {mark}" not in cleaned.text) == SCOPES[scope]
    assert all(story in cleaned.text for story in (ONE, TWO, THREE, FOUR))


def test_a_question_alone_is_no_prose_and_stays_in_the_head():
    assert Document(f"Who will bake our bread now?\n{ONE}").zones.first == 1


def test_a_hard_wrapped_paragraph_is_one_prose_line():
    doc = Document(f"Bread\n\n{WRAPPED}\n\nShare")
    assert len(doc) == 5
    assert doc.zones == Zones(5, 2, 2, 2, 2)
    assert doc.text[slice(*doc.span(2))] == WRAPPED
    assert "sold rye bread to the whole of the valley" in doc.folded[2]


def test_the_second_line_of_a_wrapped_first_paragraph_is_in_no_head(make):
    rule = "match: {anchors: [whole of the valley], longest: 200}\nscope: "
    assert make(rule + "head").clean(f"{WRAPPED}\n\n{TWO}").text == f"{WRAPPED}\n\n{TWO}"
    assert make(rule + "opening").clean(f"{WRAPPED}\n\n{TWO}").text == TWO


def test_words_over_a_break_of_a_wrapped_paragraph_are_found_and_it_goes_whole(make):
    pipeline = make("match: {anchors: [bread to the whole], longest: 200}")
    assert pipeline.clean(f"{ONE}\n\n{WRAPPED}\n\n{TWO}").text == f"{ONE}\n\n{TWO}"
    assert pipeline.clean(f"{ONE}\n\nBread to the\nWhole\n\n{TWO}").changed is False


def test_a_wrapped_paragraph_with_carriage_returns_is_one_line_too():
    doc = Document(WRAPPED.replace("\n", "\r\n") + "\r\nShare\r\n")
    assert doc.zones == Zones(3, 0, 0, 0, 0)
    assert doc.text[slice(*doc.span(0))] == WRAPPED.replace("\n", "\r\n")


def test_a_cut_line_takes_its_carriage_return_along(make):
    cleaned = label(make, "share", "tail").clean(f"{ONE}\r\n\r\n{TWO}\r\n\r\nShare\r\n")
    assert cleaned.text == f"{ONE}\r\n\r\n{TWO}\r\n"


@pytest.mark.parametrize("line", ["Share&nbsp;this", "&#83;hare this", "Share &#x74;his", "&raquo; Share this"])
def test_a_label_written_with_entities_is_the_label(make, line):
    assert label(make, "share this", "tail").clean(f"{ONE}\n{line}\n").text == f"{ONE}\n"


def test_a_full_stop_written_as_an_entity_ends_a_prose_line(make):
    text = f"{ONE[:-1]}&#46;\nMark e"
    assert Document(text).zones.first == 0
    assert marker(make, "tail").clean(text).text == f"{ONE[:-1]}&#46;\n"


def test_an_entity_of_a_line_break_makes_no_line():
    assert len(Document("Share&#10;this\nPrint")) == 2


@pytest.mark.parametrize("line", ["\ufeffShare this", "Sha\u00adre this", "Share\u200b this", "\u2066Share this\u2069"])
def test_invisible_characters_hide_no_label_and_go_with_it(make, line):
    cleaned = label(make, "share this", "head").clean(f"{line}\n{ONE}")
    assert cleaned.text == ONE
    assert cleaned.original[slice(*cleaned.spans[0])] == line + "\n"


def test_invisible_characters_of_the_story_stay(make):
    text = "\ufeff" + ONE.replace("bakery", "ba\u00adkery") + "\nShare"
    assert label(make, "share", "tail").clean(text).text == text.removesuffix("Share")


def test_a_line_of_nothing_but_invisible_characters_is_blank():
    assert Document(f"\u200b\u2060\n{ONE}").blank(0)


@pytest.mark.parametrize("line", ["شارك المقال", "\u202bشارك المقال\u202c", "\u200fشارك المقال", "• شارك المقال •"])
def test_a_right_to_left_label_in_the_tail_goes(make, line):
    pipeline = label(make, "شارك المقال", "tail", language="ar")
    assert pipeline.clean(f"{ARABIC}\n{line}").text == f"{ARABIC}\n"
    assert pipeline.clean(f"{line}\n{ARABIC}").text == f"{line}\n{ARABIC}"


def test_prose_in_japanese_bounds_the_zones(make):
    text = f"共有\n{JAPANESE}\n共有\n"
    assert Document(text).zones == Zones(4, 1, 1, 1, 1)
    assert label(make, "共有", "head", language="ja").clean(text).text == f"{JAPANESE}\n共有\n"
    assert label(make, "共有", "tail", language="ja").clean(text).text == f"共有\n{JAPANESE}\n"


def test_a_full_width_label_is_its_plain_form(make):
    cleaned = label(make, "ad 5", "tail", language="ja").clean(f"{JAPANESE}\n【ＡＤ　５】\n")
    assert cleaned.text == f"{JAPANESE}\n"
