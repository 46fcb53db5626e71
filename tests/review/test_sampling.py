from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.sampling import Cut, order

RULES = ("ad.en-a", "nav.en-b", "promo.en-c", "teaser.en-d")


@st.composite
def cuts(draw):
    start = draw(st.integers(0, 50))
    return Cut(
        document=draw(st.integers(0, 5)),
        rule=draw(st.sampled_from(RULES)),
        certainty=draw(st.sampled_from([0.6, 0.9, 0.95, 0.99])),
        noise_class="ad",
        start=start,
        end=start + draw(st.integers(1, 40)),
        text=draw(st.sampled_from(["ADVERTISEMENT", "Read on", "Sign up", "\ud800"])),
        share=draw(st.sampled_from([0.0, 0.1, 0.7])),
    )


MANY = st.lists(cuts(), max_size=30)


@given(MANY)
def test_nothing_comes_in_or_is_lost(some):
    assert Counter(order(some)) == Counter(some)


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_they_come_in_does_not_matter(some, random):
    mixed = random.sample(some, len(some))
    assert order(mixed) == order(some)


@given(MANY)
def test_one_of_each_rule_comes_before_a_second_of_any(some):
    total = Counter(cut.rule for cut in some)
    seen = Counter()
    for cut in order(some):
        least = min((seen[rule] for rule in total if seen[rule] < total[rule]), default=0)
        assert seen[cut.rule] <= least
        seen[cut.rule] += 1


@given(MANY)
def test_of_a_rule_and_its_words_the_least_certain_comes_first(some):
    ordered = order(some)
    for rule in RULES:
        for text in {cut.text for cut in some}:
            sure = [cut.certainty for cut in ordered if (cut.rule, cut.text) == (rule, text)]
            assert sure == sorted(sure)


def test_other_words_come_before_the_same_again_and_a_document_that_loses_most_before_others():
    same = [Cut(number, "ad.en-a", 0.9, "ad", 0, 13, "ADVERTISEMENT", number / 10) for number in range(4)]
    other = Cut(9, "ad.en-a", 0.99, "ad", 5, 9, "Here")
    assert order([*same, other]) == [same[3], other, same[2], same[1], same[0]]


def test_the_rule_that_may_do_most_harm_comes_first():
    sure = Cut(0, "ad.en-a", 0.99, "ad", 0, 100, "x")
    guess = Cut(0, "nav.en-b", 0.6, "nav", 0, 20, "y")
    often = [Cut(number, "promo.en-c", 0.99, "promo", 0, 500, f"{number}") for number in range(5)]
    assert [cut.rule for cut in order([sure, *often, guess])][:3] == ["promo.en-c", "nav.en-b", "ad.en-a"]
