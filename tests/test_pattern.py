"""Patterns: compiling, limits, pickling."""

import pickle

import pytest

from cleaner import pattern as module
from cleaner.errors import PatternTimeout
from cleaner.pattern import LINE_LIMIT, SHORT, BadPattern, Pattern


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


def test_only_a_trusted_pattern_on_a_short_line_runs_without_the_limit(monkeypatch):
    monkeypatch.setattr(module, "SECONDS", 1e-9)
    slow = "(?:a|b|ab)+$"
    assert not Pattern(slow, trusted=True).search("ab" * 10 + "c")
    for trusted, line in ((False, "ab" * 10 + "c"), (True, "ab" * SHORT)):
        with pytest.raises(PatternTimeout):
            Pattern(slow, trusted=trusted).search(line + "c")
        with pytest.raises(PatternTimeout):
            list(Pattern(slow, trusted=trusted).finditer(line + "c"))


def test_a_pattern_for_the_start_of_a_line_matches_there_alone():
    pattern = Pattern("^ab?")
    assert [found.span() for found in pattern.finditer("abab")] == [(0, 2)]
    assert not pattern.search("bab") and not list(pattern.finditer("bab"))
