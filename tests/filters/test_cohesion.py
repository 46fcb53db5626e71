"""Kind `cohesion`: the exceptions that make it safe, one by one."""

import pytest

STORY = [
    "The old weighbridge at Tarnbeck opened again on Saturday, and forty farmers queued to have their dogs weighed.",
    "Nobody had used the scale since the dairy closed, said Quennell Hartigan, who keeps the key.",
    "The heaviest dog was a sheepdog called Bishop, who had to be lifted on by two people.",
    "The council will decide in autumn whether the bridge may stay where it is.",
]
STRANGE = "Goalkeeper Dravec misses rest of season after surgery"


def story(*inserted, after=2):
    return "\n\n".join([*STORY[:after], *inserted, *STORY[after:]]) + "\n"


@pytest.mark.parametrize(
    "line",
    [
        STRANGE,
        "Zahl der Erdbebenopfer in den Anden steigt auf 34",
        "市中心地铁三号线周末停运检修",
        "Цены выросли сразу вдвое после отмены пошлин",
    ],
)
@pytest.mark.parametrize("after", [1, 2, 3, 4])
def test_a_headline_of_another_story_goes(pipeline, line, after):
    cleaned = pipeline.clean(story(line, after=after))
    assert cleaned.text == story()
    assert cleaned.removals[0].noise_class == "offtopic"


@pytest.mark.parametrize(
    "lines",
    [
        ["What a heavy sheepdog weighs at noon on Saturdays"],  # speaks of the story
        ["Dravec goes home"],  # too short to tell
        ["Goalkeeper Dravec misses rest of season after surgery."],  # a sentence: stories digress
        ["Goalkeeper Dravec misses rest of season after what surgery?"],
        ["Two onions, three cloves, four pears, five leeks, six figs"],  # a list
        ["- Goalkeeper Dravec misses rest of season after surgery"],
        [
            "Goalkeeper Dravec misses rest",
            "Season tickets sold out early",
            "Trainer Olvey quits again",
            "Pitch under water",
        ],
        ["goalkeeper Dravec misses rest of season after surgery"],  # goes on from somewhere
        ["Q: Goalkeeper Dravec misses season", "Q: Surgery mended shoulder quickly"],  # speakers
        ["for (auto row = rows.begin(); row != rows.end(); row++)"],
    ],
)
def test_what_may_be_the_story_s_stays(pipeline, lines):
    assert pipeline.clean(story(*lines)).text == story(*lines)


def test_what_a_colon_introduces_stays(pipeline):
    text = story("Third prize went to the sentence that the chairman read out last:", STRANGE)
    assert pipeline.clean(text).text == text


def test_who_said_it_stays(pipeline):
    text = story(
        '"It was the finest morning of the year," he said. "I would not have missed it."',
        "Ulric Penhallow, Chief Beadle, Worshipful Fletchers",
    )
    assert pipeline.clean(text).text == text


def test_a_short_document_is_left_alone(pipeline):
    text = f"{STORY[0]}\n\n{STRANGE}\n\n{STORY[1]}\n"
    assert pipeline.clean(text).text == text
