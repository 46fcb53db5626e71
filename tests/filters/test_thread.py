"""Kind `thread`."""

import pytest

from cleaner.filters.thread import ThreadOptions

STORY = "\n".join(
    [
        "The board voted on Monday to dredge the channel.",
        "Nobody on the quay had expected it to be that soon.",
        "The pilots have asked for it since the spring of last year.",
    ]
)
ONE = "Ida Holm says:\nMy boat has lain on that bank since Easter, and I never minded.\nReply"
TWO = "Corin Ash says:\nWho is going to pay for all that mud?\nReply"


def thread(make, **options):
    said = {"signs": "'^reply$| says:$'"} | options
    return make(
        "kind: thread\nmatch: {lines: [comments]}\noptions: {" + ", ".join(f"{k}: {v}" for k, v in said.items()) + "}"
    )


def test_it_goes_from_its_heading_to_the_end(make):
    cleaned = thread(make).clean(f"{STORY}\n\nComments\n\n{ONE}\n\n{TWO}\n")
    assert cleaned.text == f"{STORY}\n"
    assert [removal.evidence for removal in cleaned.removals] == ["comments"]


@pytest.mark.parametrize(
    "text",
    [
        f"Comments\n{ONE}\n{STORY}\n{TWO}",  # a share bar above the story
        f"{STORY}\nComments\nThe works begin in June.\nThe mud goes to the fields.",  # a heading of the story
        f"{STORY}\nComments\n{ONE}" + "\nThe mud goes to the fields." * 25,  # too few signs for so many lines
        f"{STORY}\nComments\nIda Holm says:\nReply\nReply\nThe works begin.\nReply",  # amid the story
        f"{STORY}\nComments",
    ],
)
def test_without_a_story_above_and_signs_below_it_is_no_thread(make, text):
    assert thread(make).clean(text).text == text


def test_what_is_much_longer_than_the_story_is_what_the_page_is_about(make):
    text = f"{STORY}\nComments\n{ONE}\n{TWO}"
    assert thread(make, most=0.5).clean(text).text == text


def test_a_heading_that_is_proof_needs_no_signs(make):
    text = f"{STORY}\nComments\nMy boat has lain on that bank since Easter, and I never minded."
    assert thread(make).clean(text).text == text
    assert make("kind: thread\nmatch: {lines: [comments]}").clean(text).text == f"{STORY}\n"


def test_a_pattern_that_cannot_be_compiled_is_told():
    with pytest.raises(ValueError, match="missing"):
        ThreadOptions(signs="(")
