"""Guards, one by one."""

import pytest

from cleaner.guards import in_quotation
from cleaner.ruleset.settings import Settings

STORY = "The board voted on Monday to dredge the channel."


def settings(**more):
    return Settings(detector=None, budget=1.0).model_copy(update=more)


def vetoes(cleaned):
    return {(veto.guard, cleaned.original[slice(*veto.removal.span)].strip()) for veto in cleaned.vetoes}


@pytest.mark.parametrize(
    ("line", "words", "inside"),
    [
        ('"sign up, it costs nothing" stood on page one of the letter.', "sign up", True),
        ('he said: "all rights reserved." and left', "all rights reserved", True),
        ('"who said that?" sign up here', "sign up", False),
        ("'we value your custom,' it says", "we value your custom", True),
        ("don't miss the reader's own sign up page", "sign up", False),
        ('read more: "the stage moved first"', "read more", False),
        ('"all rights reserved. no part of this may be copied.', "all rights reserved", True),
        ("the readers' letters: sign up", "sign up", False),
        ('" also on our site: sign up', "sign up", False),
        ('" sign up ", dit-elle.', "sign up", True),
    ],
)
def test_what_is_inside_quotation_marks(line, words, inside):
    start = line.index(words)
    assert in_quotation(line, start, start + len(words)) is inside


def test_a_quotation_is_the_storys(make):
    pipeline = make("match: {anchors: [all rights reserved], longest: 200}")
    text = f'{STORY}\n"All rights reserved," the page said.\nAll rights reserved.'
    cleaned = pipeline.clean(text)
    assert cleaned.text == f'{STORY}\n"All rights reserved," the page said.\n'
    assert vetoes(cleaned) == {("quotation", '"All rights reserved," the page said.')}


def test_protected_lines_are_never_cut(make):
    pipeline = make("match: {anchors: [earlier], longest: 200}", settings=settings(protect=("^correction:",)))
    text = f"{STORY}\nCorrection: an earlier version was wrong.\nSee the earlier story"
    cleaned = pipeline.clean(text)
    assert cleaned.text == f"{STORY}\nCorrection: an earlier version was wrong.\n"
    assert {guard for guard, _ in vetoes(cleaned)} == {"protect"}


def test_a_cap_calls_a_rule_off_as_a_whole(make):
    pipeline = make("match: {lines: [advertisement]}\ncap: 2")
    twice = f"Advertisement\n{STORY}\nAdvertisement"
    assert pipeline.clean(twice).text == STORY + "\n"
    thrice = twice + "\nAdvertisement"
    cleaned = pipeline.clean(thrice)
    assert cleaned.text == thrice
    assert [veto.guard for veto in cleaned.vetoes] == ["cap"] * 3


def test_a_document_that_would_lose_too_much_stays_whole_and_is_reported(make):
    pipeline = make("match: {lines: [advertisement]}", settings=settings(budget=0.5))
    text = "Advertisement\n" * 9 + STORY
    cleaned = pipeline.clean(text)
    assert cleaned.text == text and not cleaned.removals
    assert cleaned.spared.guard == "budget" and "budget is 50%" in cleaned.spared.why


def test_a_document_that_is_not_quiet_in_time_stays_whole(make):
    peeling = "match: {starts: [x], pattern: '^x', longest: 5}\nscope: tail"
    pipeline = make("kind: span\nmatch: {anchors: [ab], pattern: 'ab$'}", peeling, settings=settings(passes=2))
    text = f"{STORY}\nc" + "ab" * 9
    cleaned = pipeline.clean(text)
    assert cleaned.text == text and cleaned.spared.guard == "passes"


def test_what_is_left_of_a_sentence_must_read_as_one(make):
    pipeline = make("kind: span\nmatch: {anchors: ['('], pattern: '^.*?\\) - '}")
    assert pipeline.clean("LONDON (Reuters) - Stocks rose.").vetoes[0].guard == "seam"
    assert pipeline.clean("LONDON (Reuters) - Stocks rose on Monday.").text == "Stocks rose on Monday."


@pytest.mark.parametrize(
    "note",
    ["Correction: an earlier version named the wrong river.", "Berichtigung: Der Fluss heißt Lauter, nicht Lauder.",
     "Rectificatif : la rivière s'appelle la Nethercott.", "Rettifica: il fiume si chiama Sile.",
     "Sprostowanie: rzeka nazywa się Wierzba.", "訂正：川の名前は「沢井川」でした。"],
)  # fmt: skip
def test_corrections_are_the_storys_in_every_language(pipeline, note):
    text = f"{STORY}\n\n{note}\n"
    assert pipeline.clean(text).text == text
