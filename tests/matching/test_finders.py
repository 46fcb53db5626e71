"""Who wants to see which line: told by the compiled module and in Python, and by both alike."""

import sys
from array import array
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.matching import native
from cleaner.matching.plain import PlainFinder, searched
from cleaner.matching.wishes import TONGUES, Wanted, Wishes, wishes_of
from cleaner.syntax.parts import MARKS, START

FINDERS = [PlainFinder, native.NativeFinder] if native.AVAILABLE else [PlainFinder]
ANYWHERE = 1 | 1 << TONGUES
compiled = pytest.mark.skipif(not native.AVAILABLE, reason="the compiled module was not built")


@pytest.fixture(params=FINDERS)
def found(request, make):
    """Tells whether a line is wanted by the one rule that has this match."""

    def is_found(line, match, scopes=ANYWHERE):
        wishes = wishes_of(make(f"match: {match}").scanner.matchers)
        return request.param(wishes).find([line], [line], [0], [scopes]) == {(0, 0)}

    return is_found


def test_a_literal_may_stand_anywhere(found):
    assert found("we share it", "{anchors: [share]}")
    assert not found("we chair it", "{anchors: [share]}")


@pytest.mark.parametrize("line", ["by ada", "• by ada", "by"])
def test_a_start_stands_where_the_line_or_its_first_word_begins(found, line):
    assert found(line, "{starts: [by]}")


@pytest.mark.parametrize("line", ["bystanders", "stand by", "a • by"])
def test_a_start_is_a_whole_word(found, line):
    assert not found(line, "{starts: [by]}")


def test_a_phrase_is_the_whole_line(found):
    assert found("» read  this :", "{lines: [read this]}")
    assert not found("read this now", "{lines: [read this]}")


def test_a_line_too_long_is_not_wanted(found):
    assert not found("share" + " on" * 9, "{anchors: [share], longest: 20}")


def test_what_is_searched_says_where_the_line_begins_and_what_is_on_it():
    assert searched("share 5", 0) == START + "share 5"
    assert searched("• a", 0) == START + "• a" + START + "a"
    assert searched("a 5", 1) == START + "a 5" + MARKS[r"\d"]
    assert searched("山", 1) == START + "山" + MARKS[r"\p{Han}"]


def test_the_blocks_of_a_script_hold_all_its_letters():
    everything = "".join(map(chr, range(0x80, sys.maxunicode + 1)))
    for source, blocks in zip(list(MARKS)[1:], native.SCRIPTS, strict=True):
        letters = regex.findall(source, everything)
        assert len(letters) > 400
        assert [char for char in letters if not any(low <= ord(char) <= high for low, high in blocks)] == []


@compiled
def test_automata_that_were_let_go_of_are_made_again():
    rules = 2600  # more than are kept
    wishes = Wishes(
        scopes=[1] * rules,
        languages=["en"] * rules,
        longest=[99] * rules,
        gates=[""] * rules,
        inside=Wanted.of({"x": [number << 2 for number in range(rules)]}, inside=True),
    )
    made = []
    finder = native.NativeFinder(wishes, lambda number: made.append(number) or (f"x{number}(?:y|z)", False))
    lines = ["x7y", "x7", "x2599z x3y", "x7z x3"]
    found = finder.find(lines, lines, list(range(len(lines))), [ANYWHERE] * len(lines))
    assert found == {(7, 0), (2599, 2), (3, 2), (7, 3)}
    assert len(made) > rules


@pytest.fixture(scope="module")
def both(pipeline):
    # Every fourth rule: to build the tree of all literals takes long.
    wishes = wishes_of(Pipeline(pipeline.rules[::4]).scanner.matchers)
    return wishes, native.NativeFinder(wishes), PlainFinder(wishes)


@pytest.fixture(scope="module")
def pieces(both):
    """What lines are made of: texts that rules look for, and others."""
    texts = sorted(
        {text for wanted in (both[0].openings, both[0].inside, both[0].phrases) for text, _ in wanted} - {""}
    )
    return st.one_of(st.sampled_from(texts), st.text("abcdeé ²7٣-.«山жع😀", max_size=8))


@compiled
@given(data=st.data())
def test_both_finders_find_the_same(both, pieces, data):
    _, fast, plain = both
    lines = data.draw(st.lists(st.lists(pieces, min_size=1, max_size=6).map("".join).filter(bool), max_size=5))
    scopes = [data.draw(st.integers(0, (1 << TONGUES + 16) - 1)) | 1 for _ in lines]
    rows = list(range(len(lines)))
    assert fast.find(lines, lines, rows, scopes) == plain.find(lines, lines, rows, scopes)


@compiled
@pytest.mark.parametrize(
    "wrong",
    [
        {"gates": [1]},
        {"phrases": []},
        {"longest": None},
        {"always": [1 << 30]},
        {"inside": Wanted("a", array("I", [1]), array("I"), array("I", [0]))},
        {"inside": Wanted("a\nb", array("I", [0]), array("I"), array("I", [0]))},
        {"inside": Wanted("a", array("I", [0]), array("I"), array("I"))},
        {"inside": Wanted("a", array("H", [0, 0]), array("I"), array("I", [0]))},
        {"inside": Wanted("a", [0], array("I"), array("I", [0]))},
        {"inside": Wanted(1, array("I"), array("I"), array("I"))},
        {"inside": Wanted("abc", array("I", [0]), array("I"), array("I", [5]))},
        {"openings": Wanted("a", array("I", [1]), array("I", [1 << 30]), array("I", [0]))},
        {"phrases": Wanted("a", array("I", [1]), array("I", [1 << 30]), array("I", [0]))},
    ],
)
def test_it_takes_no_nonsense(both, wrong):
    with pytest.raises((AttributeError, TypeError, ValueError, OverflowError)):
        native.NativeFinder(replace(both[0], **wrong))


@compiled
def test_it_says_what_it_can_not_look_at(both):
    _, fast, _ = both
    with pytest.raises(IndexError):
        fast.find(["a"], ["a"], [1], [ANYWHERE])
    with pytest.raises(IndexError):
        fast.find(["a"], [], [0], [ANYWHERE])
    with pytest.raises(TypeError):
        fast.find([b"a"], ["a"], [0], [ANYWHERE])


@compiled
def test_a_line_on_which_the_pattern_can_not_match_is_not_wanted(make):
    matchers = make("match: {anchors: [share], pattern: 'share [A-Z]', cased: true}").scanner.matchers
    finder = native.NativeFinder(wishes_of(matchers), matchers.pattern)
    lines = ["Share A", "share A", "share a", "we share A"]
    folded = [line.lower() for line in lines]
    assert finder.find(folded, lines, [0, 1, 2, 3], [ANYWHERE] * 4) == {(0, 1), (0, 3)}


@compiled
@pytest.mark.parametrize("pattern", [1, ("a",), (1, True), ("\\w", True, 1)])
def test_it_takes_no_pattern_that_is_none(make, pattern):
    matchers = make("match: {anchors: [share]}").scanner.matchers
    with pytest.raises((TypeError, ValueError)):
        finder = native.NativeFinder(wishes_of(matchers), lambda _: pattern)
        finder.find(["share"], ["share"], [0], [ANYWHERE])


@compiled
def test_many_threads_may_ask_one_finder(make):
    r"""While a page of a class is asked for, another thread may make the same automaton learn and forget."""
    pattern = r"^share (?:[^\W\d]|\p{Lo}|\p{M})+a[ab]{4}\p{Lu}{3}$"
    matchers = make(f"match: {{anchors: [share], pattern: '{pattern}', cased: true}}").scanner.matchers
    letters = [chr(first + step) for first in range(0x100, 0x3000, 0x100) for step in range(0, 0x100, 37)]
    lines = [
        "share " + "".join(letters[at : at + 9]) + format(at, "09b").translate({48: "a", 49: "b"}) + "XYZ"
        for at in range(len(letters))
    ]
    rows, scopes = list(range(len(lines))), [ANYWHERE] * len(lines)
    folded = [line.lower() for line in lines]

    def ask(finder):
        return finder.find(folded, lines, rows, scopes)

    wishes = wishes_of(matchers)
    alone = ask(native.NativeFinder(wishes, matchers.pattern))
    assert 0 < len(alone) < len(lines)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(5):
            shared = native.NativeFinder(wishes, matchers.pattern)
            with ThreadPoolExecutor(8) as threads:
                assert all(found == alone for found in threads.map(ask, [shared] * 16))
    finally:
        sys.setswitchinterval(interval)
