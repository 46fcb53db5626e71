from hypothesis import given
from hypothesis import strategies as st

from cleaner.learn.smallest import Smallest

PAIRS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5)))


def sample(pairs, most=4):
    found = Smallest(most)
    for number, value in pairs:
        found.add(number, lambda value=value: value)
    return found


@given(PAIRS)
def test_those_with_the_smallest_numbers_are_kept_and_of_each_the_smallest_value(pairs):
    expected = [min(value for each, value in pairs if each == number) for number in sorted(dict(pairs))[:4]]
    assert sample(pairs).values == expected


@given(PAIRS, PAIRS)
def test_merged_samples_are_the_sample_of_all(one, other):
    found = sample(one)
    found.merge(sample(other))
    assert found.values == sample([*other, *one]).values


def test_a_value_that_is_not_kept_is_not_made():
    def never():
        raise AssertionError

    sample([(1, 0), (2, 0)], most=2).add(3, never)
