"""What all kinds share: evidence, metadata, options, and the door that kinds come in by."""

from importlib.metadata import EntryPoint

import pytest

from cleaner.document import Document
from cleaner.filters import base
from cleaner.filters.base import GROUP, Filter, NoOptions, kinds
from cleaner.filters.line import LineFilter
from cleaner.matching.matcher import Hit
from cleaner.spans import Span

STORY = "The miller sold the last of his geese on Friday."
BY = "match: {starts: [by], pattern: '^by (?P<author>[a-z]+)(?P<date> \\d+)?(?P<cut>.*)$'}"
PLUGIN = '''
from cleaner.filters.base import Filter


class ShoutFilter(Filter):
    """Cuts a line that is all capitals and hit."""

    def removals(self, doc, near):
        for hit in near.of(self.rule.id):
            if doc.cased(hit.line).isupper():
                evidence, words = self.evidence(doc, hit)
                yield self.removal(doc.span(hit.line), evidence, words=words, noise_class="promo")
'''


@pytest.fixture
def shout(tmp_path, monkeypatch):
    """Another package with a kind of its own, installed."""
    (tmp_path / "shout_kind.py").write_text(PLUGIN)
    info = tmp_path / "shout_kind-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shout-kind\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{GROUP}]\nshout = shout_kind:ShoutFilter\n")
    monkeypatch.syspath_prepend(tmp_path)


def only(pipeline):
    (found,) = pipeline.filters
    return found


def test_the_built_in_kinds_come_in_by_their_entry_points():
    found = kinds()
    assert {"line", "span", "block", "run", "header", "echo"} <= set(found)
    assert found["line"] is LineFilter and all(issubclass(kind, Filter) for kind in found.values())


def test_kinds_are_nothing_but_what_the_entry_points_name(monkeypatch):
    asked = []
    point = EntryPoint("mine", "cleaner.filters.line:LineFilter", GROUP)
    monkeypatch.setattr(base, "installed", lambda group: asked.append(group) or {"mine": point})
    assert kinds() == {"mine": LineFilter}
    assert asked == ["cleaner.kinds"]


def test_a_kind_of_another_package_cuts_like_a_built_in_one(shout, make):
    pipeline = make("kind: shout\nmatch: {anchors: [goose fair]}")
    assert type(only(pipeline)).__name__ == "ShoutFilter"
    cleaned = pipeline.clean(f"GOOSE FAIR TODAY\nGoose fair today\n{STORY}")
    assert cleaned.text == f"Goose fair today\n{STORY}"
    assert cleaned.removals[0].noise_class == "promo" and cleaned.removals[0].rule == "teaser.rule-0"


def test_a_filter_cannot_be_made_without_saying_what_it_removes(make):
    (rule,) = make("match: {lines: [geese]}").rules
    with pytest.raises(TypeError, match="removals"):
        Filter(rule)


def test_a_kind_without_options_takes_none():
    assert NoOptions.model_validate({}) == NoOptions()
    with pytest.raises(ValueError, match="most"):
        NoOptions.model_validate({"most": 3})


def test_options_are_read_into_the_model_of_the_kind(make):
    found = only(make("kind: run\nmatch: {lines: [more geese]}\noptions: {most: 3}"))
    assert type(found.options) is type(found).Options
    assert (found.options.most, found.options.longest, found.options.alike) == (3, 160, None)


def test_a_removal_is_made_in_the_name_of_the_rule(make):
    made = only(make("match: {lines: [geese]}\nconfidence: low", **{"class": "promo"})).removal(Span(2, 5), "geese")
    assert (made.span, made.rule, made.noise_class, made.confidence) == (Span(2, 5), "promo.rule-0", "promo", "low")
    assert (made.evidence, made.words, made.fields) == ("geese", None, ())


def test_evidence_is_the_folded_words_and_their_place_in_the_text(make):
    doc = Document("Thorn &amp; Sons \u2013 BUY\u00a0Geese now")
    start = doc.folded[0].index("buy geese")
    evidence, words = only(make("match: {anchors: [buy geese]}")).evidence(doc, Hit(0, start, start + 9))
    assert evidence == "buy geese"
    assert doc.text[slice(*words)] == "BUY\u00a0Geese"


def test_evidence_of_a_pattern_that_only_looks_ahead_is_the_line(make):
    cleaned = make("match: {starts: [geese], pattern: '(?=geese)'}").clean(f"{STORY}\nGeese for sale\n")
    assert cleaned.removals[0].evidence == "geese for sale"
    assert cleaned.original[slice(*cleaned.removals[0].words)] == "Geese for sale"


def test_long_evidence_is_shortened_in_the_middle(make):
    doc = Document("Geese " + "and more geese " * 20 + "in the end")
    evidence, words = only(make("match: {anchors: [geese]}")).evidence(doc, Hit(0, 0, len(doc.folded[0])))
    assert evidence.startswith("geese and more") and " … " in evidence and evidence.endswith("in the end")
    assert len(evidence) <= 80 and words == Span(0, len(doc.text))


def test_only_known_groups_that_hold_something_are_kept_as_fields(make):
    doc = Document("By Ada of the mill")
    found = only(make("match: {anchors: [by]}"))
    match = next(only(make(BY)).matches(doc, 0))
    assert set(match.re.groupindex) == {"author", "date", "cut"}
    assert found.fields(doc, 0, match) == (("author", Span(3, 6)),)


def test_metadata_has_the_texts_own_letters_and_spaces_joined(make):
    pattern = "match: {starts: [by], pattern: '^by (?P<author>.+?) on (?P<date>.+)$'}"
    cleaned = make(pattern).clean(f"By Ada\u00a0\u00a0Thorn on 3 May\n{STORY}\nby Ada Thorn on 4 May")
    assert [m.value for m in cleaned.metadata["author"]] == ["Ada Thorn"]
    assert [m.value for m in cleaned.metadata["date"]] == ["3 May", "4 May"]
    assert cleaned.original[slice(*cleaned.metadata["author"][0].span)] == "Ada\u00a0\u00a0Thorn"


def test_matches_sees_capitals_only_if_the_rule_asks_for_them(make):
    doc = Document("GEESE geese")
    folded = only(make("match: {anchors: [geese], pattern: 'geese'}")).matches(doc, 0)
    cased = only(make("match: {anchors: [geese], pattern: 'geese', cased: true}")).matches(doc, 0)
    assert [m.span() for m in folded] == [(0, 5), (6, 11)]
    assert [m.span() for m in cased] == [(6, 11)]
