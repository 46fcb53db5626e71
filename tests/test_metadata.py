"""Metadata: named by groups, or told by the class of the line that was cut."""

import pytest

from cleaner.metadata import collect
from cleaner.record import Removal
from cleaner.spans import Span


def told(text, noise_class, fields=()):
    removal = Removal(Span(0, len(text)), "x.y", noise_class, "high", "why", None, fields)
    found = collect(text, [removal])
    assert all(text[slice(*m.span)].split() == m.value.split() for values in found.values() for m in values)
    return {name: [m.value for m in values] for name, values in found.items()}


@pytest.mark.parametrize(
    ("text", "noise_class", "wanted"),
    [
        ("Local News\n", "section", {"section": ["Local News"]}),
        ("By Nora Kestrel, Maritime Correspondent\n", "byline", {"author": ["Nora Kestrel, Maritime Correspondent"]}),
        ("Author: Li\n", "byline", {"author": ["Li"]}),
        ("Von: Anna Berg", "byline", {"author": ["Anna Berg"]}),
        ("Nora Kestrel", "byline", {"author": ["Nora Kestrel"]}),
        ("Published: 14 May 2025, 07:12", "date", {"published": ["14 May 2025, 07:12"]}),
        ("2025-05-14", "date", {"published": ["2025-05-14"]}),
        (
            "Published: 14 May 2025 | Updated: 15 May 2025, 09:40\n",
            "date",
            {"published": ["14 May 2025"], "updated": ["15 May 2025, 09:40"]},
        ),
        ("Aktualisiert am 14.05.2025", "date", {"updated": ["14.05.2025"]}),
        ("A few moments ago", "date", {}),
        ("Advertisement", "ad", {}),
    ],
)
def test_a_line_tells_what_its_class_says(text, noise_class, wanted):
    assert told(text, noise_class) == wanted


def test_what_a_rule_names_goes_before():
    assert told("By Nora Kestrel", "byline", (("author", Span(3, 15)),)) == {"author": ["Nora Kestrel"]}


def test_one_rule_that_names_is_enough():
    text = "By Nora Kestrel in Tarrant"
    named = Removal(Span(0, 26), "a.b", "byline", "high", "why", None, (("author", Span(3, 15)),))
    plain = Removal(Span(0, 26), "c.d", "byline", "high", "why")
    assert [m.value for m in collect(text, [plain, named])["author"]] == ["Nora Kestrel"]
