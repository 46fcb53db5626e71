"""The index: its columns say of each document and each cut what the record says."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.jobs.facts import facts, order
from cleaner.record import CLASSES, CONFIDENCES, LEVELS, Cleaned, Removal
from cleaner.review.index import UNMEASURED, Index
from cleaner.spans import Span, cut, union
from tests.review.made import made

SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: Span(*sorted(pair)))
REMOVALS = st.builds(
    Removal,
    SPANS,
    st.sampled_from(["ad.one", "ad.two", "promo.three"]),
    st.sampled_from(CLASSES),
    st.sampled_from(CONFIDENCES),
    st.just("words"),
    score=st.none() | st.floats(0, 1),
)


def indexed(records, titles=None):
    index = Index(titles or {})
    for record in records:
        index.add(facts(record), "", sorted(record["removals"], key=order), record["vetoes"])
    return index.data()


@given(st.lists(st.lists(REMOVALS, max_size=5), max_size=5))
def test_columns_say_what_the_records_say(documents):
    text = "x" * 40
    records = [
        Cleaned(text, cut(text, union(r.span for r in removals)), tuple(removals)).record(id=f"d{number}", output="o")
        for number, removals in enumerate(documents)
    ]
    data = indexed(records)
    names, cuts = data["documents"], data["cuts"]
    assert names["cuts"] == [len(removals) for removals in documents]
    assert names["length"] == [40] * len(documents)
    at = 0
    for record in records:
        ordered = sorted(record["removals"], key=order)
        mine = slice(at, at + len(ordered))
        rules = [data["rules"][number] for number in cuts["rule"][mine]]
        assert [(rule, data["classes"][noise]) for rule, noise, _ in rules] == [
            (r["rule"], r["class"]) for r in ordered
        ]
        assert [CONFIDENCES[number] for number in cuts["confidence"][mine]] == [r["confidence"] for r in ordered]
        assert [number / 10_000 for number in cuts["certainty"][mine]] == [r["certainty"] for r in ordered]
        assert sum(cuts["gone"][mine]) == facts(record).cut
        at += len(ordered)
    assert {len(column) for column in cuts.values()} == {at}
    assert sorted(data["queue"]) == list(range(at)), "each cut is suggested once"


def test_titles_guards_sources_and_languages_are_named_once():
    first = made("quay/a", "⟦ad|Advertisement\n⟧He slept. She rowed.\n", vetoes=[("He slept.", "promo")])
    second = made("quay/b", "⟦ad|Advertisement\n⟧She rowed.\n", language=None)
    data = indexed([first.record, second.record], {"ad.test": "A label"})
    assert data["rules"] == [["ad.test", 0, "A label"]] and data["classes"] == ["ad"]
    assert data["sources"] == ["quay"] and data["documents"]["source"] == [0, 0]
    assert data["languages"] == ["en", "und"] and data["guards"] == ["quotation"] and data["vetoes"] == [0]


def test_old_records_have_no_length_and_the_certainty_of_their_confidence():
    record = made("a", "⟦ad|Advertisement\n⟧She rowed.\n", confidence="medium").record
    del record["characters"], record["removals"][0]["certainty"]
    data = indexed([record])
    assert data["documents"]["length"] == [UNMEASURED]
    assert data["cuts"]["certainty"] == [LEVELS["medium"] * 10_000]


def test_a_document_that_a_guard_spared_is_marked():
    record = made("a", "She rowed.\n").record
    record["vetoes"] = [{**made("b", "⟦ad|x⟧").record["removals"][0], "guard": "budget", "why": "too much"}]
    assert indexed([record])["documents"]["spared"] == [1]
