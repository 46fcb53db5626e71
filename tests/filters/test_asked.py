"""Which rules are asked about a document: those for all, and those bound to its source."""

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.filters.asked import BySource
from cleaner.matching.scan import Scanner

STORY = "The board voted on Monday to dredge the channel.\n"
NOISE = "Saltmere Reading Club\nKrona ferry club\nAdvertisement\n"


@pytest.fixture
def pipeline(make):
    return make(
        "match: {lines: [saltmere reading club]}\nsources: [saltmere.example, '*.saltmere.example']",
        "match: {lines: [krona ferry club]}\nsources: ['feeds/krona/*']",
        "match: {lines: [advertisement]}",
        "match: {lines: [krona ferry club, saltmere reading club]}\nsources: [both.example]",
    )


@pytest.mark.parametrize(
    ("source", "left"),
    [
        (None, "Saltmere Reading Club\nKrona ferry club\n"),
        ("", "Saltmere Reading Club\nKrona ferry club\n"),
        ("other.example", "Saltmere Reading Club\nKrona ferry club\n"),
        ("https://www.saltmere.example/news/1", "Krona ferry club\n"),
        ("sport.saltmere.example", "Krona ferry club\n"),
        ("/data/feeds/krona/2024.jsonl", "Saltmere Reading Club\n"),
        ("saltmere.example/feeds/krona/1", ""),
        ("both.example", ""),
    ],
)
def test_a_bound_rule_is_asked_about_documents_of_its_sources_alone(pipeline, source, left):
    assert pipeline.clean(STORY + NOISE, source=source).text == (STORY + left).rstrip("\n") + "\n"
    assert [each.text for each in pipeline.clean_many([STORY + NOISE], source)] == [STORY + left]


def test_a_pipeline_knows_whether_it_has_bound_rules(pipeline, make):
    assert pipeline.bound and not make("match: {lines: [advertisement]}").bound


def test_rules_without_words_are_bound_too(make):
    pipeline = make("kind: echo\nsources: [saltmere.example]\noptions: {of: paragraph}")
    assert pipeline.clean(STORY * 2).text == STORY * 2
    assert pipeline.clean(STORY * 2, source="saltmere.example").text == STORY


def test_hits_are_seen_together(make):
    pipeline = make(
        "kind: run\nmatch: {lines: [most read]}",
        "kind: span\nmatch: {anchors: [bells], pattern: 'bells'}\nsources: [saltmere.example]",
        "match: {lines: [the club]}\nsources: [saltmere.example]",
    )
    near = pipeline.asked("saltmere.example").scanner.scan(Document(f"{STORY}Most read\nBells of Krona\nThe club\n"))
    assert near.classes(1) == near.classes(3) == near.parts(2) == {"teaser"} and not near.parts(1)
    assert [hit.line for hit in near.of("teaser.rule-2")] == [3] and near.of("teaser.none") == ()
    assert set(near.rules) == {"teaser.rule-0", "teaser.rule-1", "teaser.rule-2"}


def test_what_a_cut_reveals_is_cut_in_the_next_pass(make):
    pipeline = make(
        "match: {lines: [the corner]}\nscope: head\nsources: [saltmere.example]",
        "match: {anchors: [cookies], longest: 200}",
    )
    text = f"The corner\nWe use cookies on this fine page of ours.\nThe corner\n{STORY}"
    cleaned = pipeline.clean(text, source="saltmere.example")
    assert cleaned.text == STORY and cleaned.passes == 2


def test_groups_are_made_when_they_are_met(pipeline, monkeypatch):
    by_source = BySource(pipeline.rules)
    made = []
    monkeypatch.setattr(
        "cleaner.filters.asked.Scanner", lambda *args, **more: made.append(args) or Scanner(*args, **more)
    )
    assert by_source.of("other.example") is by_source.of(None) is by_source.everywhere
    assert not made
    assert len(by_source.of("saltmere.example").filters) == 2
    assert by_source.of("www.saltmere.example") is by_source.of("saltmere.example")
    assert len(made) == 1


def test_a_pickled_pipeline_carries_rules_and_no_scanners(pipeline):
    before = pickle.dumps(pipeline)
    pipeline.clean(STORY, source="saltmere.example")
    assert pickle.dumps(pipeline) == before
    again = pickle.loads(before)
    for source in ("saltmere.example", "feeds/krona/a", None):
        assert again.clean(STORY + NOISE, source=source) == pipeline.clean(STORY + NOISE, source=source)


def test_the_same_rules_under_other_settings(pipeline):
    kept = pipeline.under(pipeline.settings.model_copy(update={"keep": ("teaser",)}))
    assert kept.clean(STORY + NOISE, source="both.example").text == STORY + NOISE and kept.bound


def test_threads_share_a_pipeline_whose_groups_do_not_fit(make, monkeypatch):
    monkeypatch.setattr("cleaner.filters.asked._GROUPS", 2)
    count = 20
    rules = [f"match: {{lines: [club number {n}]}}\nsources: [outlet{n}.example]" for n in range(count)]
    pipeline = Pipeline(make(*rules).rules, make(*rules).settings)
    text = STORY + "".join(f"Club number {n}\n" for n in range(count))

    def clean(n):
        return pipeline.clean(text, source=f"outlet{n % count}.example").text

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(clean, range(count * 5)))
    assert found == [text.replace(f"Club number {n % count}\n", "") for n in range(count * 5)]
