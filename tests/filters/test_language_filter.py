"""Kind `language`: foreign paragraphs go, foreign quotations stay."""

import pytest

ENGLISH = [
    "The old weighbridge at Tarnbeck opened again on Saturday, and forty farmers queued to have their dogs weighed.",
    "Nobody had used the scale since the dairy closed, said the man who keeps the key to it.",
    "The heaviest dog was a sheepdog called Bishop, who had to be lifted on by two people.",
    "The council will decide in autumn whether the bridge may stay where it is.",
    "It is the last of its kind in the county, and the second to be weighed itself.",
]
GERMAN = "Der Bürgermeister wird die neue Brücke erst im Herbst eröffnen, weil das Geld nicht da ist."
RUSSIAN = "Паром через залив снова ходит по расписанию каждый день."


def story(*inserted):
    return "\n\n".join([*ENGLISH[:2], *inserted, *ENGLISH[2:]]) + "\n"


@pytest.mark.parametrize("line", [GERMAN, RUSSIAN, "雨は夜のうちにやみ、駅には朝から人の列ができていた。"])
def test_a_foreign_paragraph_goes(pipeline, line):
    cleaned = pipeline.clean(story(line))
    assert cleaned.text == story()
    assert "the text" in cleaned.removals[0].evidence


@pytest.mark.parametrize(
    "lines",
    [
        [f'"{GERMAN}"'],
        ["On its beam stands a motto in the language of its maker:", GERMAN],
        [
            GERMAN,
            "Das ist der Lauf der Welt und nicht der Wille der Leute.",
            "Und so ist es in dem Lied von der Brücke.",
        ],
        ["Rue du Bac"],
        ["GPS: 24 39 16.4 121 18 19.5"],
    ],
)
def test_what_the_story_quotes_stays(pipeline, lines):
    assert pipeline.clean(story(*lines)).text == story(*lines)


def test_a_text_in_two_languages_stays(pipeline):
    text = "\n\n".join([*ENGLISH[:3], GERMAN, "Die Waage ist die letzte ihrer Art, und das ist auch gut so."]) + "\n"
    assert pipeline.clean(text).text == text
