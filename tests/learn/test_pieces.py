import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.learn.pieces import LONGEST, MONTH, NAME, NUMBER, has_words, is_prose, places, rows, sentences, template

PARAGRAPH = "The council of Oster voted on Monday to mend the old lock, and nobody spoke against it in the end."


def found(line, kind):
    """The keys of one kind that a line alone in its document has."""
    return [piece.key for row in rows(line) for piece in row.pieces if piece.kind == kind]


@given(st.text())
def test_rows_are_the_lines_that_are_not_blank_and_pieces_stand_on_them(text):
    made = rows(text)
    assert [row.text for row in made] == [line.strip() for line in text.split("\n") if line.strip()]
    for row in made:
        assert all(piece.text in row.text and piece.key for piece in row.pieces)
        assert [piece.key for piece in row.pieces if piece.kind == "line"] == [row.text] * (len(row.text) <= LONGEST)


@given(st.lists(st.sampled_from([PARAGRAPH, "More", "By Ida Brandt"])), st.booleans())
def test_places_are_before_among_and_behind_the_paragraphs(lines, often):
    made = rows("\n".join(lines))
    told = places([row.prose for row in made], [often and row.text == "More" for row in made])
    order = ["head", "body", "tail"]
    assert [order.index(each) for each in told] == sorted(map(order.index, told))
    assert all(place == "body" for place, row in zip(told, made, strict=True) if row.prose)


def test_a_paragraph_that_is_frequent_is_none_of_the_storys():
    assert places([True] * 3, [True, False, True]) == ["head", "body", "tail"]
    assert places([True] * 3, [True, True, True]) == ["head"] * 3


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("4 min read", f"{NUMBER} min read"),
        ("Updated 12:40, 3 March 2024", f"Updated {NUMBER}, {NUMBER} {MONTH} {NUMBER}"),
        ("By Ida van Brandt, reporter", f"By {NAME}, reporter"),
        ("Stand: 3. märz", f"Stand: {NUMBER}. {MONTH}"),
        ("nothing to fill", "nothing to fill"),
    ],
)
def test_numbers_months_and_names_become_slots(line, key):
    assert template(line) == key


def test_what_opens_with_a_name_has_a_template_if_it_tells_more():
    assert f"{NAME} writes about the sea" in found("Ida Brandt writes about the sea", "template")
    assert f"{NAME} now" not in found("Ida Brandt now", "template")


def test_a_label_before_a_colon_or_bar_is_an_opening():
    assert found("Read also: Lock is mended at last", "opening") == ["Read also:"]
    assert found("Sea | The ferry is late", "opening") == ["Sea |"]
    assert found("Read also:", "opening") == []


def test_a_dateline_is_a_lead_of_a_first_paragraph_and_a_dash_later_is_none():
    assert found(f"OSTER (Quay News) — {PARAGRAPH}", "lead") == [f"OSTER ({NAME}) — "]
    lines = [PARAGRAPH] * 5
    lines[2] = f"OSTER – {PARAGRAPH}"
    assert [piece.key for piece in rows("\n".join([*lines, *lines]))[7].pieces if piece.kind == "lead"] == []
    assert found(f"{PARAGRAPH} And yet – who knows?", "lead") == []


@pytest.mark.parametrize("initials", ["(ib)", "(il/tv)", "[kp]", "（王）"])
def test_initials_in_brackets_end_a_paragraph_whoever_they_are_of(initials):
    (key,) = found(f"{PARAGRAPH} {initials}", "ending")
    assert "a" in key and not set("bilvkp王") & set(key)


def test_the_last_sentence_and_a_bracket_inside_are_pieces_of_a_paragraph():
    assert found(f"{PARAGRAPH} Until the bell rings again.", "ending") == ["Until the bell rings again."]
    assert found(f"It rained (see the chart on page 4). {PARAGRAPH}", "inside") == [
        f" (see the chart on page {NUMBER})"
    ]


def test_paragraphs_are_long_and_end_like_sentences():
    assert (
        is_prose(PARAGRAPH)
        and is_prose(PARAGRAPH + " (ib)")
        and is_prose("市议会周一投票决定修复旧船闸，没有人反对，工程将于春天开始。")
    )
    assert not is_prose("It rained.") and not is_prose(PARAGRAPH[:-1])


def test_slots_and_signs_are_no_words():
    assert has_words(f"{NAME} wrote") and has_words(f"{NUMBER} мин")
    assert not has_words(f"{NUMBER} · {NAME}, {MONTH}")


def test_stories_are_told_by_the_sentences_of_paragraphs():
    assert sentences(rows(f"By Ida Brandt\n{PARAGRAPH} Rain stopped the work in the night.\nMore")) == [
        PARAGRAPH,
        "Rain stopped the work in the night.",
    ]
