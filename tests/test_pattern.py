"""Patterns: compiling, limits, pickling."""

import pickle

import pytest

from cleaner import pattern as module
from cleaner.errors import PatternTimeout
from cleaner.pattern import LINE_LIMIT, BadPattern, Pattern


def test_a_bad_pattern_says_where():
    with pytest.raises(BadPattern) as error:
        Pattern("abc(").compiled()
    assert error.value.position == 4


def test_a_pattern_sees_the_beginning_of_a_long_line_only():
    pattern = Pattern("needle")
    assert pattern.search(" " * 100 + "needle")
    assert not pattern.search(" " * LINE_LIMIT + "needle")


def test_a_pattern_that_does_not_end_is_stopped(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 0.05)
    with pytest.raises(PatternTimeout, match="took over"):
        Pattern("(a+)+$").search("a" * 5000 + "b")


def test_patterns_are_pickled_with_their_lists():
    pattern = Pattern(r"^\L<labels>$", labels=("share", "print"))
    again = pickle.loads(pickle.dumps(pattern))
    assert again == pattern and again.search("share") and not again.search("x")


def test_groups():
    assert Pattern("(?P<place>a)(?P<date>b)").groups == {"place", "date"}
