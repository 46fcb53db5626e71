"""Kind `cohesion`: the exceptions that make it safe, one by one."""

import pytest

from cleaner.errors import RuleError
from cleaner.filters.base import kinds
from cleaner.pipeline import Pipeline
from cleaner.ruleset.load import load_rules

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
        "Минфин снизил ставку налога, с октября платят вдвое меньше",  # small letters in any script name nobody
        "Silver price slips below Rs 3.15 lakh a kilo",  # an amount is no time of day
        "Central bank holds its rate at 4.25% as exports sink",
        "'A sod too many': Olvey fined over turf in parliament",
        "Weather balloon lands on roof of forecaster and chimney falls off",
        "Pogoda zaskoczyła kierowców. W Tarnowie zamknięto dwa mosty",  # two halves, as in Poland
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
        ["Goalkeeper Dravec meets surgeons at 16.30 in Zeller"],  # an entry of a timetable
        ["Łukasz Żurawski, goalkeeper on leave after surgery"],  # a caption
        [
            "Goalkeeper Dravec misses rest",
            "Season tickets sold out early",
            "Trainer Olvey quits again",
            "Pitch under water",
        ],
        ["goalkeeper Dravec misses rest of season after surgery"],  # goes on from somewhere
        [
            "Dravec misses season. Surgery went well",
            "Trainer Olvey quits again",
        ],  # two halves, and something beside them
        ["Hartigan waved at forty farmers. Goalkeeper Dravec was"],  # broken off
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


FERRY = [
    "The ferry to Skarholm has stopped for the winter, and the island's only baker has begun to sell bread by post.",
    "Ragna Tveit wraps each loaf in two layers of wax paper and sends it off with the mail boat on Monday mornings.",
    "Last week forty loaves went out, most of them rye, and three came back because the addresses had washed off.",
    "She learned the trade from an uncle who baked for the whalers and who never wrote down a recipe.",
    "The post office has promised a shelf of its own for the parcels before spring.",
]
MILL = [
    "Der Müller von Auental hat seine Mühle nach vierzig Jahren wieder in Gang gesetzt, und das Dorf kam zum Zuhören.",
    "Das Rad war im Frühjahr abgebaut, gereinigt und mit neuen Schaufeln aus Lärche versehen worden.",
    "Bezahlt hat die Arbeit ein Verein, der seit zehn Jahren Kuchen verkauft und dabei 31.000 Euro verdient hat.",
    "Gemahlen wird künftig an zwei Tagen im Monat, wenn der Bach genug Wasser führt.",
    "Wer zusehen will, muss sich im Laden anmelden und festes Schuhwerk mitbringen.",
]


@pytest.mark.parametrize("where", [2, 3])
@pytest.mark.parametrize(
    ("paragraphs", "line"),
    [(FERRY, line) for line in (
        "A long way from anywhere",
        "Old hands, new troubles",
        "Five things visitors always ask first",
        "What gets lost at sea belongs to gulls",
        "From clay ovens to electric fans: a short history",
        "An expert explains the chemistry behind crust",
        "Looking ahead with quiet confidence",
        "Tips for travellers with small children",
        "Between tradition and survival",
        "Money, patience and a borrowed oven",
        "Ragna Tveit outside her kitchen in Nordvik",
        "Gunnar Lie, harbour master, with a returned parcel",
        "Sven Aas (61) fisherman and neighbour",
        "Photograph shows Tveit's uncle Halvard, Tromsø 1951",
        "Cardamom buns, cinnamon knots, almond rings",
        "Rye, 900 grams, 84 kroner",
        "Dough rests, wind howls, nobody sleeps",
        "Stir until smooth, then chill overnight",
        "Step two: knead gently without flour",
        "Chapter three: storm above Lindesnes lighthouse",
        "1912: Great storm destroys harbour wall at Vardø",
        "Hurtigruten 3, Fjordlaget 1 (half-time 2-0)",
        "Best Newcomer: Astrid Falk, Stavanger",
        "Yours faithfully, Ingeborg Solheim, Haugesund",
        "Winter timetable: Bergen, Florø, Måløy",
        "NEITHER RAIN NOR SNOW NOR GLOOM OF NIGHT",
        "Quite a few islanders remember Moen pouring cardamom into coffee.",
        "Halvard Moen died in Tromsø in 1987, aged ninety.",
        "Wind gusts reached 31 metres per second near Vardø.",
        "Knead gently, cover with linen and wait until moonrise.",
    )] + [(MILL, line) for line in (
        "Was das alles kostet",
        "Stolze Gesichter, schmutzige Hände",
        "Zwischen Romantik und Wirtschaftlichkeit",
        "Johann Pichler bei der Probe, Auental",
    )],
)  # fmt: skip
def test_what_shares_no_word_may_still_be_the_story_s(pipeline, paragraphs, line, where):
    text = "\n\n".join([*paragraphs[:where], line, *paragraphs[where:]]) + "\n"
    assert pipeline.clean(text).text == text


@pytest.mark.xfail(strict=True, reason="reads like another story's headline, and no word of it stands in the story")
@pytest.mark.parametrize(
    ("paragraphs", "line"),
    [
        (FERRY, "Dawn at Nordvik pier, seen towards Lofthus"),
        (FERRY, "How Halvard Moen taught half of Finnmark"),
        (FERRY, "Neither rain nor snow nor gloom of night"),
        (FERRY, "Flour has become expensive again, admits supplier Petter Dahl"),
        (FERRY, "Global trends reach remote communities too"),
        (MILL, "Kinder dürfen Säcke tragen"),
        (MILL, "Ehrenamtliche Helfer suchen noch Verstärkung für Führungen"),
        (MILL, "Blick nach vorn trotz offener Fragen"),
    ],
)
def test_headings_and_captions_that_it_still_takes_for_headlines(pipeline, paragraphs, line):
    text = "\n\n".join([*paragraphs[:2], line, *paragraphs[2:]]) + "\n"
    assert pipeline.clean(text).text == text


@pytest.mark.parametrize("line", [STRANGE, "Striker Dragan Obrad joins Lisbon side until 2031"])
def test_beside_another_line_it_goes_alone(pipeline, line):
    heading = "Where the heaviest sheepdog was weighed"
    assert pipeline.clean(story(line, heading)).text == story(heading)


def test_two_side_by_side_go(pipeline):
    assert pipeline.clean(story(STRANGE, "Film star Oona Quist sells villa near Lugano")).text == story()


def test_a_word_of_the_paragraph_below_spares_it_one_far_off_does_not(pipeline):
    near, far = (
        "Goalkeeper Dravec lifts Olmburg cup for sixth time",
        "Goalkeeper Dravec misses derby on Saturday after surgery",
    )
    below = "Bishop had lifted nobody so far, but he has won a cup in Olmburg, where goalkeepers come from."
    assert pipeline.clean(story(near, below)).text == story(near, below)
    assert pipeline.clean(story(far, after=3)).text == story()


@pytest.mark.parametrize("below", ["", "\n"])
def test_a_line_set_close_to_the_paragraph_below_is_its_heading(pipeline, below):
    text = "\n\n".join(STORY[:2]) + f"\n\n{STRANGE}\n{below}" + "\n\n".join(STORY[2:]) + "\n"
    assert (STRANGE in pipeline.clean(text).text) == (not below)


def test_lines_of_a_wrapped_paragraph_are_no_headlines(pipeline):
    text = (
        story() + "\nThe scale was built by Brothers Oddny of Harrowgate, makers of\nBell foundry presses and anvils.\n"
    )
    assert pipeline.clean(text).text == text


def test_a_sentence_of_another_story_is_cut_by_thorough_alone_and_one_that_goes_on_by_none(pipeline):
    paragraphs = [f"{a} {b}" for a in STORY for b in FERRY[:3]]
    strange = "Carmaker Veltrano sold fewer vans in Slovenia after rivals cut prices."
    thorough = Pipeline.load(preset="thorough")
    for line, kept in ((strange, False), (strange.replace("Carmaker", "The carmaker"), True)):
        text = "\n\n".join([*paragraphs[:5], line, *paragraphs[5:]]) + "\n"
        assert pipeline.clean(text).text == text
        assert (line in thorough.clean(text).text) == kept


def test_what_is_half_sure_is_cut_by_thorough_alone(pipeline):
    text = story("Singer sells villa again")
    thorough = Pipeline.load(preset="thorough").clean(text)
    assert pipeline.clean(text).text == text
    removal = next(removal for removal in thorough.removals if removal.rule == "offtopic.strange-line")
    assert 0.5 <= removal.certainty < 0.9
    assert removal.confidence == "low"


def test_the_explanation_shows_what_was_weighed(pipeline):
    (removal,) = pipeline.clean(story(STRANGE)).removals
    assert "strange +6.4, alone +1.3" in removal.evidence
    assert removal.evidence.endswith(STRANGE.lower())


def test_an_unknown_sign_does_not_load(tmp_path):
    file = tmp_path / "strange.yaml"
    file.write_text(
        "class: offtopic\nkind: cohesion\nlanguage: mul\nabout: x\nrules:\n  - id: offtopic.x\n    title: x\n"
        "    confidence: medium\n    options: {threshold: 1.0, weights: {starnge: 1.0}}\n"
        "    examples: {removes: ['⟦a⟧'], keeps: [b]}\n",
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match="there is no sign 'starnge'"):
        load_rules([file], kinds())


ROW = [
    "Ministers squabble over boiler grants again",
    "Is oat milk getting cheaper?",
    "Lottery: jackpot rolls over again",
]


@pytest.mark.parametrize("parting", ["\n", "\n\n"])
def test_a_row_of_headlines_goes_though_none_would_alone(pipeline, parting):
    assert pipeline.clean(story(parting.join(ROW))).text == story()
    assert pipeline.clean(story(ROW[1])).text == story(ROW[1])
    removals = pipeline.clean(story(parting.join(ROW))).removals
    assert all("one of 3 lines" in removal.evidence for removal in removals)


@pytest.mark.parametrize(
    "lines",
    [
        [*ROW[:2], "What the sheepdog called Bishop weighs"],  # a heading of the story among them
        [f"{label}: {line}" for label, line in zip(["Plate", "Beam", "Bell"], ROW, strict=True)],  # a table
        [*ROW, "Mayor sings at harbour fair"],  # a poem may have as many lines
        [ROW[0], "Lottery jackpot unclaimed"],  # too brief to tell
    ],
)
def test_what_is_no_row_of_headlines_stays(pipeline, lines):
    assert pipeline.clean(story("\n".join(lines))).text == story("\n".join(lines))
