import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.decisions import merged
from cleaner.review.held import Counts, hold
from cleaner.review.precision import Precision
from tests.review.strategies import decided, decisions

TEXT = "Hark: bells\nThe bell rang twice on Monday, and nobody knew why.\nHark: ropes\nRing the board\n"
OTHER = "Hark: horns\nThe horn was heard on Tuesday.\n"


@pytest.fixture
def hark(make):
    return make('match: {starts: ["hark:"], longest: 80}')


def test_each_verdict_is_held_against_what_is_cut_now(hark):
    rule = "teaser.rule-0"
    some = [
        decided(TEXT, "Hark: bells", "right", rule),
        decided(TEXT, "Hark: ropes", "wrong", rule),
        decided(OTHER, "The horn was heard on Tuesday.", "wrong", "nav.en-horn"),
        decided(TEXT, "Ring the board", "missed"),
        decided(OTHER, "Hark: horns", "missed"),
        decided("Hark: reeds\n", "Hark: reeds", "right", rule, original=None),
    ]
    held = hold(merged(some), hark)
    assert held.all == Counts(right=1, right_cut=1, wrong=2, wrong_cut=1, missed=2, missed_cut=1)
    assert held.all.precision == pytest.approx(2 / 3) and held.all.recall == pytest.approx(2 / 3)
    assert held.rules[rule] == Counts(right=1, right_cut=1, wrong=1, wrong_cut=1)
    assert held.decided == {rule: Precision(2, 1), "nav.en-horn": Precision(0, 1)}
    assert (held.documents, held.without_original, held.overall) == (2, 1, Precision(2, 2))


def test_language_and_source_are_told_to_the_pipeline(make):
    bound = make('match: {lines: [ring the board]}\nsources: ["saltmerepost.example"]', language="de")
    missed = {"verdict": "missed", "source": "https://saltmerepost.example/a"}
    assert hold([decided(TEXT, "Ring the board", language="de", **missed)], bound).all.missed_cut == 1
    assert hold([decided(TEXT, "Ring the board", language="fr", **missed)], bound).all.missed_cut == 0
    assert hold([decided(TEXT, "Ring the board", "missed", language="de")], bound).all.missed_cut == 0


def test_the_source_is_told_by_the_id_or_by_the_rule_where_the_decision_tells_less(make):
    bound = make('match: {lines: [ring the board]}\nsources: ["feeds/saltmere/*"]')
    right = {"verdict": "right", "rule": "teaser.rule-0", "source": "feeds"}
    for document, rule in (("feeds/saltmere/a.jsonl:7", "nav.en-x"), ("a.txt", "teaser.rule-0"), ("a.txt", "nav.en-x")):
        held = hold([decided(TEXT, "Ring the board", **right | {"rule": rule}, document=document)], bound)
        assert held.all.right_cut == (document != "a.txt" or rule == "teaser.rule-0")


@given(st.lists(decisions(), max_size=10))
def test_no_decision_is_lost(hark, some):
    standing = merged(some)
    done = []
    held = hold(standing, hark, lambda: done.append(1))
    counts = held.all
    assert counts.right + counts.wrong + counts.missed + held.without_original == len(standing)
    assert len(done) == len({each.sha256 for each in standing}) >= held.documents
    for part in (counts.precision, counts.recall):
        assert part is None or 0 <= part <= 1


def test_nothing_decided(hark):
    held = hold([], hark)
    assert held.data()["precision"] is None and held.data()["rules"] == {}
