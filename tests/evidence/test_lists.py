"""Lists without a heading, below a story."""

import pytest

from cleaner.document import Document
from cleaner.evidence.cohesion import Story
from cleaner.evidence.lists import bare_lists

STORY = (
    "The old weighbridge at Tarnbeck opened again on Saturday, and forty farmers queued to have their dogs weighed.",
    "Nobody had used the scale since the dairy closed, said Quennell Hartigan, who keeps the key.",
    "The heaviest dog was a sheepdog called Bishop, who had to be lifted on by two people.",
)
HEADLINES = [
    "Carmaker sold fewer vans last spring",
    "What the dog tax means for farmers",
    "Goalkeeper out for the season",
]


def found(*lines, story=STORY):
    doc = Document("\n".join([*story, *lines]))
    return [(what, [doc.cased(index) for index in rows]) for what, rows in bare_lists(doc, Story(doc), 3)]


def test_headlines_below_the_story():
    assert found(*HEADLINES) == [("headlines", HEADLINES)]
    assert found(HEADLINES[0], "", HEADLINES[1], "", HEADLINES[2]) == [("headlines", HEADLINES)]


def test_tags_tell_what_the_story_is_about_or_are_single_words():
    assert found("Tarnbeck", "Farmers and dogs", "Rural affairs") == [
        ("labels", ["Tarnbeck", "Farmers and dogs", "Rural affairs"])
    ]
    assert found("Economy", "Weather", "Chess") == [("labels", ["Economy", "Weather", "Chess"])]
    assert found("Holm Eriksen", "Berg Amundsen", "Lise Tveit") == []


def test_tags_and_below_them_headlines():
    assert [what for what, _ in found("Tarnbeck", "Farmers", "Dogs", *HEADLINES)] == ["labels", "headlines"]


@pytest.mark.parametrize(
    "lines",
    [
        HEADLINES[:2],
        ["The winners", *HEADLINES],
        ["The winners were, in this order:", *HEADLINES],
        [f"- {line}" for line in HEADLINES],
        ["Saturday: the weighing of the dogs", "Sunday: the weighing of the cats", "Monday: the bill for all of it"],
        ["12 loaves for the upper farm", "14 loaves for the ferry house", "20 loaves for the mill"],
        ["we shall not go home tonight", "we shall not go home at all", "we shall not go home again"],
        ["Pull not in anger nor in wine", "Nor when the frost is on the line", "But pull as one who pulls a plough"],
        ["A sheepdog called Bishop", "The old scale of Tarnbeck", "Forty farmers and their dogs"],
        ["May I see the other scale?", "Who lifted him on to it?", "And who lifted him off again?"],
    ],
)
def test_what_the_story_announces_or_goes_on_with_is_no_bare_list(lines):
    assert found(*lines) == []


def test_no_list_below_a_paragraph_that_is_not_over():
    assert (
        found(
            *HEADLINES,
            story=(
                *STORY[:2],
                "The judges called out, in the order of their weight, these names, all of "
                "which had been written on a board beside the door before anybody came in to read what stood on it:",
            ),
        )
        == []
    )


def test_no_list_between_paragraphs_or_without_any():
    assert found(*HEADLINES, STORY[0]) == []
    assert found(*HEADLINES, story=()) == []


def test_a_heading_with_nothing_below_it():
    assert found("Farm Notebook") == [("headings", ["Farm Notebook"])]
    assert found("Farm Notebook", "", "More") == [("headings", ["Farm Notebook", "More"])]


@pytest.mark.parametrize(
    "line", ["Farm notebook, with love", "Amen!", "12 Mill Lane", "The end:", "till the cows come home"]
)
def test_other_short_last_lines_are_no_headings(line):
    assert found(line) == []


def test_a_letter_is_signed():
    letter = (
        "I have kept ducks for forty years and know what they are for.",
        "I ask nobody for a bucket, and my ducks ask nobody for one.",
    )
    assert found("Farm Notebook", story=letter) == []


def test_the_name_below_a_quotation_is_no_heading():
    assert (
        found("Quennell Hartigan", story=(*STORY, '"I have weighed dogs all my life and none of them thanked me."'))
        == []
    )
