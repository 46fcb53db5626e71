"""Quick tests for what a pattern demands."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.syntax.parts import MARKS, START, minimal
from cleaner.syntax.quick import Quick, quick, without_marks
from cleaner.syntax.reader import read


def test_a_line_is_let_through_if_it_shows_one_text_of_each_clause():
    tests = Quick([frozenset(["correction", "note"]), frozenset([":"])])
    assert tests.lets("a note:") and tests.lets("correction: x")
    assert not tests.lets("a note") and not tests.lets("a remark:")


def test_without_demands_every_line_is_let_through():
    assert Quick([]).lets("") and quick(r"\w+").lets("")


def test_clauses_of_many_texts_are_not_tested():
    assert Quick([frozenset(f"word{n}" for n in range(50))]).lets("none of them")


def test_the_beginning_of_a_line_counts():
    tests = quick("^(?:erratum|errata)[^|]*:")
    assert tests.lets(START + "erratum: x") and not tests.lets(START + "an erratum: x")


def test_marks_are_left_out_where_lines_have_none():
    demands = read(r"share \d+ ").demands
    assert frozenset([MARKS[r"\d"]]) in demands
    assert without_marks(demands) == (frozenset(["share "]), frozenset([" "]))


def test_texts_that_have_another_in_them_are_not_tested_for_themselves():
    slashes = [before + mark + behind for before in ("", " ") for mark in "/|" for behind in ("", " ", " the ")]
    assert minimal(frozenset([*slashes, " for ", " for the "])) == {"/", "|", " for "}
    assert minimal(frozenset(["", "a"])) == {""}


@given(st.frozensets(st.text(alphabet="ab|", max_size=4), max_size=8), st.text(alphabet="ab|", max_size=12))
def test_of_the_fewest_texts_one_is_on_a_line_just_if_one_of_all_is(clause, line):
    assert any(text in line for text in minimal(clause)) == any(text in line for text in clause)
