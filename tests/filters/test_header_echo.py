"""Kinds `header` and `echo`, in the company of the packs."""

import pytest

from cleaner import Pipeline
from cleaner.spans import cut as without
from cleaner.spans import union
from cleaner.tidy import tidy

STORY = "The board voted on Monday to dredge the northern channel, which has not been done for twenty years."
TITLE = "Harbour board votes to dredge the northern channel"


@pytest.mark.parametrize(
    "head",
    [
        f"World\n\n{TITLE}\n\n2025-03-31\n\nAuthor: Li\n\n{TITLE}\n\n",
        f"{TITLE}\nBy Jane Doe\nPublished: 12 March 2025\n",
        f"{TITLE}\n\nRosalind Iverney\n\n",
        f"POLITICS\n{TITLE}\n07:15 02.06.2024 (Updated: 09:20 02.06.2024)\nNora Kestrel\n",
        f"{TITLE}\n\n",
        f"7:14 am on 22 January 2025\nIslands / Skerry Sound Ferries\n{TITLE}\nShare this\n",
        f"Home > Islands > Ferries\n{TITLE}\n\nRosalind Iverney\n\n",
        f"Lowmoor West Side\n\n{TITLE}\n\nBy Jane Doe\n\n",
        f"Cakes · Breads from the tin\n{TITLE}\n\nBy Jane Doe\n\n",
        f"2 active alerts\nClosings\n\n{TITLE}\n\nPublished: 12 March 2025\n\n",
        f"Islands · You are reading {TITLE}\n\n{TITLE}\n\n",
        f"{TITLE}\n\n{TITLE} - Skerry Evening Post\n\n",
        f"Start Here Where We Go Packing With Children Shop\n\n{TITLE}\n\n12 March 2025\n\n",
        f"{TITLE}\nRosalind Iverney / Basil Thorne\n12 March 2025\n",
        f"{TITLE}\nRosalind Iverney, Basil Thorne & Ida Holm\n12 March 2025\n",
        f"{TITLE}\nRosalind Iverney and Basil Thorne 12 March 2025, 16:05\n",
        f"{TITLE}\nنادين أبو خليل\n12 March 2025\n",
        f"The Boundary Line\na blog on fields, fences and trouble\n\n{TITLE}\n\n12 March 2025\n\n",
        f"TIN 104,212 +0.41% ZINC 3,318 -1.02%\n{TITLE}\n12 March 2025\n",
    ],
)
def test_a_header_goes_whole(pipeline, head):
    cleaned = pipeline.clean(head + STORY)
    assert cleaned.text == STORY
    assert cleaned.metadata["title"][0].value == TITLE


def test_what_the_header_held_is_kept_with_its_place(pipeline):
    text = f"POLITICS\n{TITLE}\n2025-05-14\nNora Kestrel\n{STORY}"
    metadata = pipeline.clean(text).metadata
    assert {name: [m.value for m in found] for name, found in metadata.items() if name in ("author", "title")} == {
        "author": ["Nora Kestrel"],
        "title": [TITLE],
    }
    assert all(text[slice(*m.span)] == m.value for found in metadata.values() for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "Ingredients\n90 g dried peas\n1 leek\n4 potatoes\n1 turnip\n3 cups stock\n2 cloves\nPepper\n" + STORY,
        "The kettle sings, the clock is slow,\nthe cat has somewhere else to go.\n",
        STORY,
        "What changes\n" + STORY,
    ],
)
def test_what_is_no_header_stays(pipeline, text):
    assert pipeline.clean(text).text == text


def test_a_headline_right_above_the_text_goes_only_if_one_is_bold(pipeline):
    assert pipeline.clean(f"{TITLE}\n{STORY}").text == f"{TITLE}\n{STORY}"
    assert Pipeline.load(preset="thorough").clean(f"{TITLE}\n{STORY}").text == STORY


def test_a_deck_stays(pipeline):
    deck = "For twenty years nobody had wanted to pay for it. Then a ferry ran aground."
    assert pipeline.clean(f"{TITLE}\n\n{deck}\n\nBy Jane Doe\n\n{STORY}").text == f"{deck}\n\n{STORY}"


@pytest.mark.parametrize(
    "deck",
    [
        "Boat owners have nine weeks to find another place",
        "Two captains were told on Friday that their insurers will not pay",
        "A fight over three metres of sand shows what stands between the port and its future",
        "Chiuse due scuole per precauzione. Nessun danno al campanile",
    ],
)
def test_a_deck_without_a_full_stop_stays_if_it_reads_like_a_sentence(pipeline, deck):
    assert pipeline.clean(f"{TITLE}\n\n{deck}\n\nMarch 3, 2025\n\n{STORY}").text == f"{deck}\n\n{STORY}"


def test_a_long_headline_in_title_case_is_no_deck(pipeline):
    head = "Three Days Behind the Dredger in the Northern Channel (and Why You Should Bring Some Bread)\n\n"
    assert pipeline.clean(head + STORY).text == STORY


def test_a_long_headline_that_quotes_is_no_deck(pipeline):
    head = (
        'Rosalind Iverney, keeper of the northern light: "Nobody thanks me for it, and so I light it for the eels"\n\n'
    )
    assert pipeline.clean(head + STORY).text == STORY


def test_who_says_it_stands_above_the_headline_in_title_case(pipeline):
    head = "Skerry Dredging Corp.\n12 March 2025\nSkerry Dredging Wins Contract to Deepen the Northern Channel\n"
    points = "- Two dredgers from the spring on\n- Forty jobs\n"
    assert "Skerry Dredging" not in pipeline.clean(head + points + STORY).text


def test_a_short_headline_that_the_story_knows_is_no_label(pipeline):
    deck = "Nine votes to one for dredging the channel at last"
    text = f"Northern channel vote\n\n{deck}\n\nBy Jane Doe\n\n{STORY}"
    assert pipeline.clean(text).metadata["title"][0].value == "Northern channel vote"


def test_a_deck_that_goes_on_from_the_headline_stays(pipeline):
    deck = "or, nine weeks on a boat with nowhere to put it"
    assert pipeline.clean(f"{TITLE}\n\n{deck}\n\nMarch 3, 2025\n\n{STORY}").text == f"{deck}\n\n{STORY}"


def test_a_headline_broken_over_two_lines_goes_whole(pipeline):
    cleaned = pipeline.clean(f"{TITLE}\nfor the first time, against the will of the eels\n\nMarch 3, 2025\n\n{STORY}")
    assert cleaned.text == STORY


def test_a_headline_further_down_is_an_echo(pipeline):
    assert (
        pipeline.clean(f"{TITLE}\n\n{STORY}\n\n{TITLE}\n\n{STORY[:-1]} at all.").text
        == f"{STORY}\n\n{STORY[:-1]} at all."
    )


def test_a_paragraph_that_stands_twice_is_cut_by_the_bold_alone(pipeline):
    text = f"{STORY}\n\nNobody minded that at all.\n\n{STORY}"
    assert pipeline.clean(text).text == text
    assert pipeline.at(0.5).clean(text).text == f"{STORY}\n\nNobody minded that at all.\n"


def test_below_the_dateline_no_name_is_a_byline(pipeline):
    text = f"{TITLE}\nNORFOLK, Va., March 3 - The board said it had agreed to put up the\nMain Street Tower\n{STORY}\n"
    assert "Main Street Tower" in pipeline.clean(text).text


FIGURES = "VARLEY, Wis., May 3 - Shr 12 cts vs nine cts\n    Net 410,000 vs 302,000\n    Revs 9.1 mln vs 8.4 mln\n"
WIRED = "VARLEY, May 3 - The board of Marrowby Mills said it\nwould sell two of its three mills before the winter.\n"


@pytest.mark.parametrize("story", [FIGURES, WIRED])
def test_a_dateline_that_is_kept_is_no_headline(story):
    cleaned = Pipeline.load(keep=["dateline"]).clean("MARROWBY MILLS INC 2ND QTR NET\n" + story)
    assert cleaned.text == story


def test_a_wire_of_figures_alone_loses_headline_and_dateline(pipeline):
    assert pipeline.clean("MARROWBY MILLS INC <MMI> 2ND QTR NET\n" + FIGURES).text == FIGURES.partition(" - ")[2]


def test_figures_without_a_dateline_have_no_header(pipeline):
    text = "MARROWBY MILLS INC 2ND QTR NET\n" + FIGURES.partition(" - ")[2]
    assert pipeline.clean(text).text == text


@pytest.mark.parametrize("heading", ["Key Takeaways", "Quick Summary", "Varley Mk2", "Harbour Lights"])
def test_a_heading_below_the_headline_is_no_name(pipeline, heading):
    opening = f"The keepers of the Harbour Lights have kept a book of it. {STORY}"
    text = f"{TITLE}\n\nMarch 3, 2025\n\n{heading}\n\n{opening}"
    assert pipeline.clean(text).text == f"{heading}\n\n{opening}"


def test_a_question_that_nothing_vouches_for_stays(pipeline):
    text = f"What does a slow kettle cost?\n\n{STORY}"
    assert pipeline.clean(text).text == text


CAPTION = "The weighbridge at Tarnbeck on market day in autumn"
PARAGRAPH = "Forty farmers queued on Saturday to have their dogs weighed, and three of the dogs refused."


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_of_a_short_line_and_its_copy_right_below_one_stays(pipeline, gap):
    text = gap.join([PARAGRAPH, CAPTION, CAPTION, "Nobody had used the scale since the dairy closed."])
    assert pipeline.clean(text).text.count(CAPTION) == 1


@pytest.mark.parametrize(
    "lines",
    [
        [
            "We shall not go home",
            "We shall not go home",
            "till the cows have had their tea",
            "and the lamp is low",
            "la",
        ],
        [CAPTION, "Nobody weighed the cat", CAPTION],
        ["They sang what everybody knows:", "Carry me over the river", "Carry me over the river"],
        ["| 12 | 14 | 16 |", "| 12 | 14 | 16 |"],
    ],
)
def test_refrains_and_what_stands_apart_are_no_copies(pipeline, lines):
    text = "\n".join([PARAGRAPH, *lines, "Nobody had used the scale since the dairy closed."])
    assert pipeline.clean(text).text == text


@pytest.mark.parametrize(
    "words",
    [
        "「書き込みはすべて投稿者の責任において行うものとする」",
        "『書き込みはすべて投稿者の責任において行うものとする』",
    ],
)
def test_what_somebody_says_above_a_story_is_no_headline(pipeline, words):
    story = (
        f"{words}\n\n雪見町の公民館の掲示板には、四十年前からこう書いてある。誰が書いたのかは、もう誰も知らない。\n\n"
    )
    assert pipeline.clean(story + "町では今も、回覧板より先にここを見る人が多い。\n").text.startswith(words)


def test_a_row_of_short_labels_above_the_headline_is_no_headline(pipeline):
    text = "ガジェット 会員限定\n自販機が無口になった日、駅のホームで何が起きたのか\n2025年1月23日\n"
    story = "駅のホームの自動販売機が、昨年末から急に黙るようになった。理由は誰も知らない。\n"
    assert pipeline.clean(text + story).text == story


PARTS = ("What it weighs", "Who rings it?", "Where it hung before")
PARAGRAPHS = (
    "Nobody knew until the crane driver looked at his dial and swore.",
    "The baker does, on his way home, and he is seldom late.",
    "A tower nine miles away had it for two hundred years.",
)
GUIDE = "\n\n".join(text for part in zip(PARTS, PARAGRAPHS, strict=True) for text in part)


def contents(pipeline, text):
    """The text without lists of contents, for who wants them gone; nothing else is cut."""
    cut = [removal.span for removal in pipeline.at(0.6).clean(text).removals if removal.rule == "nav.contents"]
    return without(text, tidy(text, union(cut)))


@pytest.mark.parametrize("bullet", ["", "- ", "1. ", "→ "])
@pytest.mark.parametrize("intro", ["", f"{STORY}\n\n"])
def test_a_list_of_the_headings_below_goes_and_they_stay(pipeline, intro, bullet):
    listed = "\n".join(bullet + part for part in PARTS)
    assert contents(pipeline, f"{intro}{listed}\n\n{GUIDE}") == f"{intro}{GUIDE}"


@pytest.mark.parametrize(
    "listed",
    [
        PARTS[:2],  # two may be a coincidence
        PARTS[::-1],  # not in the order of the parts
        ("What it costs", *PARTS[:1], "Who pays", *PARTS[1:2], "Who hears it", *PARTS[2:]),  # others stand in between
    ],
)
def test_what_is_no_list_of_contents_stays(pipeline, listed):
    text = "\n".join(listed) + f"\n\n{GUIDE}"
    assert contents(pipeline, text) == text


def test_lines_that_return_together_are_a_refrain(pipeline):
    text = "\n\n".join(["\n".join(PARTS), PARAGRAPHS[0], "\n".join(PARTS), PARAGRAPHS[1], "\n".join(PARTS)])
    assert contents(pipeline, text) == text
