"""Kind `amid`: what stands below the story amid furniture is furniture, unless it may be the story's."""

import pytest

STORY = (
    "The harbour board voted on Monday to dredge the northern channel for the first time in twenty years.\n"
    "Two ferries have run aground there since Christmas, and the pilots had asked for it since spring.\n"
    "The work begins in August.\n"
)
FURNITURE = "Share this article\nLeave a comment\n"


@pytest.mark.parametrize("line", ["Ferries and harbours", "- lowest tides", "Wether End", "Kvarnvägen läggs om i höst"])
def test_a_bare_line_below_two_lines_of_furniture_goes(pipeline, line):
    cleaned = pipeline.clean(f"{STORY}{FURNITURE}{line}\n")
    assert cleaned.text == STORY
    assert "nav.amid-furniture" in {removal.rule for removal in cleaned.removals}


def test_below_one_line_of_furniture_bare_lines_go_if_all_of_a_row_are_bare(pipeline):
    cleaned = pipeline.clean(f"{STORY}Share this article\nFerries and harbours\nWether End\n")
    assert cleaned.text == STORY
    assert "nav.amid-below-one" in {removal.rule for removal in cleaned.removals}


def test_a_cut_is_of_the_class_of_the_furniture_above_it(pipeline):
    cleaned = pipeline.clean(f"{STORY}All rights reserved\nLeave a comment\nFerries and harbours\n")
    (removal,) = (removal for removal in cleaned.removals if removal.rule == "nav.amid-furniture")
    assert removal.noise_class == "share"
    assert "2 lines of furniture (copyright, share)" in removal.evidence


@pytest.mark.parametrize(
    "line",
    [
        "Eights: Tarnbeck, Saltmere, Wether End",
        "Tarnbeck 3-1 Saltmere",
        "4 eels, skinned",
        'The "long channel"',
        "He will not stop!",
        "Is it deep enough?",
    ],
)
def test_what_may_be_the_story_s_stays(pipeline, line):
    assert line in pipeline.clean(f"{STORY}{FURNITURE}{line}\n").text


@pytest.mark.parametrize(
    "tail",
    [
        "Ferries and harbours\n",  # no furniture
        "Share this article\nFerries and harbours\nEels, 4\nWho dredges?\n",  # too little for part of a row
        "By Farrant Iverney\nPhoto: Nora Kestrel\nFerries and harbours\n",  # credits are not furniture
        f"Ferries and harbours\n{FURNITURE}",  # all below
        f"{FURNITURE}Ferries and harbours\nThe last boat leaves at noon, and nobody minds the wait for it.\n",
    ],
)
def test_without_enough_furniture_between_the_story_and_it_a_line_stays(pipeline, tail):
    assert "Ferries and harbours\n" in pipeline.clean(f"{STORY}{tail}").text


def test_a_recipe_below_two_lines_of_furniture_stays(pipeline):
    recipe = "Ingredients\nA pint of cream\nTwo eels\nA lemon\nParsley\nNutmeg\nFlour\nBread to go with it\nSalt\n"
    assert recipe in pipeline.clean(f"{STORY}{FURNITURE}{recipe}").text


def test_where_more_is_unknown_than_known_the_page_is_about_that(pipeline):
    names = "".join(f"Mill number {'x' * n}\n" for n in range(1, 40))
    assert names in pipeline.clean(f"{STORY}{FURNITURE}{names}").text


def test_the_surer_a_cut_must_be_the_more_furniture_it_takes(pipeline):
    assert "Wether End" in pipeline.at(0.99).clean(f"{STORY}{FURNITURE}Wether End\n").text
    assert "Wether End" not in pipeline.at(0.6).clean(f"{STORY}Share this article\nWether End\nLeave a comment\n").text
