"""Errors as a reader sees them."""

import pytest

from cleaner.errors import CleanerError, Location, PatternTimeout, Problem, RecordError, RuleError
from cleaner.extract import NoText
from cleaner.formats.base import Unreadable
from cleaner.jobs.walk import BadJob


def test_a_place_is_file_line_and_column():
    assert str(Location("quay.yaml", 3, 7, "  id: x")) == "quay.yaml:3:7"


def test_a_place_without_a_line_is_the_file():
    assert str(Location("quay.yaml")) == "quay.yaml"


def test_a_problem_without_more_is_one_line():
    assert str(Problem(Location("quay.yaml"), "empty-file", "the file is empty")) == (
        "quay.yaml: empty-file: the file is empty"
    )


def test_a_problem_shows_its_line_and_points_at_its_column():
    problem = Problem(Location("quay.yaml", 12, 5, "    titel: pier"), "unknown-field", "no field", "title?")
    assert str(problem).split("\n") == [
        "quay.yaml:12:5: unknown-field: no field",
        "   12 |     titel: pier",
        "      |     ^",
        "      = title?",
    ]


def test_the_pointer_stands_right_behind_tabs():
    rows = str(Problem(Location("q", 1, 3, "\t\tpier"), "bad-yaml", "tabs")).split("\n")
    assert rows[1].index("pier") == rows[2].index("^")


def test_a_column_of_zero_points_at_the_start():
    rows = str(Problem(Location("q", 1, 0, "pier"), "x", "y")).split("\n")
    assert rows[2].index("^") == rows[1].index("pier")


def test_a_rule_error_holds_and_says_all_its_problems():
    first, second = (Problem(Location(f"{name}.yaml"), "empty-file", "empty") for name in "ab")
    error = RuleError([first, second])
    assert error.problems == (first, second) and str(error) == f"{first}\n{second}"


def test_problems_can_be_compared_and_counted_once():
    one, same = (Problem(Location("q", 1, 2, "x"), "code", "message") for _ in range(2))
    assert one == same and len({one, same}) == 1


def test_a_place_does_not_change():
    with pytest.raises(AttributeError):
        Location("q").line = 4


@pytest.mark.parametrize("kind", [RecordError, PatternTimeout, RuleError, NoText, Unreadable, BadJob])
def test_every_error_of_the_package_is_a_cleaner_error(kind):
    assert issubclass(kind, CleanerError)
    with pytest.raises(CleanerError):
        raise kind([])
