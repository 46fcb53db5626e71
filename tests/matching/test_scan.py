"""The scanner: classes of lines, and that it is its twin (the property is in tests/laws)."""

from cleaner.document import Document
from cleaner.matching.scan import Scanner, brute_force


def test_classes_of_a_line(make):
    pipeline = make("match: {lines: [share]}", "kind: span\nmatch: {anchors: [sh], pattern: sh}", **{"class": "share"})
    near = pipeline.scanner.scan(Document("Share\nshow"))
    assert near.classes(0) == {"share"} and near.classes(1) == frozenset()
    assert near.pairs() == {("share.rule-0", 0), ("share.rule-1", 0), ("share.rule-1", 1)}


def test_hits_are_in_the_order_of_the_lines(make):
    pipeline = make("match: {lines: [share]}")
    near = pipeline.scanner.scan(Document("Share\nx\nshare\nSHARE"))
    assert [hit.line for hit in near.of("teaser.rule-0")] == [0, 2, 3]
    assert near.of("teaser.no-such") == ()


def test_short_heads_decorated_heads_and_loose_patterns(make):
    pipeline = make(
        "match: {starts: [by], longest: 50}",
        "match: {starts: ['广告'], longest: 50}",
        "match: {pattern: '^\\d+$'}\nscope: tail",
        "match: {labels: [up, down], least: 1}",
    )
    matchers = [each.matcher for each in pipeline.filters]
    doc = Document("* By Jane\nThe board met on Monday morning.\n12\n【广告】x\nup 3")
    expected = {("teaser.rule-0", 0), ("teaser.rule-1", 3), ("teaser.rule-2", 2), ("teaser.rule-3", 4)}
    assert Scanner(pipeline.scanner.matchers).scan(doc).pairs() == brute_force(matchers, doc).pairs() == expected
