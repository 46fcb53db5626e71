"""A text's lines: told by the compiled module and in Python, and by both alike."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner import split as module
from cleaner.shadow import fold, plain
from cleaner.shapes import is_prose
from cleaner.split import _in_python, split

compiled = pytest.mark.skipif(module._split is None, reason="the compiled module was not built")
_WORDS = [
    "Bees",
    "return",
    "to",
    "the",
    "valley",
    "in",
    "May",
    "U.S.",
    "Sept.",
    "Über",
    "蜜蜂回来了",
    "ğ",
    "3",
    "(dpa)",
    "»gut«",
    "…",
]
_LINES = st.lists(st.sampled_from(_WORDS), max_size=34).flatmap(
    lambda words: st.sampled_from(["", ".", "?", '."', "!", ". ", " .", "。", ")", "\u00a0"]).map(
        lambda end: " ".join(words) + end
    )
)
TEXTS = st.lists(_LINES | st.text(max_size=40), max_size=8).map("\n".join)


@compiled
@given(TEXTS)
@example(" Bees\tand\u2003keepers \n\n  \n—")
@example("x" * 29 + "\nlower\n" + "x" * 30 + "\n Upper")
def test_the_compiled_module_makes_the_same_lines(text):
    made, lowered = plain(text), fold(text)
    found, same = split(made, lowered), _in_python(made, lowered)
    assert found._replace(prose=[]) == same._replace(prose=[])


@compiled
@given(TEXTS)
@example("Bees return to the valley Sept.\nBees return to the U.S.\nThe bees return to the valley.")
@example(("蜜" * 11 + " ") * 3)
@example("one two three \u0e01" * 10)
def test_what_is_told_of_prose_at_a_glance_is_so(text):
    rows = split(plain(text), fold(text))
    assert all(known in (None, is_prose(line)) for line, known in zip(rows.folded, rows.prose, strict=True) if line)


@compiled
def test_nearly_all_of_a_story_is_told_at_a_glance():
    text = (
        "The bees of the valley returned in the spring.\n\nWhat changes\n\nNobody had expected that, said the keeper."
    )
    assert split(plain(text), fold(text)).prose == [True, False, False, False, True]


@compiled
def test_the_compiled_module_leaves_what_may_be_wrapped_to_python():
    text = "Half of the beehives that were counted in the valley\nlast summer stood empty by the end of it.\nWhy"
    assert module._split(text, fold(text)) is None
    assert split(text, fold(text)).folded[0].endswith("of it.")


@compiled
def test_texts_that_are_not_of_one_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        module._split("Bees", "bee")
