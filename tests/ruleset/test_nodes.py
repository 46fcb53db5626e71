"""YAML with places: where each value stands, and what is refused."""

import pytest

from cleaner.errors import Location
from cleaner.ruleset.nodes import DEEPEST, LARGEST, read

RULES = """\
about: the ferry
rules:
  - id: one
    lines: [quay, pier]
  - id: two
"""


def codes(text):
    return [problem.code for problem in read(text, "f.yaml").problems]


def test_values_know_their_line_and_column():
    tree = read(RULES, "f.yaml")
    assert tree.places["about",] == Location("f.yaml", 1, 8, "about: the ferry")
    assert tree.places["rules", 0, "lines", 1] == Location("f.yaml", 4, 19, "    lines: [quay, pier]")
    assert tree.places["rules", 1] == Location("f.yaml", 5, 5, "  - id: two") and tree.places[()].line == 1


def test_keys_have_places_of_their_own():
    tree = read(RULES, "f.yaml")
    assert str(tree.keys["rules", 1, "id"]) == "f.yaml:5:5" and str(tree.places["rules", 1, "id"]) == "f.yaml:5:9"


def test_the_data_is_plain():
    tree = read(RULES, "f.yaml")
    assert tree.data == {"about": "the ferry", "rules": [{"id": "one", "lines": ["quay", "pier"]}, {"id": "two"}]}
    assert not tree.problems


def test_what_is_missing_is_placed_at_what_is_around_it():
    tree = read(RULES, "f.yaml")
    assert tree.where(("rules", 1, "title", "deep")) == tree.places["rules", 1]
    assert read("", "f.yaml").where(("a",)) == Location("f.yaml")


def test_plain_scalars_have_their_types():
    tree = read("a: 1\nb: 0.5\nc: true\nd: null\ne: '1'\nf: no way\n", "f.yaml")
    assert tree.data == {"a": 1, "b": 0.5, "c": True, "d": None, "e": "1", "f": "no way"}


def test_timestamps_stay_text():
    tree = read("lines: [2024-05-01, 2024-05-01 10:30:00]\n", "f.yaml")
    assert tree.data == {"lines": ["2024-05-01", "2024-05-01 10:30:00"]} and not tree.problems


def test_a_key_that_stands_twice_is_named_and_the_first_is_kept():
    tree = read("about: quay\nbudget: 1\nabout: pier\n", "f.yaml")
    (problem,) = tree.problems
    assert (problem.code, problem.location.line, problem.location.column) == ("duplicate-key", 3, 1)
    assert "'about' stands twice" in problem.message and tree.data["about"] == "quay"


def test_the_same_key_in_two_mappings_is_no_duplicate():
    assert codes("a: {id: 1}\nb: {id: 1}\n") == []


def test_an_alias_is_refused_where_it_is_used():
    (problem,) = read("a: &boat [ferry]\nb: *boat\nc: *boat\n", "f.yaml").problems
    assert problem.code == "alias" and problem.hint == "write the value out"


def test_an_anchor_nobody_uses_does_no_harm():
    tree = read("a: &boat ferry\n", "f.yaml")
    assert tree.data == {"a": "ferry"} and not tree.problems


def test_a_value_that_holds_itself_is_refused():
    assert codes("&loop [*loop]\n") == ["alias"]


def test_deep_nesting_is_a_problem_and_the_deepest_allowed_is_none():
    assert codes("[" * DEEPEST + "1" + "]" * DEEPEST) == []
    assert codes("[" * (DEEPEST + 1) + "1" + "]" * (DEEPEST + 1)) == ["too-deep"]


def test_a_file_that_is_too_large_is_not_parsed():
    tree = read("[" + " " * LARGEST, "f.yaml")
    assert [p.code for p in tree.problems] == ["too-large"] and tree.data is None
    assert str(tree.problems[0].location) == "f.yaml" and "2,000,000" in tree.problems[0].message


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n"])
def test_a_file_without_a_value_is_empty(text):
    assert codes(text) == ["empty-file"]


@pytest.mark.parametrize("tag", ["!!python/object:os.system", "!boat", "!!binary"])
def test_tags_are_refused_and_never_made(tag):
    tree = read(f"a: {tag} 'aGk='\nb: 1\n", "f.yaml")
    (problem,) = tree.problems
    assert problem.code == "bad-yaml" and "is not allowed" in problem.message and problem.location.line == 1
    assert tree.data == {"a": None, "b": 1}


def test_a_key_must_be_a_word():
    (problem,) = read("? [quay, pier]\n: 1\n", "f.yaml").problems
    assert problem.code == "bad-yaml" and problem.message == "a key must be a plain word"


def test_tabs_get_a_hint():
    (problem,) = read("a:\n\tb: 1\n", "f.yaml").problems
    assert problem.location.line == 2 and "does not allow tabs" in problem.hint


def test_an_unquoted_colon_gets_a_hint():
    (problem,) = read("title: Ferry: a story\n", "f.yaml").problems
    assert problem.code == "bad-yaml" and "needs quotes" in problem.hint


def test_two_documents_in_one_file_are_refused():
    assert codes("a: 1\n---\nb: 2\n") == ["bad-yaml"]


def test_a_character_yaml_forbids_is_a_problem_and_no_crash():
    assert codes("a: \x01\n") == ["bad-yaml"]
