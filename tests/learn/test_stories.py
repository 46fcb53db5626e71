import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.learn.stories import NUMBERS, signature, stories

PLACES = ("harbour", "mill", "orchard", "tunnel", "lighthouse", "bakery")


def told(place, sentences=20):
    """The sentences of a story about a place."""
    return [f"Sentence {number} tells of the {place} and what befell it." for number in range(sentences)]


def near(sentences, changed):
    """The same story with so many of its sentences told in other words."""
    return [f"Otherwise put: {each}" if at < changed else each for at, each in enumerate(sentences)]


@given(st.permutations(told("mill")))
def test_a_signature_does_not_depend_on_the_order_of_sentences_nor_on_repeats(sentences):
    assert signature([*sentences, *sentences[:3]]) == signature(told("mill"))
    assert len(signature(sentences)) == 4 * NUMBERS


@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_nothing(chance):
    known = [(number, signature(near(told(place), number % 4))) for number, place in enumerate(PLACES * 3)]
    expected = stories(*map(list, zip(*known, strict=True)))
    known += known[:5]  # some stand there twice
    chance.shuffle(known)
    assert stories(*map(list, zip(*known, strict=True))) == expected


@pytest.mark.parametrize("changed", [0, 1, 3])
def test_near_copies_are_one_story_known_by_the_smallest_number(changed):
    assert stories([9, 4, 7], [signature(near(told("mill"), at * changed)) for at in (0, 1, 0)]) == {9: 4, 7: 4}


def test_different_stories_are_not_one():
    assert stories(list(range(len(PLACES))), [signature(told(place)) for place in PLACES]) == {}


def test_stories_that_share_some_sentences_of_many_are_not_one():
    shared = told("harbour", 3)
    assert stories([1, 2], [signature([*shared, *told(place, 17)]) for place in ("mill", "orchard")]) == {}


def test_no_documents_are_no_stories():
    assert stories([], []) == {}
    assert stories([3], [signature(told("mill"))]) == {}
