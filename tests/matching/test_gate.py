"""What the scan looks for in a rule's name, and which lines are spared its pattern."""

import pytest

from cleaner.matching.gate import Gate
from cleaner.syntax.parts import START


@pytest.fixture
def gate(make):
    return lambda match: Gate(make(f"match: {match}").filters[0].matcher, marks=False)


def test_strong_anchors_are_looked_for(gate):
    assert gate("{anchors: [newsletter], pattern: 'sign up for .*newsletter'}").looked_for() == {"newsletter"}


def test_for_weak_ones_something_better_in_the_pattern(gate):
    assert gate("{anchors: [app], pattern: 'download.*app'}").looked_for() == {"download"}


def test_a_pattern_alone_is_looked_for_by_what_it_needs(gate):
    assert gate("{pattern: '(?:foto|bild): .*'}").looked_for() == {"foto: ", "bild: "}
    assert gate("{pattern: '.+'}").looked_for() == frozenset()


def test_a_start_is_enough(gate):
    assert gate("{starts: [by], pattern: 'by .*gazette'}").looked_for() == frozenset()


def test_what_else_the_pattern_needs_is_tested(gate):
    assert gate("{starts: [by], pattern: '^by .*gazette'}").tested() == [("gazette",), (START + "by ",)]
