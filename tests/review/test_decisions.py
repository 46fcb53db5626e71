import json
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.decisions import BadDecision, decision, merged
from tests.review.strategies import decided, decisions

TEXT = "The bell rang twice.\nHark: the ferry is late\nNobody came."


@given(decisions())
def test_data_and_back(one):
    assert decision(json.loads(json.dumps(one.data()))) == one


@given(st.lists(decisions(), max_size=12))
def test_merging_what_is_merged_changes_nothing(some):
    once = merged(some)
    assert merged(once) == once
    assert len({each.key for each in once}) == len(once)


@given(st.lists(decisions(), max_size=12), st.randoms(use_true_random=False))
def test_the_order_among_different_cuts_does_not_matter(some, random):
    queues = [list(group) for _, group in groupby(sorted(some, key=lambda each: each.key), key=lambda each: each.key)]
    mixed = []
    while queues:
        queue = random.choice(queues)
        mixed.append(queue.pop(0))
        queues = [each for each in queues if each]
    again = sorted(some, key=lambda each: each.key)
    assert merged(mixed) == merged(again) == merged(some)


@given(st.lists(decisions(), max_size=6), decisions())
def test_the_last_word_on_a_cut_stands(some, last):
    standing = [each for each in merged([*some, last]) if each.key == last.key]
    assert standing == ([last] if last.verdict else [])


def test_a_null_withdraws():
    wrong = decided(TEXT, "Hark: the ferry is late")
    withdrawn = decided(TEXT, "Hark: the ferry is late", verdict=None)
    assert merged([wrong, withdrawn]) == []
    assert merged([withdrawn, wrong]) == [wrong]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sha256": 7}, "'sha256' is 7: text is wanted"),
        ({"start": -1}, "'start' is -1: an offset"),
        ({"end": True}, "'end' is True: an offset"),
        ({"text": "Hark"}, "'text' has 4 characters, 21 to 44"),
        ({"verdict": "bad"}, "'verdict' is 'bad': it is one of right, wrong, missed, null"),
        ({"verdict": ["right"]}, "'verdict' is ['right']"),
        ({"class": "noise"}, "'class' is 'noise': it is one of section"),
        ({"certainty": 2}, "'certainty' is 2: a number from 0 to 1"),
        ({"verdict": "missed"}, "the rule teaser.en-hark made a cut"),
        ({"rule": None}, "of which rule's cut?"),
        ({"original": TEXT + "!"}, "'sha256' is not that of 'original'"),
        ({"start": 20, "end": 43}, "not what stands at 20 to 43"),
    ],
)
def test_what_is_wrong_with_it_is_said(change, said):
    data = decided(TEXT, "Hark: the ferry is late").data() | change
    with pytest.raises(BadDecision) as caught:
        decision(data)
    assert said in str(caught.value)


def test_a_missing_field_and_no_object_at_all():
    data = decided(TEXT, "Hark: the ferry is late").data()
    for name in ("sha256", "document", "start", "end", "text", "verdict", "class"):
        with pytest.raises(BadDecision, match=f"'{name}' is missing"):
            decision({key: value for key, value in data.items() if key != name})
    with pytest.raises(BadDecision, match="not an object"):
        decision([data])
    assert decision(data | {"colour": "blue"}) == decision(data)
