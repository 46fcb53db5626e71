"""Kind `author`: a bio is known by the name in the byline."""

import pytest

STORY = (
    "The harbour board voted on Monday to dredge the northern channel for the first time in twenty years.\n\n"
    "Two ferries have run aground there since Christmas, and the pilots had asked for it since spring.\n\n"
    "The work begins in August.\n"
)
GERMAN = (
    "Der Hafenrat hat am Montag beschlossen, die nördliche Rinne zum ersten Mal seit Jahren auszubaggern.\n\n"
    "Zwei Fähren sind dort seit Weihnachten auf Grund gelaufen, und die Lotsen hatten es im Frühling verlangt.\n"
)
FRENCH = (
    "Le conseil du port a décidé lundi de draguer le chenal du nord pour la première fois depuis vingt ans.\n\n"
    "Deux bacs s'y sont échoués depuis Noël, et les pilotes le demandaient depuis le printemps.\n"
)


@pytest.mark.parametrize(
    ("byline", "story", "bio"),
    [
        (
            "By Farrant Iverney",
            STORY,
            "Farrant Iverney keeps bees in Saltmere and has written about harbours since 1998.",
        ),
        ("Von Nora Kestrel", GERMAN, "Nora Kestrel, Jahrgang 1970, segelt seit ihrer Kindheit vor Tarnbeck."),
        ("Par Louis de Marchelet", FRENCH, "* Louis de Marchelet élève des chèvres au bord du canal depuis dix ans."),
    ],
)
def test_a_closing_paragraph_about_the_author_goes(pipeline, byline, story, bio):
    assert pipeline.clean(f"{byline}\n\n{story}\n{bio}\n").text == story


@pytest.mark.parametrize(
    "last",
    [
        "Farrant Iverney said that he would not move.",
        'Farrant Iverney: "Nobody asked the eels."',
        "Farrant Iverney Street is closed until then.",
    ],
)
def test_a_name_without_a_byline_is_the_story_s(pipeline, last):
    assert pipeline.clean(f"{STORY}\n{last}\n").text == f"{STORY}\n{last}\n"


def test_a_paragraph_about_the_author_below_the_byline_goes(pipeline):
    deck = "Two ferries have run aground, and the pilots are tired of waiting."
    bio = "Farrant Iverney keeps bees in Saltmere and has written about harbours since 1998."
    text = f"Channel to be dredged\n{deck}\nBy Farrant Iverney\n4 min read\n{bio}\n{STORY}"
    assert pipeline.clean(text).text == f"{deck}\n{STORY}"
    assert bio in pipeline.clean(text.replace("Farrant Iverney\n", "Wilfrid Ashgrove\n")).text


def test_a_bare_name_above_and_the_paragraph_about_it_below_the_story_go_together(pipeline):
    bio = "Farrant Iverney grew up on a ferry, and his stories of the islands came out in the spring."
    text = f"The long channel\nFarrant Iverney\n{STORY}\n{bio}\n"
    cleaned = pipeline.clean(text).text
    assert bio not in cleaned and "Farrant Iverney" not in cleaned and STORY in cleaned


@pytest.mark.parametrize(
    ("head", "middle"),
    [("Farrant Iverney\n", "The pilots had asked Iverney for it.\n\n"), ("", "")],
    ids=["named in between", "no name above"],
)
def test_who_the_story_is_about_stays(pipeline, head, middle):
    last = "Farrant Iverney grew up on a ferry, and will be buried beside the channel on Monday."
    assert last in pipeline.clean(f"{head}{STORY}\n{middle}{last}\n").text


def test_what_other_rules_cut_below_does_not_hide_the_closing_paragraph(pipeline):
    bio = "Farrant Iverney grew up beside the weir, and his novel on eels comes out in May."
    below = "Read more: The bell of Orlow\n\nSign up for our newsletter\n\nShare this article\n\nAll rights reserved.\n"
    assert pipeline.clean(f"By Farrant Iverney\n\n{STORY}\n{bio}\n\n{below}").text == STORY


BIO = "Farrant keeps bees in Saltmere, has written about harbours since 1998 and will not eat eel."


@pytest.mark.parametrize("heading", ["Farrant Iverney\n", "Farrant Iverney\nHarbour correspondent\n"])
@pytest.mark.parametrize("bio", [BIO, f"Farrant Iverney{BIO.removeprefix('Farrant')}"])
def test_a_name_and_the_closing_paragraph_below_it_go(pipeline, heading, bio):
    assert pipeline.clean(f"{STORY}\n{heading}{bio}\n").text == STORY


@pytest.mark.parametrize(
    "tail",
    [
        f"Farrant Iverney\n{BIO}\n\nNora Kestrel\nNora rowed to the island and back in a bath, for nine days.\n",
        "Ferry Traffic\nFerry traffic will be stopped for nine weeks, and the mud goes out with the tide.\n",
        "The Channel\nThe channel is as deep as it was when the pilots asked for it, which was in spring.\n",
        "SALTMERE II\nSaltmere will be dredged as well, which nobody there has asked for, and so will the pond.\n",
    ],
)
def test_several_names_and_headings_are_the_story_s(pipeline, tail):
    text = f"{STORY}\n{tail}"
    assert pipeline.clean(text).text == text


def test_of_whom_the_story_speaks_the_closing_paragraph_stays(pipeline):
    text = f"{STORY}\nThe board thanked Mr. Iverney for his patience.\n\nFarrant Iverney\n{BIO}\n"
    assert pipeline.clean(text).text == text
