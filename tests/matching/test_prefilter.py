"""Which patterns may match on a line, told with and without the compiled module."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.matching import native
from cleaner.matching.prefilter import Prefilter
from cleaner.pattern import LINE_LIMIT
from cleaner.ruleset.locate import bundled
from cleaner.ruleset.settings import load_settings

SOURCES = ["^correction:", r"\bferry\b.*\d", "said$"]
WAYS = [False, pytest.param(True, marks=pytest.mark.skipif(not native.AVAILABLE, reason="was not built"))]


@pytest.mark.parametrize("compiled", WAYS)
def test_a_pattern_that_can_not_match_is_ruled_out(compiled):
    prefilter = Prefilter(SOURCES, compiled=compiled)
    assert prefilter.lets("nothing at all") == []
    assert prefilter.lets("correction: the ferry has 12 decks, the mate said") == [0, 1, 2]


@pytest.mark.parametrize("compiled", WAYS)
def test_a_line_of_which_patterns_see_a_part_rules_nothing_out(compiled):
    assert list(Prefilter(SOURCES, compiled=compiled).lets("x" * (LINE_LIMIT + 1))) == [0, 1, 2]


@pytest.mark.parametrize("compiled", WAYS)
@given(data=st.data())
def test_no_line_that_is_protected_is_ruled_out(compiled, data):
    sources = load_settings(bundled() / "pipeline.yaml").protect
    words = [
        "correction:",
        "die",
        "fähre",
        ", said the sign.",
        "no entry",
        "born 1931",
        "died 2020",
        " ",
        "1 usd = 3",
        "x",
    ]
    line = " ".join(data.draw(st.lists(st.sampled_from(words) | st.text(max_size=5), max_size=6))).replace("\n", " ")
    let = Prefilter(sources, compiled=compiled).lets(line)
    assert {index for index, source in enumerate(sources) if regex.search(source, line)} <= set(let)
