"""All places of all literals, natively and in pure Python."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.matching.automaton import Automaton

WORDS = st.text(alphabet="ab .", min_size=1, max_size=4)


def naive(literals, text):
    return {(n, i, i + len(lit)) for n, lit in enumerate(literals) for i in range(len(text)) if text.startswith(lit, i)}


@given(st.lists(WORDS, unique=True, max_size=8), st.text(alphabet="ab .é\U0001f600\n", max_size=40))
def test_both_ways_find_every_place(literals, text):
    truth = naive(literals, text)
    assert set(Automaton(literals).find(text)) == truth
    assert set(Automaton(literals, native=False).find(text)) == truth


def test_a_lone_surrogate_does_not_stop_it():
    assert set(Automaton(["ab"]).find("\ud800ab")) == {(0, 1, 3)}


def test_no_literals():
    assert list(Automaton([]).find("abc")) == []
