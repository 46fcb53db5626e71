"""Union, cutting and offsets."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.spans import Offsets, Span, cut, fresh, union

TEXT = st.text(alphabet="abcdef\n ", max_size=60)


def spans_of(text):
    ends = st.integers(0, len(text))
    return st.lists(st.tuples(ends, ends).map(sorted).map(tuple), max_size=8)


@given(st.data())
def test_union_covers_the_same_characters_in_order_and_apart(data):
    text = data.draw(TEXT)
    spans = data.draw(spans_of(text))
    runs = union(spans)
    assert {i for s, e in runs for i in range(s, e)} == {i for s, e in spans for i in range(s, e)}
    assert all(a.end < b.start for a, b in zip(runs, runs[1:], strict=False))


@given(st.data())
def test_union_does_not_mind_order(data):
    spans = data.draw(spans_of(data.draw(TEXT)))
    assert union(spans) == union(reversed(spans))


@given(st.data())
def test_offsets_lead_back_to_the_same_characters(data):
    text = data.draw(TEXT)
    runs = union(data.draw(spans_of(text)))
    short = cut(text, runs)
    offsets = Offsets(runs)
    assert "".join(text[offsets.original(i)] for i in range(len(short))) == short


@given(st.data())
def test_a_hull_holds_only_its_own_and_what_was_cut(data):
    text = data.draw(TEXT)
    runs = union(data.draw(spans_of(text)))
    short = cut(text, runs)
    if not short:
        return
    start = data.draw(st.integers(0, len(short) - 1))
    end = data.draw(st.integers(start + 1, len(short)))
    hull = Offsets(runs).hull((start, end))
    gone = {i for s, e in runs for i in range(s, e)}
    assert "".join(text[i] for i in range(hull.start, hull.end) if i not in gone) == short[start:end]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)))
def test_fresh_characters_are_those_that_no_span_before_holds(spans):
    seen, expected = set(), []
    for start, end in sorted(spans):
        expected.append(len({*range(start, end)} - seen))
        seen |= {*range(start, end)}
    assert list(fresh(sorted(spans))) == expected


def test_touching_spans_are_one():
    assert union([(3, 5), (0, 3), (9, 9)]) == (Span(0, 5),)
