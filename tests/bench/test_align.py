from hypothesis import given
from hypothesis import strategies as st

from cleaner.bench.align import MOVED, align

TOKENS = st.lists(st.sampled_from("abcdefgh"), max_size=40)
MANY = st.lists(st.integers(0, 10**6).map(str), max_size=60, unique=True)


@given(TOKENS)
def test_a_text_aligns_with_itself(tokens):
    assert align(tokens, tokens) == list(range(len(tokens)))


@given(TOKENS, TOKENS, st.booleans())
def test_partners_are_equal_and_no_token_has_two(a, b, moves):
    pairs = [(i, j) for i, j in enumerate(align(a, b, moves=moves)) if j >= 0]
    assert all(a[i] == b[j] for i, j in pairs)
    assert len({j for _, j in pairs}) == len(pairs)


@given(TOKENS, TOKENS)
def test_partners_stand_in_the_same_order(a, b):
    found = [j for j in align(a, b) if j >= 0]
    assert found == sorted(found)


@given(MANY, st.data())
def test_what_was_taken_out_is_found(tokens, data):
    gone = data.draw(st.sets(st.integers(0, max(0, len(tokens) - 1))))
    kept = [i for i in range(len(tokens)) if i not in gone]
    match = align(tokens, [tokens[i] for i in kept])
    assert [i for i, j in enumerate(match) if j >= 0] == kept


def test_a_title_is_not_taken_for_the_sentence_that_begins_like_it():
    title, body = ["the", "ferry"], ["the", "ferry", *"left at seven as it does"]
    assert align(title + body, body) == [-1, -1, *range(len(body))]


def test_only_moves_pair_what_changed_its_place():
    first, second = [f"a{i}" for i in range(20)], [f"b{i}" for i in range(MOVED)]
    a, b = first + second, second + first
    assert align(a, b)[len(first) :] == [-1] * MOVED
    assert align(a, b, moves=True)[len(first) :] == list(range(MOVED))


def test_long_texts_without_an_anchor_are_given_up_not_compared_for_ever():
    assert align(["a", "b"] * 3000, ["b", "b"] * 3000).count(-1) > 0
