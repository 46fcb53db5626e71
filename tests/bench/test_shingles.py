import pytest

from cleaner.bench.shingles import agreement, shares, shingles


def test_shingles_are_a_bag_of_four_tokens():
    assert shingles("abcde") == {tuple("abcd"): 1, tuple("bcde"): 1}
    assert shingles("ab") == {("a", "b"): 1}
    assert not shingles("")


def test_a_text_agrees_with_itself_wholly_and_with_another_not_at_all():
    assert agreement("abcdef", "abcdef") == (1, 0, 0)
    assert agreement("abcd", "wxyz") == (0, 0.5, 0.5)
    assert agreement("", "") == (0, 0, 0)


def test_shares_are_means_over_pages_that_have_any():
    found = shares([agreement("abcd", "abcd"), agreement("abcd", ""), agreement("", "abcd")])
    assert found.precision == pytest.approx(0.5) and found.recall == pytest.approx(0.5)
    assert shares([]) == (0, 0, 0)
