"""What is trusted and what is not, for sources of twenty stories that differ."""

import pytest
from made import STORIES, found, story

from cleaner.learn.judge import alike

ACCEPTED = 0.9


def judged(documents, least=5):
    """The confidence of each piece, by kind and key."""
    return {(v.found.kind, v.found.key): v for v in found(documents, least)[1]}


def confidence(documents, part):
    """How sure the surest piece is that has these words."""
    return max((v.confidence for (_, key), v in judged(documents).items() if part in key), default=0.0)


@pytest.mark.parametrize("line", [
    "Our letter from the quay comes every evening",
    "Complaints about this paper go to its board, which answers every one of them within a fortnight of hearing it.",
    "Тексты публикуются по вечерам",
])  # fmt: skip
@pytest.mark.parametrize("head", [True, False])
def test_a_line_before_or_behind_many_stories_is_trusted(line, head):
    made = [[line, *story(number)] if head else [*story(number), line] for number in range(STORIES)]
    assert confidence(made, line) > ACCEPTED


def test_more_stories_are_more_trusted():
    def of(many):
        made = [[*story(at), *["Our letter comes every evening"][: at < many]] for at in range(STORIES)]
        return confidence(made, "Our letter")

    assert 0 == of(4) < of(6) < of(12) < of(20) <= 1


def test_a_template_with_different_names_is_trusted_and_with_one_name_is_a_line():
    names = ("Ida Brandt", "Tor Lund", "Mara Seld", "Ole Friis")
    several = judged([[f"By {names[at % 4]}, quay reporter", *story(at)] for at in range(STORIES)])
    assert several["template", "By \ue001, quay reporter"].confidence > ACCEPTED
    one = judged([["By Ida Brandt, quay reporter", *story(at)] for at in range(STORIES)])
    assert {kind for kind, _ in one} == {"line"}


def test_a_sentence_in_the_middle_of_few_stories_is_background():
    told = "The old lock of Oster was built by prisoners, and nobody has counted how many of them drowned in it."
    made = [story(at, 2) + [told] * (at < 5) + story(at, 4)[2:] for at in range(STORIES)]
    assert confidence(made, told) < ACCEPTED


def test_the_same_at_the_end_of_paragraphs():
    told = "The old lock was built by prisoners."
    made = [[*story(at, 1), f"{story(at, 2)[1]} {told}" if at < 5 else story(at, 2)[1], *story(at, 3)[2:]]
            for at in range(STORIES)]  # fmt: skip
    assert confidence(made, told) < ACCEPTED


def test_a_heading_in_the_middle_of_stories_is_the_storys():
    made = [[*story(at, 2), *["Second half"][: at < 12], *story(at, 4)[2:]] for at in range(STORIES)]
    assert confidence(made, "Second half") < ACCEPTED


def test_a_name_alone_on_lines_is_not_trusted():
    made = [[*story(at, 2), *["Ida Brandt"][: at < 15], *story(at, 4)[2:]] for at in range(STORIES)]
    assert confidence(made, "Ida") < ACCEPTED


def test_what_recurs_in_one_story_told_again_counts_once():
    told = "The ferry is to sail again on Friday"
    copies = [[*story(0, 8), f"Copy {at} of it came in late, as they all do; nobody in the office was surprised.", told]
              for at in range(8)]  # fmt: skip
    made = [*copies, *(story(at) for at in range(1, STORIES))]
    assert confidence(made, told) == 0


def test_a_template_covers_the_lines_that_are_its_wordings():
    known = judged([[f"{3 + at % 4} min read", *story(at)] for at in range(STORIES)], least=3)
    assert [key for kind, key in known if "min read" in key] == ["\ue000 min read"]


def test_a_list_below_a_line_goes_with_it():
    made = [[*story(at), "Read next", *(f"Item {word[:9]} of interest" for word in story(at)[0].split()[3:6])]
            for at in range(STORIES)]  # fmt: skip
    verdict = judged(made)["line", "Read next"]
    assert (verdict.shape, verdict.scope, verdict.most) == ("run", "tail", 3)


def test_stories_are_alike_by_the_share_of_their_words():
    assert alike([(1, 2, 3), (1, 2, 3)]) == 1
    assert alike([(1, 2, 3), (4, 5, 6)]) == 0 == alike([]) == alike([(1, 2)]) == alike([(), (1,)])


def test_an_opening_before_the_story_with_the_storys_own_headline_behind_it_is_not_trusted():
    def path(at, about):
        return f"You are here: {' '.join(story(about)[0].lower().split()[2:6])}"

    own = [[path(at, at), *story(at)] for at in range(STORIES)]
    assert confidence(own, "You are here:") < ACCEPTED
    others = [[path(at, (at + 1) % STORIES), *story(at)] for at in range(STORIES)]
    assert confidence(others, "You are here:") > ACCEPTED
