"""An automaton lets through every text on which its pattern matches, and few others."""

import sys

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.matching import native
from cleaner.pipeline import known_rules
from tests.syntax.strategies import LINES, PATTERNS

pytestmark = pytest.mark.skipif(not native.AVAILABLE, reason="the compiled module was not built")


def lets(source, *texts):
    """For each text whether the automaton of a pattern lets it through; None if it can't read the pattern."""
    prefilter = native.prefilter([source])
    return [prefilter.lets(text) == [0] for text in texts] if prefilter.is_known(0) else None


@settings(max_examples=1500)
@given(PATTERNS, st.lists(LINES, min_size=4, max_size=4))
def test_it_lets_through_what_the_pattern_matches(source, texts):
    try:
        pattern = regex.compile(source)
    except regex.error:
        return
    told = lets(source, *texts)
    if told is not None:
        assert [text for text, may in zip(texts, told, strict=True) if not may and pattern.search(text)] == []


@pytest.fixture(scope="module")
def with_patterns():
    return [rule for rule in known_rules() if rule.match and rule.match.pattern]


@given(data=st.data())
def test_it_lets_through_what_patterns_of_the_packs_match(with_patterns, data):
    rule = data.draw(st.sampled_from(with_patterns))
    source = rule.match.pattern
    lines = [line for example in (*rule.examples.removes, *rule.examples.keeps) for line in example.splitlines()]
    texts = [regex.sub("[⟦⟧]", "", line) for line in lines]
    texts += [data.draw(st.sampled_from(texts)) + data.draw(LINES), data.draw(LINES)]
    texts += [text.lower() for text in texts]
    told = lets(source, *texts)
    assert told is not None, "a pattern of a pack that no automaton can be made of"
    assert [text for text, may in zip(texts, told, strict=True) if not may and regex.search(source, text)] == []


SURE = regex.compile(r"\\[bBmM]|\(\?<?[=!]|\{\d*,?\d{2}|[5-9]\}")


@settings(max_examples=500)
@given(PATTERNS.filter(lambda source: not SURE.search(source)), LINES)
def test_it_lets_nothing_else_through_where_nothing_is_taken_to_hold(source, text):
    """Without what is only looked at, and with few repetitions, it tells just what the pattern tells."""
    try:
        pattern = regex.compile(source)
    except regex.error:
        return
    # What a pattern takes for good it may miss; and repetitions of repetitions may be too many to count.
    if ">" in source or regex.search(r"[*+?}]\+|\}\)*[{*+?]", source) or "\n" in text:
        return
    if lets(source, text) == [True]:
        assert pattern.search(text)


@pytest.mark.parametrize(
    ("source", "yes", "no"),
    [
        (r"^\W*(?:updated|posted) (?:on )?\d", "» posted on 3 may", "he posted on a wall"),
        (r"^\p{Lu}\p{Ll}+$", "Ada", "Adá lovelace"),
        (r"[^\W\d]{3}", "x1абв", "a1b2cc"),
        (r"(?i:straße)", "STRAßE", "strase"),
        (r"(?i:k[a-c]\b)", "\u212aB", "kd"),
        (r"(?i:[^k])", "x", "k\u212aK"),
        (r"^(?:a|b|)c$", "c", "abc"),
        (r"x{3}", "axxx", "xxaxx"),
        (r"a{,2}b", "b", "a"),
        (r"\x41\u0042\U00000043", "ABC", "AB"),
        (r"[\t\-\]^]$", "a]", "]a"),
        (r"(a)\1c", "aac", "bc"),
        (r"\Aa|b\Z", "ab", "ba"),
    ],
)
def test_examples(source, yes, no):
    assert lets(source, yes, no) == [True, False]


def test_a_line_break_is_let_through_for_the_end_may_be_in_front_of_it():
    assert lets("a$", "a\n", "ab\n", "ab") == [True, True, False]


def test_repetitions_beyond_a_few_are_any_number():
    assert lets("^a{2,3}$", "aaaa") == [False]
    assert lets("^a{2,9}$", "a", "a" * 20) == [False, True]


@pytest.mark.parametrize(
    "source",
    ["(?R)", "(?(1)a|b)", "(?|a|b)", r"\X", r"\L<words>", "[[a]--[b]]", "[[:alpha:]]", "a{e<=1}", "(?#a)", "(?m:^)"],
)
def test_what_it_can_not_read_it_says(source):
    assert lets(source, "a") is None


@pytest.mark.parametrize(
    "source", ["(", "a)", "[a", "\\", "a**", "(?<=a", "\\x4", "[b-a]", "a{2", "(" * 5000 + ")" * 5000]
)
def test_what_is_no_pattern_it_does_not_read(source):
    assert lets(source, "a") is None


def test_many_states_are_forgotten_and_made_anew_a_few_times():
    """Which of the last places held an `a` takes a state for each answer: more than are kept."""
    source = "a" + "[ab]{4}" * 3 + "$"
    texts = [format(number * 7919 % (1 << 16), "016b").translate(str.maketrans("01", "ab")) for number in range(6000)]
    matches = [regex.search(source, text) is not None for text in texts]
    assert lets(source, *texts[:900]) == matches[:900]
    told = lets(source, *texts)
    assert all(told[-100:]), "an automaton that forgets again and again lets everything through"
    assert not any(match and not may for match, may in zip(matches, told, strict=True))


def test_more_letters_than_it_can_tell_apart_are_let_through():
    characters = "".join(map(chr, range(0x4E00, 0x4E00 + 400)))
    source = "|".join(f"{char}x" for char in characters)
    assert lets(source, characters + "nothing") == [True]
    assert lets(source, "nothing") == [False]


@pytest.mark.parametrize(
    "source", [r"\w", r"\d", r"\s", r"\p{Lu}", r"\p{Han}", "(?i:\\p{Lu})", "(?i:[a-zß])", "[^a-zа-я]"]
)
def test_its_classes_are_those_of_the_engine(source):
    everything = list(map(chr, range(sys.maxunicode + 1)))
    pattern = regex.compile(source)
    found = [char for char, may in zip(everything, lets(source, *everything), strict=True) if may]
    assert found == [char for char in everything if char == "\n" or pattern.match(char)]


@pytest.mark.parametrize("members", [lambda source, page: b"", lambda source, page: "", None])
def test_a_wrong_page_is_an_error(members):
    from cleaner.matching import _native

    with pytest.raises((TypeError, ValueError)):
        _native.Prefilter([r"\w"], members).lets("a")


def test_what_goes_wrong_when_a_page_is_asked_for_is_told():
    def members(source, page):
        raise KeyError(source)

    from cleaner.matching import _native

    with pytest.raises(KeyError):
        _native.Prefilter([r"a\w"], members).lets("aa")
