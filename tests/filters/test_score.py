"""Kind `score`: evidence adds up as its rule says."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.errors import RuleError
from cleaner.evidence.cohesion import Story
from cleaner.evidence.features import OF_NEIGHBOURS, OF_PLACE, OF_STORY, Evidence
from cleaner.filters.base import kinds
from cleaner.filters.score import ZoneOptions
from cleaner.pipeline import Pipeline
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.settings import Settings

STORY = [
    "The old weighbridge at Tarnbeck opened again on Saturday, and forty farmers queued to have their dogs weighed.",
    "Nobody had used the scale since the dairy closed, said Quennell Hartigan, who keeps the key.",
    "The heaviest dog was a sheepdog called Bishop, who had to be lifted on by two people.",
]
PACK = """
class: offtopic
kind: score
language: mul
about: A scale.
rules:
  - id: offtopic.scale
    title: Short lines
    confidence: medium
    options:
      prose: {prose}
      never: [{never}]
      zones:
        tail: {{class: teaser, threshold: 1.0, bias: -1.0, weights: {{{weights}}}}}
    examples:
      removes: ["⟦a⟧"]
      keeps: [b]
"""


@pytest.fixture
def scale(tmp_path):
    def scale(weights, certainty=0.9, never="", prose=3):
        file = tmp_path / "scale.yaml"
        file.write_text(PACK.format(weights=weights, never=never, prose=prose), encoding="utf-8")
        rules = load_rules([file], kinds())
        return Pipeline(rules, Settings(detector=None, certainty=certainty))

    return scale


def text(*tail):
    return "\n".join([*STORY, *tail]) + "\n"


def test_what_weighs_enough_goes(scale):
    cleaned = scale("words_2_3: 1.5, all_capitals: 0.5").clean(text("GOLF CALENDAR", "Golf calendar"))
    assert cleaned.text == text("Golf calendar")
    (removal,) = cleaned.removals
    assert (removal.noise_class, removal.confidence) == ("teaser", "medium")
    assert removal.certainty == pytest.approx(0.9)
    assert "words_2_3 +1.5, all_capitals +0.5" in removal.evidence


def test_certainty_is_logistic_in_the_score(scale):
    (removal,) = scale("words_2_3: 3.0").clean(text("Golf calendar")).removals
    assert removal.certainty == pytest.approx(1 / (1 + math.exp(-1.0) / 9))


def test_a_lower_certainty_cuts_more(scale):
    line = text("Golf calendar")
    assert scale("words_2_3: 1.0").clean(line).text == line
    assert scale("words_2_3: 1.0", certainty=0.5).clean(line).text == text()


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("GOLF CALENDAR", {"never": "all_capitals"}),
        ("Golf calendar", {"prose": 4}),
        ("The golf calendar goes on as a sentence of the story.", {}),
    ],
)
def test_what_is_spared(scale, line, more):
    assert scale("words_2_3: 9, words_7_11: 9", **more).clean(text(line)).text == text(line)


def test_an_unknown_feature_is_named(scale):
    with pytest.raises(RuleError, match="there is no feature 'colour'"):
        scale("colour: 1")


def test_the_head_and_the_body_are_not_judged_without_weights(scale):
    whole = "Golf calendar\n" + STORY[0] + "\nGolf calendar\n" + "\n".join(STORY[1:]) + "\n"
    assert scale("words_2_3: 9").clean(whole).text == whole


STORY_WORDS = st.lists(
    st.sampled_from(["Tarnbeck", "weighbridge", "Saturday", "dogs", "Bishop", "sheepdog", "Zebra", "harvest"])
)


@given(STORY_WORDS, st.integers(0, 3), st.dictionaries(st.sampled_from(sorted(OF_STORY)), st.floats(-3, 3)))
def test_the_words_of_the_story_add_no_more_than_is_said(words, place, weights):
    lines = [*STORY[:place], " ".join(words), *STORY[place:]]
    zone = ZoneOptions(**{"class": "teaser"}, threshold=0.0, bias=0.0, weights=weights)
    found = Story(Document("\n\n".join(lines))).features(2 * place)
    assert sum(weights.get(name, 0.0) * value for name, value in found) <= zone.most_of_story + 1e-9


PLACES = sorted({name for one_of in OF_PLACE for name in one_of} | OF_NEIGHBOURS)


@given(
    st.lists(st.sampled_from(["", "", "Golf calendar", "Golf, all of it:", "- a", *STORY]), min_size=1, max_size=9),
    st.dictionaries(st.sampled_from(PLACES), st.floats(-3, 3)),
)
def test_place_and_neighbours_add_no_more_than_is_said(lines, weights):
    zone = ZoneOptions(**{"class": "teaser"}, threshold=0.0, bias=0.0, weights=weights)
    doc = Document("\n".join(["Calendar of golf", *lines]))
    evidence = Evidence(doc)
    for index in range(len(doc)):
        if not doc.blank(index):
            for ask, most in (
                (evidence.of_place, zone.most_of_place),
                (evidence.of_neighbours, zone.most_of_neighbours),
            ):
                added = sum(weights.get(name, 0.0) * value for name, value in ask(index).items())
                assert added <= most + 1e-9


def test_the_only_line_above_the_story_may_be_its_first_heading(pipeline):
    story = "\n".join([*STORY, "The council will decide in autumn whether the bridge may stay where it is."])
    assert pipeline.clean(f"Scales and dogs\n{story}").text == f"Scales and dogs\n{story}"
    assert pipeline.clean(f"https://tarnbeck.example/2026/scales-and-dogs\n{story}").text == story
