"""Bars of labels, held against the same said as a regular expression."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleaner.matching.bar import Bar

LABELS = ("share", "share this", "this", "x", "print", "分享", "x-ray", "e-mail")
PIECES = st.sampled_from([*LABELS, " ", " | ", " 12 ", "-", "_", "and", "s", "评"])


@pytest.mark.parametrize("least", [1, 2, 3])
@given(line=st.lists(PIECES, max_size=8).map("".join))
def test_a_bar_is_what_the_expression_says(line, least):
    bar = regex.compile(rf"^[\W_]*+(?:\L<labels>(?!\w)[\W\d_]*+){{{least},}}$", labels=list(LABELS))
    assert Bar(LABELS, least).is_all_of(line) == bool(bar.search(line))


def test_a_longer_label_does_not_hide_a_bar_of_shorter_ones():
    assert Bar(["share", "share this", "this page"], 2).is_all_of("Share this page".lower())
