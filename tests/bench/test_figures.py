import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.bench.figures import ratio, wilson


@given(st.integers(0, 50), st.integers(0, 50))
def test_the_interval_holds_the_share(right, wrong):
    found = wilson(right, right + wrong)
    if found is None:
        assert right == wrong == 0
    else:
        assert 0 <= found[0] <= right / (right + wrong) + 1e-12 and right / (right + wrong) - 1e-12 <= found[1] <= 1


def test_the_interval_is_wilsons():
    assert wilson(3, 3) == pytest.approx((0.4385, 1.0), abs=1e-4)
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)  # Newcombe 1998, table I


def test_no_share_in_nothing():
    assert ratio(0, 0) is None and ratio(1, 2) == 0.5
