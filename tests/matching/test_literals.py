"""Literals on lines: who wants to see which line."""

import pytest

from cleaner.matching.literals import Place, Table, Wish, searched
from cleaner.syntax.parts import MARKS, START


def found(line, scopes=1, **literals):
    table = Table()
    table.add(Wish(7, 1, 30), **{"labels": (), "starts": (), "literals": ()} | literals)
    place = Place(3, searched(line, 0), scopes, len(line))
    return {(rule, place.line, whole) for rule, place, whole in table.automaton(native=True).find([place])}


def test_a_literal_may_stand_anywhere():
    assert found("we share it", literals=["share"]) == {(7, 3, False)}
    assert not found("we chair it", literals=["share"])


@pytest.mark.parametrize("line", ["by ada", "• by ada", "by"])
def test_a_start_stands_where_the_line_or_its_first_word_begins(line):
    assert found(line, starts=["by"]) == {(7, 3, False)}


@pytest.mark.parametrize("line", ["bystanders", "stand by", "a • by"])
def test_a_start_is_a_whole_word(line):
    assert not found(line, starts=["by"])


def test_a_label_is_told_from_a_start():
    assert found("[share]", labels=["share"]) == {(7, 3, True)}
    assert not found("shares", labels=["share"])


def test_a_line_in_another_scope_or_too_long_is_not_wanted():
    assert not found("share", scopes=2, literals=["share"])
    assert not found("share" + " on" * 9, literals=["share"])


def test_what_is_searched_says_where_the_line_begins_and_what_is_on_it():
    assert searched("share 5", 0) == START + "share 5"
    assert searched("• a", 0) == START + "• a" + START + "a"
    assert searched("a 5", 1) == START + "a 5" + MARKS[r"\d"]
    assert searched("山", 1) == START + "山" + MARKS[r"\p{Han}"]
