"""Tidying: what goes beside a cut, and that nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.proof import unmark
from cleaner.spans import cut, union
from cleaner.testing import tidies_only_space
from cleaner.tidy import tidy

CASES = {
    "a line between paragraphs takes one blank line along": ("A b.\n\n⟦N⟧\n\nB.\n", "A b.\n\nB.\n"),
    "at the start nothing blank is left": ("⟦N⟧\n\n⟦M⟧\n\nB.\n", "B.\n"),
    "at the end nothing blank is left": ("A.\n\n⟦N⟧\n\n⟦M⟧\n\n\n", "A.\n"),
    "without a last line break": ("A.\n\n⟦N⟧\n\n⟦M⟧", "A.\n"),
    "spaces on one side stay": ("A x ⟦[read]⟧ b", "A x b"),
    "no space before a stop": ("a ⟦x⟧, b", "a, b"),
    "a part at a line's end": ("A x ⟦(ANSA).⟧\n\n⟦cc⟧\n", "A x\n"),
    "separators between cuts": ("⟦A⟧ | ⟦B⟧\nx", "x"),
    "a separator left at the start": ("⟦A⟧ | x\n", "x\n"),
    "a separator left at the end": ("x | ⟦A⟧\n", "x\n"),
    "neighbouring lines": ("A.\n⟦N⟧\nB", "A.\nB"),
    "a cut with its line break": ("A.\n⟦N\n⟧B", "A.\nB"),
    "the longer gap stays": ("A.\n\n\n⟦N⟧\n\nB", "A.\n\n\nB"),
    "a dateline": ("⟦D - ⟧The x", "The x"),
    "carriage returns": ("A\r\n\r\n⟦N⟧\r\n\r\nB", "A\r\n\r\nB"),
    "old breaks": ("A.\r\r⟦N⟧\r\rB", "A.\r\rB"),
    "a blank start that was there stays": ("\n⟦N⟧\nB", "\nB"),
    "a cut over paragraphs": ("a.\n⟦x\n\ny⟧\n\nb", "a.\n\nb"),
    "an untouched text is not tidied": ("a  b \n\n\n | \n", "a  b \n\n\n | \n"),
    "everything": ("⟦a\nb⟧", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_examples(case):
    marked, wanted = CASES[case]
    text, spans = unmark(marked)
    assert cut(text, tidy(text, spans)) == wanted


@st.composite
def cuts(draw):
    text = draw(st.text(alphabet="ab .|\n\n\r·", max_size=80))
    ends = st.integers(0, len(text))
    return text, union(draw(st.lists(st.tuples(ends, ends).map(sorted).map(tuple), max_size=6)))


@given(cuts())
def test_it_takes_no_letter_and_nothing_away_from_a_cut(case):
    text, runs = case
    widened = tidy(text, runs)
    assert union([*widened, *runs]) == widened
    tidies_only_space(text, runs, widened)


@given(cuts())
def test_tidying_twice_changes_nothing_readable(case):
    text, runs = case
    once = tidy(text, runs)
    assert [c for c in cut(text, tidy(text, once)) if c.isalnum()] == [c for c in cut(text, once) if c.isalnum()]
