"""Kind `voice`: lines made of an outlet's words, in whatever wording."""

import pytest

from cleaner.document import Document
from cleaner.ruleset.settings import Settings

RULE = """
kind: voice
options:
  threshold: 1.0
  bias: -0.5
  body: 0.5
  words:
    promo: {newsle: 1.2, your: 0.4, inbox: 0.9, subscr: 1.0}
    copyright: {reserv: 1.5, rights: 0.8}
    story: {said: -1.0, was: -0.5}
"""
A = "The harbour board voted on Monday to dredge the northern channel for the first time in twenty years."
B = "Two ferries have run aground there since Christmas, and the pilots had asked for it since spring."
C = "The work begins in August and will take until the herring come back."
PROMO = "Fancy our newsletter? It lands in your inbox."


@pytest.fixture
def pipeline(make):
    return make(RULE)


def below(*lines):
    return "\n".join([A, B, C, *lines, ""])


def test_a_line_with_enough_of_an_outlet_s_words_goes(pipeline):
    cleaned = pipeline.clean(below(PROMO), "en")
    assert cleaned.text == below()
    removal = cleaned.removals[0]
    assert removal.noise_class == "promo" and 0.9 < removal.certainty < 0.99
    assert "the outlet speaks, 2.0 of 1.0 (newsle +1.2, inbox +0.9, your +0.4)" in removal.evidence


def test_its_class_is_that_of_most_of_its_words(pipeline):
    removal = pipeline.clean(below("All rights are reserved, newsletter and all."), "en").removals[0]
    assert removal.noise_class == "copyright"


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter was thrown away, he said, with the rest of it.",  # words of stories
        "The newsletter is a sheet of four pages.",  # one word alone
        "Newsletter: inbox",  # two words
        '"You will find our newsletter in your inbox every morning," he wrote.',  # somebody's words
        "- You will find our newsletter in your inbox every morning.",
        'He held up the newsletter, put it into her inbox and wrote: "Yours".',
        "Fancy our newsletter? It lands in your inbox. " + "Nobody fancied it. " * 70,  # too long
    ],
)
def test_a_line_of_the_story_stays(pipeline, line):
    assert pipeline.clean(below(line), "en").text == below(line)


def test_a_turn_of_an_interview_stays(pipeline):
    text = below("Lowell: No.", f"Lowell: {PROMO}")
    assert pipeline.clean(text, "en").text == text
    assert pipeline.clean(below(f"Lowell: {PROMO}"), "en").text == below()


def test_a_word_that_the_story_has_too_says_little(pipeline):
    story = below("The newsletter was in every inbox, the board said.")
    assert pipeline.clean(story + PROMO + "\n", "en").text == story + PROMO + "\n"


def test_between_paragraphs_it_takes_more(make):
    weak = RULE.replace("newsle: 1.2", "newsle: 0.5")
    text = "\n".join([A, B, "{}", C, ""])
    assert make(weak).clean(text.format(PROMO), "en").text == text.format(PROMO)
    assert make(weak).clean(below(PROMO), "en").text == below()
    assert make(RULE).clean(text.format(PROMO), "en").text == text.replace("{}\n", "")


def test_it_speaks_about_documents_in_its_language_alone(pipeline):
    assert pipeline.clean(below(PROMO), "sv").text == below(PROMO)
    assert pipeline.clean(below(PROMO)).text == below()  # told at a glance


def test_a_page_without_a_story_is_left_alone(pipeline):
    assert pipeline.clean(f"{A}\n{PROMO}\n", "en").text == f"{A}\n{PROMO}\n"


def test_what_it_hits_explains_nothing_to_other_kinds(make):
    header = "kind: header"
    head = f"Channel to be dredged for good\nThe newsletter\n{A}\n{B}\n{C}\n"
    alone, both = make(header), make(RULE, header)
    assert both.clean(head, "en").text == alone.clean(head, "en").text
    assert not both.scanner.scan(Document(head, "en")).classes(1)


def test_how_sure_it_is_counts(make):
    careful = make(RULE, settings=Settings(detector=None, budget=1.0, certainty=0.99))
    assert careful.clean(below(PROMO), "en").text == below(PROMO)


def test_words_in_quotes_are_nobody_s_plea(pipeline):
    told = 'The printer has no opinion on "newsletter", "your" and "inbox", of which it knows two.'
    assert pipeline.clean(below(told), "en").text == below(told)
    assert pipeline.clean(below(told.replace('"', "")), "en").text == below()
