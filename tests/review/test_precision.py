import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.decisions import merged
from cleaner.review.precision import Precision, by_rule, overall
from tests.review.strategies import decided, decisions

COUNTS = st.integers(0, 500)


@given(COUNTS, COUNTS)
def test_the_interval_holds_the_share_and_narrows_with_more_looks(right, wrong):
    few, many = Precision(right, wrong), Precision(4 * right, 4 * wrong)
    if right + wrong == 0:
        assert few.share is None and few.interval is None
        return
    low, high = few.interval
    assert 0 <= low <= few.share + 1e-12 and few.share - 1e-12 <= high <= 1
    assert many.interval[1] - many.interval[0] < high - low


@given(COUNTS, COUNTS)
def test_a_right_look_more_raises_it_and_a_wrong_one_lowers_it(right, wrong):
    if right + wrong:
        low, high = Precision(right, wrong).interval
        assert Precision(right + 1, wrong).interval[0] > low
        assert Precision(right, wrong + 1).interval[1] < high


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    # R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
    # table I, method 3: the score method without continuity correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_intervals(right, total, low, high):
    assert Precision(right, total - right).interval == pytest.approx((low, high), abs=5e-5)


@given(st.lists(decisions(), max_size=12))
def test_rules_add_up_to_the_whole(some):
    standing = merged(some)
    rules = by_rule(standing).values()
    assert overall(standing) == Precision(sum(each.right for each in rules), sum(each.wrong for each in rules))


def test_each_rule_by_itself_and_what_was_missed_by_none():
    text = "Hark: one\nHark: two\nSee: three\nFour"
    some = [
        decided(text, "Hark: one", "right"),
        decided(text, "Hark: two", "wrong"),
        decided(text, "See: three", "right", "teaser.en-see"),
        decided(text, "Four", "missed"),
    ]
    assert by_rule(some) == {"teaser.en-hark": Precision(1, 1), "teaser.en-see": Precision(1, 0)}
    assert overall(some) == Precision(2, 1)
