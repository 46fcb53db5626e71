"""Patterns, of all that packs use and of much that they do not, and lines that they may match on."""

import regex
from hypothesis import strategies as st

CHARS = "abAB sSkKiİıßΣσς1٣-(é京ж`ſK"
ATOMS = st.one_of(
    st.sampled_from(CHARS).map(regex.escape),
    st.sampled_from([".", r"\d", r"\w", r"\W", r"\s", r"\b", "^", "$", r"\p{Han}", r"\p{Cyrillic}", r"\p{Lu}", r"\A"]),
    st.sampled_from(["[ab]", "[^a]", "[A-Ka]", r"[\d(]", "[a-z]", "[0-9]", r"[\p{Han}1]", "[-a]", "[]a]", "[a-]"]),
    st.text("abAB s", min_size=2, max_size=4),
)
QUANTIFIERS = st.sampled_from(
    ["", "", "", "?", "*", "+", "{2}", "{1,2}", "{0,2}", "{,2}", "{2,}", "??", "*+", "{1,3}?"]
)
GROUPS = st.sampled_from(
    ["(?:{})", "({})", "(?P<date>{})", "(?i:{})", "(?>{})", "(?={})", "(?!{})", "(?<={})", "(?-i:{})"]
)
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.builds(lambda a, group, quantifier: group.format(a) + quantifier, inner, GROUPS, QUANTIFIERS),
        st.lists(inner, min_size=2, max_size=4).map(lambda branches: f"(?:{'|'.join(branches)})"),
        st.lists(inner, min_size=2, max_size=3).map("|".join),
    ),
    max_leaves=12,
)
LINES = st.text(CHARS + "...,", max_size=14)
