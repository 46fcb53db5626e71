"""What the syntax of a pattern tells must hold on every line that the pattern matches on."""

import sys

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.matching.plain import searched
from cleaner.pipeline import known_rules
from cleaner.proof import unmark
from cleaner.shadow import fold, plain
from cleaner.syntax.parts import MARKS, START
from cleaner.syntax.reader import read
from tests.syntax.strategies import LINES, PATTERNS


def holds(source, line, cased):
    """Whether the pattern matches on the line; if so, all that was told of it is asserted."""
    folded = fold(plain(line))
    told = read(source, cased)
    found = regex.search(source, plain(line) if cased else folded)
    if found:
        text = searched(folded, marks=1) if folded else START
        assert all(any(literal in text for literal in clause) for clause in told.demands), told
        assert not told.anchored or found.start() == 0
    return bool(found)


@settings(max_examples=1500)
@given(PATTERNS, st.lists(LINES, min_size=4, max_size=4), st.booleans())
def test_what_is_told_holds_wherever_the_pattern_matches(source, lines, cased):
    try:
        regex.compile(source)
    except regex.error:
        return
    for line in lines:
        holds(source, line, cased)


def test_it_holds_for_the_shipped_patterns_on_the_lines_of_examples():
    """Of the rule itself, where it matches, and of a few other rules."""
    rules = [rule for rule in known_rules() if rule.match and rule.match.pattern][::3]
    own = {rule.id: sorted({row for text in rule.examples.removes for row in lines_of(text)}) for rule in rules}
    others = sorted({row for rows in own.values() for row in rows})[::100]
    matched = 0
    for rule in rules:
        matched += sum(holds(rule.match.pattern, line, rule.match.cased) for line in [*own[rule.id], *others])
    assert matched > len(rules)


def lines_of(example):
    """The lines of an example without its marks, as a scanner sees them."""
    return [" ".join(row.split()) for row in unmark(example)[0].split("\n")]


def best(source, cased=False):
    return sorted(map(sorted, read(source, cased).demands), key=str)


@pytest.mark.parametrize(
    ("source", "demands"),
    [
        ("share", [["share"]]),
        ("^share", [[START + "share"]]),
        (r"^\W*(?:updated|posted) \d", [[START], ["posted ", "updated "], [MARKS[r"\d"]]]),
        ("a(?:b|c)d", [["abd", "acd"]]),
        ("ab?c", [["abc", "ac"]]),
        ("ab.*cd", [["ab"], ["cd"]]),
        ("(?:ab.*|cd.*)ef", [["ab", "cd"], ["ef"]]),
        ("(?=.*way)far", [["far"], ["way"]]),
        ("(?!way)far", [["far"]]),
        (r"\((?:ap.*|dpa)\)", [["(ap", "(dpa"], ["ap", "dpa"], [")", "dpa)"]]),
    ],
)
def test_what_must_be_on_the_line(source, demands):
    assert best(source) == sorted(demands, key=str)


@pytest.mark.parametrize(
    "source",
    ["(?i)share", "(?x) share", r"(a)\1", "share{e<=1}", r"\L<labels>", "(?(1)a|b)", "(?R)", r"\N{DIGIT ONE}", "(a",
     "[[:alpha:]]", "[a--b]", "(?m)^a", "(?|a|b)", "a)", "*"],
)  # fmt: skip
def test_where_the_reading_is_unsure_nothing_is_demanded(source):
    assert read(source) == ((), False)


@pytest.mark.parametrize("source", ["a*", "a?", "(?:a|)", ".", r"\w+", "", "(?<!a)", "[^a]", r"\p{Lu}"])
def test_what_may_be_anything_demands_nothing(source):
    assert read(source).demands == ()


def test_a_cased_pattern_demands_what_the_folded_line_shows():
    assert best("Par [AB]nna", cased=True) == [["par anna", "par bnna"]]
    assert best("ΟΔΟΣ A", cased=True) == [[" a"], ["οδο"]]


@pytest.mark.parametrize(
    ("source", "anchored"),
    [("^a", True), ("^a|^b", True), (r"^\W*a", True), (r"\Aa", True), ("(?:^a|^b.*)c", True), ("(?!x)^a", True),
     ("a", False), ("^a|b", False), ("(?:^|x)a", False), ("a?^b", False), ("^?a", False), ("(?=^a)", False)],
)  # fmt: skip
def test_patterns_that_can_only_match_where_the_line_begins(source, anchored):
    assert read(source).anchored is anchored


def test_whatever_a_letter_matches_in_any_case_folds_to_what_is_demanded():
    every = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    for char in map(chr, range(0x20, 0x7F)):
        seen = {fold(other) for other in regex.findall(f"(?i:{regex.escape(char)})", every)}
        assert seen == {fold(char)} == {*read(f"(?i:{regex.escape(char)})").demands[0]}
