"""Counting, compiled and in Python: the same numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import counter
from cleaner.counter import SCRIPTS, PlainCounter, by_language, by_script, foreign
from cleaner.stopwords import STOPWORDS, STOPWORDS_OF

COUNTERS = [counter.COUNTER, PlainCounter()]
WORDS = st.sampled_from([*sorted(STOPWORDS), "ferry", "Паром", "渡し船", "the\u00a0ferry", "\ud800"])
LINES = st.lists(st.lists(WORDS | st.text(max_size=4), max_size=12).map(" ".join), max_size=6)


@given(LINES)
def test_words_are_counted_alike(lines):
    assert COUNTERS[0].words(lines) == COUNTERS[1].words(lines)


@given(LINES, st.integers(0, len(STOPWORDS_OF) - 1), st.floats(0, 1))
def test_foreign_lines_are_told_alike(lines, language, most):
    assert COUNTERS[0].foreign(lines, language, most) == COUNTERS[1].foreign(lines, language, most)


@given(st.text() | LINES.map("\n".join), st.integers(1, 3))
def test_letters_are_counted_alike(text, step):
    assert COUNTERS[0].letters(text, step) == COUNTERS[1].letters(text, step)


@pytest.mark.parametrize("each", COUNTERS)
def test_what_is_counted(each, monkeypatch):
    monkeypatch.setattr(counter, "COUNTER", each)
    counts, total = by_language(["the dog and the cat", "der Hund und die Katze"])
    assert (counts["en"], counts["de"], counts["ru"], total) == (3, 3, 0, 10)
    assert foreign(["the dog and the cat", "der Hund und die Katze", ""], "en", 0.1) == [1]
    assert by_script("Ab я 渡é7") == (
        {name: {"Latin": 3, "Cyrillic": 1, "East Asian": 1}.get(name, 0) for name in SCRIPTS},
        6,
    )
    assert by_script("aXbX", step=2)[0]["Latin"] == 2
