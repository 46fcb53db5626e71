import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.bench.labels import from_marks, from_page, from_pair
from cleaner.bench.marks import unmark_gold
from cleaner.spans import cut

STORY = "The ferry left at seven, as it has done every morning since the war.\n"
MORE = "Nobody on the quay could say who had ordered the second bell.\n"


@st.composite
def marked(draw):
    """A document of different words, some of its lines marked."""
    numbers = iter(draw(st.permutations(range(100))))
    lines = draw(st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=10))
    rows = [(" ".join(f"w{next(numbers)}" for _ in range(size)), noise) for size, noise in lines]
    return "".join(f"⟦ad|{row}\n⟧" if noise else f"{row}\n" for row, noise in rows)


@given(marked())
def test_a_marked_document_and_its_raw_and_clean_pair_say_the_same(document):
    text, marks = unmark_gold(document)
    by_marks = from_marks(text, marks)
    by_pair = from_pair(text, cut(text, [span for _, span in marks]))
    assert [bool(each) for each in by_pair.classes] == [bool(each) for each in by_marks.classes]
    assert by_pair.missing == by_marks.missing == 0


def test_marks_give_each_token_its_class():
    labels = from_marks(*unmark_gold("⟦byline|By Jo⟧ went ⟦ad|Buy⟧"))
    assert list(labels.classes) == ["byline", "byline", "", "ad"]
    assert labels.wanted.texts == ("went",)


@pytest.mark.parametrize("text", [STORY + MORE, "雨は夜のうちにやみ、駅には朝から人の列ができていた。"])
def test_a_page_that_is_its_body_has_no_noise(text):
    assert set(from_page(text, text).classes) == {""}


def test_a_line_that_the_body_lacks_is_noise_though_its_words_occur():
    labels = from_page(STORY + "The bell\n" + MORE, STORY + MORE)
    assert [story for _, _, story in labels.lines] == [True, False, True]
    assert [labels.words.texts[i] for i, each in enumerate(labels.classes) if each] == ["The", "bell"]


def test_a_short_line_of_the_body_is_story():
    labels = from_page("What changes\n" + STORY + "Read on\n", "What changes\n" + STORY)
    assert [story for _, _, story in labels.lines] == [True, True, False]


def test_noise_inside_a_line_of_story_is_noise():
    labels = from_page("HARBOUR CITY (Wire) " + STORY, STORY)
    assert labels.classes[:3] == ["unnamed"] * 3 and not any(labels.classes[3:])


def test_words_that_gold_wants_and_the_page_lacks_are_counted():
    assert from_page(STORY, STORY + MORE).missing == len(MORE.split())
