"""All places of all literals, by a prefix tree."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.matching.tree import PrefixTree

WORDS = st.text(alphabet="ab .", min_size=1, max_size=4)


def naive(literals, text):
    return {(n, i, i + len(lit)) for n, lit in enumerate(literals) for i in range(len(text)) if text.startswith(lit, i)}


@given(st.lists(WORDS, unique=True, max_size=8), st.text(alphabet="ab .é\U0001f600\n", max_size=40))
def test_it_finds_every_place(literals, text):
    assert set(PrefixTree(literals).find(text)) == naive(literals, text)


def test_no_literals():
    assert list(PrefixTree([]).find("abc")) == []
