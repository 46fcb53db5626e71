"""Cleaning documents: what is written, recorded, counted, added, and put aside."""

import json
from io import BytesIO

import pytest

from cleaner.difference import unified
from cleaner.errors import PatternTimeout
from cleaner.formats.base import Blank, Item
from cleaner.formats.source import Stream
from cleaner.formats.text import Whole
from cleaner.jobs.alone import clean_stream
from cleaner.jobs.documents import Options, Outcome, Watch, letter
from cleaner.jobs.origin import source_of
from cleaner.jobs.walk import Task
from cleaner.record import restore

STORY = "The ferry to Lunde sails again from Friday.\n"
NOISY = f"Advertisement\n{STORY}"


def rows(data):
    return [json.loads(row) for row in data.splitlines()]


def stream(data, pipeline, options=None, form="jsonl", to=None, **sinks):
    sink, outcome = BytesIO(), Outcome()
    task = Task(f"a.{form}", Stream(BytesIO(data)), form, None, to or form, "", f"out/a.{form}")
    clean_stream(task, sink, pipeline, options or Options(), sinks.get("records"), sinks.get("failed"), outcome)
    return sink.getvalue(), outcome


def test_documents_are_cleaned_recorded_and_counted(pipeline):
    records = BytesIO()
    data = json.dumps({"text": STORY}).encode() + b"\n\n" + json.dumps({"text": NOISY}).encode() + b"\n"
    out, outcome = stream(data, pipeline, records=records)
    assert out == data.replace(b"Advertisement\\n", b"")
    tally = outcome.tally
    assert (tally.documents, tally.written, tally.changed, tally.failed, tally.read) == (2, 2, 1, 0, len(data))
    assert tally.classes == {"teaser": len("Advertisement\n")} and tally.rules == {"teaser.rule-0": 1}
    first, second = rows(records.getvalue())
    assert [(r["id"], r["line"], r["field"], r["output"]) for r in (first, second)] == [
        ("a.jsonl:1", 1, "text", "out/a.jsonl"), ("a.jsonl:3", 3, "text", "out/a.jsonl"),
    ]  # fmt: skip
    assert restore(STORY, second) == NOISY


def test_what_fails_is_put_aside_with_its_reason_and_its_original(pipeline):
    failed = BytesIO()
    data = b"nonsense\n" + json.dumps({"text": NOISY}).encode() + b'\n{"text": "caf\xe9"}\n'
    out, outcome = stream(data, pipeline, failed=failed)
    assert rows(out) == [{"text": STORY}]
    assert rows(failed.getvalue()) == [
        {"id": "a.jsonl:1", "reason": "not a JSON object", "original": "nonsense\n"},
        {"id": "a.jsonl:3", "reason": "not UTF-8 at byte 13", "original_base64": "eyJ0ZXh0IjogImNhZukifQo="},
    ]
    assert outcome.tally.documents == 3 == outcome.tally.written + outcome.tally.failed and outcome.tally.adds_up


def test_where_there_is_no_place_for_it_it_is_passed_on_as_it_came(pipeline):
    data = b"nonsense\n" + json.dumps({"text": NOISY}).encode() + b"\n"
    out, outcome = stream(data, pipeline)
    assert out == data.replace(b"Advertisement\\n", b"") and outcome.tally.failed == 1


def test_a_null_is_a_document_that_stays_one(pipeline):
    records = BytesIO()
    out, outcome = stream(b'{"text": null, "n": 1}\n', pipeline, records=records)
    assert out == b'{"text": null, "n": 1}\n' and records.getvalue() == b""
    assert (outcome.tally.documents, outcome.tally.written, outcome.tally.characters) == (1, 1, 0)


def test_a_document_that_can_not_be_cleaned_costs_itself_only(pipeline, monkeypatch):
    whole = type(pipeline).clean

    def clean(self, text, **more):
        if "slow" in text:
            raise PatternTimeout("pattern took over a second")
        return whole(self, text, **more)

    monkeypatch.setattr(type(pipeline), "clean", clean)
    data = [json.dumps({"text": text}).encode() + b"\n" for text in (NOISY + "slow", NOISY)]
    failed = BytesIO()
    out, outcome = stream(b"".join(data), pipeline, failed=failed)
    assert out == json.dumps({"text": STORY}).encode() + b"\n"
    assert rows(failed.getvalue())[0]["original"].encode() == data[0]
    assert outcome.tally.failures == [("a.jsonl:1", "pattern took over a second")] and outcome.tally.changed == 1


def test_a_document_that_is_too_long_fails(pipeline):
    data = json.dumps({"text": NOISY}).encode() + b"\n"
    _, outcome = stream(data, pipeline, Options(longest=len(NOISY) - 1), failed=BytesIO())
    ((_, why),) = outcome.tally.failures
    assert why == "58 characters: longer than 57, the longest to be cleaned"
    assert not stream(data, pipeline, Options(longest=len(NOISY)))[1].tally.failed


def test_fields_are_added_behind_all_others(pipeline):
    data = json.dumps({"text": NOISY, "n": 1}).encode() + b'\n{"text": null}\n'
    out, _ = stream(data, pipeline, Options(added=("removals", "language", "error")))
    first, second = rows(out)
    assert list(first) == ["text", "n", "cleaner_removals", "cleaner_language", "cleaner_error"]
    (removal,) = first["cleaner_removals"]
    assert (removal["start"], removal["end"], removal["rule"]) == (0, 14, "teaser.rule-0")
    assert second == {"text": None, "cleaner_removals": None, "cleaner_language": None, "cleaner_error": None}


def test_a_field_that_is_there_already_is_not_written_over(pipeline):
    data = json.dumps({"text": NOISY, "cleaner_removals": 1}).encode() + b"\n"
    failed = BytesIO()
    out, outcome = stream(data, pipeline, Options(added=("removals",)), failed=failed)
    assert out == b"" and rows(failed.getvalue())[0]["original"].encode() == data
    assert "already" in outcome.tally.failures[0][1]


def test_the_diff_shows_what_went_and_only_if_something_did(pipeline):
    data = json.dumps({"text": NOISY}).encode()
    _, outcome = stream(data, pipeline, Options(diff=True))
    expected = ["--- a/a.jsonl:1", "+++ b/a.jsonl:1", "@@ -1,2 +1 @@", "-Advertisement", " " + STORY[:-1]]
    assert "".join(map(unified, outcome.differences)).splitlines() == expected
    assert stream(json.dumps({"text": STORY}).encode(), pipeline, Options(diff=True))[1].differences == []
    assert stream(data, pipeline)[1].differences == []


def test_a_document_with_a_lone_surrogate_is_cleaned_and_recorded(pipeline):
    records = BytesIO()
    data = b'{"text": "Advertisement\\nA stray \\ud83d on the quay."}\n'
    out, outcome = stream(data, pipeline, records=records)
    assert out == b'{"text": "A stray \\ud83d on the quay."}\n' and not outcome.tally.failures
    assert restore("A stray \ud83d on the quay.", rows(records.getvalue())[0]).startswith("Advertisement\nA stray")


def test_fail_fast_looks_at_no_document_behind_the_first_that_fails(pipeline):
    data = b'nonsense\n{"text": "a"}\n'
    _, outcome = stream(data, pipeline, Options(fail_fast=True), failed=BytesIO())
    assert (outcome.tally.documents, outcome.tally.failed) == (1, 1)


@pytest.mark.parametrize(("original", "rest"), [
    (None, {}), ("a", {"original": "a"}), (b"a", {"original": "a"}), (b"\xff", {"original_base64": "/w=="}),
])  # fmt: skip
def test_a_letter_holds_what_there_is(original, rest):
    assert json.loads(letter("x:1", "gone", original)) == {"id": "x:1", "reason": "gone"} | rest


def test_a_letter_may_stand_for_many():
    assert json.loads(letter("x:1-9", "gone", None, 9))["documents"] == 9


def test_a_watch_tells_where_it_is_and_what_to_leave_alone():
    class Cell:
        value = -1

    watch = Watch(Cell, {1: "deadly"})
    assert [watch.step(), watch.step(), watch.step()] == ["", "deadly", ""] and Cell.value == 2


@pytest.fixture
def bound(make):
    return make("match: {lines: [advertisement]}\nsources: [saltmere.example, 'feeds/*', '7']")


@pytest.mark.parametrize(
    ("fields", "field", "cut"),
    [
        ({}, "", False),
        ({"from": "https://www.saltmere.example/1"}, "from", True),
        ({"from": "https://www.saltmere.example/1"}, "", False),
        ({"from": "krona.example"}, "from", False),
        ({"meta": {"host": "Saltmere.example"}}, "meta.host", True),
        ({"from": 7}, "from", True),
        ({"from": ["saltmere.example"]}, "from", False),
        ({"from": True}, "from", False),
    ],
)
def test_bound_rules_are_asked_about_documents_whose_field_says_so(bound, fields, field, cut):
    data = json.dumps({"text": NOISY, **fields}).encode() + b"\n"
    out, outcome = stream(data, bound, Options(source_field=field))
    assert rows(out) == [{"text": STORY if cut else NOISY, **fields}] and outcome.tally.adds_up


@pytest.mark.parametrize(("name", "cut"), [("feeds/a.jsonl", True), ("other/a.jsonl", False)])
@pytest.mark.parametrize("value", [None, " ", {}])
def test_the_name_of_the_file_is_the_source_where_nothing_else_is(bound, name, cut, value):
    sink = BytesIO()
    data = json.dumps({"text": NOISY, "from": value}).encode() + b"\n"
    task = Task(name, Stream(BytesIO(data)), "jsonl", None, "jsonl", "", name)
    clean_stream(task, sink, bound, Options(source_field="from"), None, None, Outcome())
    assert rows(sink.getvalue())[0]["text"] == (STORY if cut else NOISY)


def test_the_url_of_a_page_is_its_source():
    item = Item("x", about={"url": "https://www.saltmere.example/1"})
    place = Whole(b"x", "x", "utf-8", "a.txt")
    assert source_of(item, place, "a.warc", "id") == "https://www.saltmere.example/1"
    assert source_of(Item("x", about={"url": ""}), place, "a.warc", "id") == "a.txt"
    assert source_of(Item("x"), Blank(b""), "a.warc", "id") == "a.warc"


def test_where_a_document_comes_from_is_not_asked_without_bound_rules(pipeline, monkeypatch):
    monkeypatch.setattr("cleaner.jobs.documents.source_of", None)
    out, _ = stream(json.dumps({"text": NOISY}).encode(), pipeline, Options(source_field="from"))
    assert rows(out) == [{"text": STORY}]
