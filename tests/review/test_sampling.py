from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.sampling import Cut, order, words_of

RULES = ("ad.en-a", "nav.en-b", "promo.en-c", "teaser.en-d")
WORDS = [words_of(text) for text in ("ADVERTISEMENT", "Read on", "Sign up", "\ud800")]


@st.composite
def cuts(draw):
    return Cut(
        document=draw(st.integers(0, 5)),
        rule=draw(st.sampled_from(RULES)),
        certainty=draw(st.sampled_from([0.6, 0.9, 0.95, 0.99])),
        characters=draw(st.integers(1, 40)),
        words=draw(st.sampled_from(WORDS)),
        share=draw(st.sampled_from([0.0, 0.1, 0.7])),
        start=draw(st.integers(0, 50)),
    )


MANY = st.lists(cuts(), max_size=30)


def ordered(some):
    return [some[number] for number in order(some)]


@given(MANY)
def test_nothing_comes_in_or_is_lost(some):
    assert sorted(order(some)) == list(range(len(some)))


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_they_come_in_does_not_matter(some, random):
    assert ordered(random.sample(some, len(some))) == ordered(some)


@given(MANY)
def test_one_of_each_rule_comes_before_a_second_of_any(some):
    total = Counter(cut.rule for cut in some)
    seen = Counter()
    for cut in ordered(some):
        least = min((seen[rule] for rule in total if seen[rule] < total[rule]), default=0)
        assert seen[cut.rule] <= least
        seen[cut.rule] += 1


@given(MANY)
def test_of_a_rule_and_its_words_the_least_certain_comes_first(some):
    for rule in RULES:
        for words in WORDS:
            sure = [cut.certainty for cut in ordered(some) if (cut.rule, cut.words) == (rule, words)]
            assert sure == sorted(sure)


def test_other_words_come_before_the_same_again_and_a_document_that_loses_most_before_others():
    same = [Cut(number, "ad.en-a", 0.9, 13, WORDS[0], number / 10) for number in range(4)]
    other = Cut(9, "ad.en-a", 0.99, 4, WORDS[1])
    assert ordered([*same, other]) == [same[3], other, same[2], same[1], same[0]]


def test_the_rule_that_may_do_most_harm_comes_first():
    sure = Cut(0, "ad.en-a", 0.99, 100)
    guess = Cut(0, "nav.en-b", 0.6, 20)
    often = [Cut(number, "promo.en-c", 0.99, 500, start=number) for number in range(5)]
    assert [cut.rule for cut in ordered([sure, *often, guess])][:3] == ["promo.en-c", "nav.en-b", "ad.en-a"]


def test_case_space_and_numbers_make_no_other_words():
    assert words_of("Updated  07:12") == words_of("UPDATED\n19:40") != words_of("Published 07:12")
