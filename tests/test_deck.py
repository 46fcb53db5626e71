"""Decks: prose that the header goes on below."""

import pytest

from cleaner.document import Document

TITLE = "Bakery closes after ninety years"
DECK = "The oven on Mill Lane is cold, and nobody in the valley knows where to buy rye bread now."
CAPTION = "The bakery on Mill Lane, where the queue reached the bridge every Saturday."
STORY = "Wexcombe Nethercott took the last loaf out of the oven on Sunday and gave it to his dog."
MORE = "A buyer from the coast looked at the house last week and asked about the cellar."


def head(text):
    doc = Document(text)
    return [doc.folded[index] for index in doc.zones.lines("head") if doc.folded[index]]


@pytest.mark.parametrize(
    "line",
    [
        "By Wilfrid Ashgrove",
        "Von Farrant Iverney",
        "Par Honorine Bastide et Karim Sow",
        "di Tommaso Ferri",
        "12.08.2025, 05:00 Uhr",
        "Publié le 17/11/2024 à 09:30",
        "21 SEPT 2025 - 05:30 CEST",
        "Jun 11, 2025 6:00 AM",
        "4 min read",
        "Lesezeit: 4 Minuten",
        "Время чтения: 3 мин.",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_below_a_deck_the_head_goes_on_to_the_story(line, gap):
    text = gap.join([TITLE, DECK, line, "Share", STORY, MORE])
    assert head(text) == [TITLE.lower(), line.lower(), "share"]
    doc = Document(text)
    assert doc.folded[doc.zones.story] == STORY.lower()
    assert [doc.folded[index] for index in doc.zones.decks] == [DECK.lower()]


def test_a_name_and_a_date_together_are_a_header():
    assert head("\n".join([DECK, "Wilfrid Ashgrove", "11 June 2025", STORY, MORE])) == [
        "wilfrid ashgrove",
        "11 june 2025",
    ]


def test_a_caption_may_stand_below_the_deck():
    assert head("\n".join([TITLE, DECK, CAPTION, "By Wilfrid Ashgrove", STORY, MORE]))[1:] == ["by wilfrid ashgrove"]


def test_the_body_begins_below_the_header():
    doc = Document("\n".join([TITLE, DECK, "By Wilfrid Ashgrove", STORY, "Mark", MORE]))
    assert list(doc.zones.lines("body")) == [3, 4, 5]
    assert list(doc.zones.lines("opening")) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "lines",
    [
        ["The last loaf"],
        ["Mill Lane"],
        ["11 June 2025"],
        ["Wexcombe Nethercott", "Farrant Iverney"],
        ["What happened on 11 June 2025 at 18:30?"],
        ["11 June 2025, 18:30", "12 June 2025, 18:30", "13 June 2025, 18:30"],
        ["By the river"],
        ["Bakers, twelve rolls", "1. Wilfrid Ashgrove, 1.02.44", "2. Ida Holm, 1.02.59"],
    ],
)
def test_headings_and_lists_of_a_story_are_no_header(lines):
    assert head("\n".join([TITLE, DECK, *lines, STORY, MORE])) == [TITLE.lower()]


def test_no_deck_without_a_story_below():
    assert head("\n".join([TITLE, DECK, "By Wilfrid Ashgrove"])) == [TITLE.lower()]


def test_a_long_paragraph_is_no_deck():
    assert head("\n".join([" ".join([DECK] * 4), "By Wilfrid Ashgrove", STORY, MORE])) == []


def test_what_announces_a_list_is_no_deck():
    lines = [DECK.removesuffix(".") + ", as he says: this is what is left, in order. The rest:", "By Wilfrid Ashgrove"]
    assert head("\n".join([TITLE, *lines, STORY, MORE])) == [TITLE.lower()]


def test_the_dates_of_a_diary_are_no_header():
    text = "\n".join([DECK, "3 March 2025", STORY, "9 March 2025, 10:15", MORE, "16 March 2025, 11:00", CAPTION])
    assert Document(text).zones.decks == ()
    assert head(text.replace("3 March 2025", "3 March 2025, 08:30")) == []
    assert head("\n".join([DECK, STORY, "9 March 2025, 10:15", MORE])) == []
