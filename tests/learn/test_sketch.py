from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.learn import sketch
from cleaner.learn.sketch import Sketch

KEYS = st.lists(st.one_of(st.integers(0, 40), st.integers(0, 2**64 - 1)), max_size=60)


@pytest.fixture(autouse=True, scope="module")
def small():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sketch, "WIDTH", 16)  # so few cells that keys meet in them
        patch.setattr(sketch, "_HELD", 7)
        yield


def counted(keys):
    found = Sketch()
    for at in range(0, len(keys), 3):
        found.add(keys[at : at + 3])
    return found


@given(KEYS)
def test_no_count_is_too_low(keys):
    told = counted(keys).counts(sorted(set(keys)))
    assert all(count >= true for count, (_, true) in zip(told, sorted(Counter(keys).items()), strict=True))
    assert all(count <= len(keys) for count in told)


@given(KEYS, KEYS)
def test_merged_counts_are_those_of_both(one, other):
    merged = counted(one)
    merged.merge(counted(other))
    asked = sorted({*one, *other})
    assert np.array_equal(merged.counts(asked), counted([*other, *one]).counts(asked))


def test_what_was_never_seen_counts_nothing_while_nothing_else_was():
    assert list(Sketch().counts([0, 1, 2**64 - 1])) == [0, 0, 0]
    assert len(Sketch().counts([])) == 0
