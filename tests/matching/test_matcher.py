"""What one rule asks of one line."""

import pytest

from cleaner.document import Document


def hits(make, match, text, more=""):
    pipeline = make(f"match: {match}\n{more}")
    doc = Document(text, "en")
    matcher = pipeline.filters[0].matcher
    return [doc.folded[i] for i in range(len(doc)) if matcher.hit(doc, i)]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "[Advertisement]",
        "— Advertisement —",
        "» advertisement:",
        "*Adver\u00adtisement*",
    ],
)
def test_a_phrase_is_the_whole_line_whatever_decorates_it(make, line):
    assert hits(make, "{lines: [Advertisement]}", line)


@pytest.mark.parametrize("line", ["Advertisement for a cat", "An advertisement", "Advertisements"])
def test_a_phrase_is_not_part_of_a_line(make, line):
    assert not hits(make, "{lines: [advertisement]}", line)


def test_spaces_within_a_phrase_count_as_one(make):
    assert hits(make, "{lines: [skip to content]}", "Skip  to\u00a0 content")


@pytest.mark.parametrize("line", ["Share · Print", "Share | Email 12 | Print", "• Print • Share •", "Email us  Print"])
def test_labels_make_up_a_bar(make, line):
    assert hits(make, "{labels: [share, print, email, email us]}", line)


@pytest.mark.parametrize("line", ["Share", "Share prices fell", "Print and share", "Shareprint"])
def test_a_bar_is_labels_only_and_two_at_least(make, line):
    assert not hits(make, "{labels: [share, print, email]}", line)


@pytest.mark.parametrize(
    ("starts", "line", "is_hit"),
    [
        ("read more", "Read more: a", True),
        ("read more", "» Read more: a", True),
        ("read more", "Read moreover", False),
        ("read more", "To read more: a", False),
        ("++ ", "++ Divers", True),
        ("++ ", "- ++ Divers", False),
        ("相关阅读", "相关阅读乡村", True),
    ],
)
def test_starts_are_whole_words_at_the_start(make, starts, line, is_hit):
    assert bool(hits(make, f'{{starts: ["{starts}"], longest: 80}}', line)) is is_hit


def test_an_anchor_may_stand_anywhere(make):
    assert hits(make, "{anchors: [newsletter], longest: 80}", "Unsere Morgennewsletters")


def test_a_pattern_is_asked_only_where_a_literal_stands(make):
    assert hits(make, "{anchors: [abc], pattern: '\\d'}", "abc 1\nabd 1\nabc") == ["abc 1"]


def test_a_cased_pattern_sees_capitals(make):
    match = "{starts: [by], pattern: '^By \\p{Lu}', cased: true}"
    assert hits(make, match, "By Jane Doe\nBy tomorrow") == ["by jane doe"]


def test_longest_is_in_characters_of_the_line(make):
    assert hits(make, "{anchors: [x], longest: 5}", "x1234\nx12345") == ["x1234"]


def test_unless_calls_it_off(make):
    assert hits(make, "{starts: ['++ '], longest: 90}", "++ Divers\n++ is the C++ way", "unless: ['c\\+\\+']") == [
        "++ divers"
    ]


def test_a_gated_rule_runs_in_its_language_only(make):
    pipeline = make("match: {lines: [deel]}\ngated: true", language="nl")
    matcher = pipeline.filters[0].matcher
    assert matcher.hit(Document("Deel", "nl"), 0) and not matcher.hit(Document("Deel", "en"), 0)


def test_a_sentence_broken_over_lines_is_one_line_to_a_rule(make):
    text = (
        "We and our partners store information on your device such as\ncookies in order to process personal data on it."
    )
    assert hits(make, "{anchors: [such as cookies], longest: 200}", text)
