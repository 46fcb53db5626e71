"""Cleaning one file: what is written, recorded, counted and told of failures."""

import json
from io import BytesIO
from pathlib import Path

import pytest

from cleaner.errors import PatternTimeout
from cleaner.formats.base import Unreadable
from cleaner.jobs.clean import Options, Outcome, clean_file, clean_stream, diff, json_line, records_to
from cleaner.jobs.walk import Task
from cleaner.record import restore

STORY = "The ferry to Lunde sails again from Friday.\n"
NOISY = f"Advertisement\n{STORY}"


@pytest.fixture
def pipeline(make):
    return make("match: {lines: [advertisement]}")


@pytest.fixture
def task(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text(NOISY)
    return Task("a.txt", source, tmp_path / "out" / "a.txt", "a.txt")


def rows(records):
    return [json.loads(row) for row in records.getvalue().splitlines()]


def stream(data, pipeline, options=None, name="a.txt", records=None):
    sink, outcome = BytesIO(), Outcome()
    task = Task(name, Path(name), None, f"out/{name}")
    clean_stream(BytesIO(data), sink, task, pipeline, options or Options(), records, outcome)
    return sink.getvalue(), outcome


def test_a_file_is_cleaned_recorded_and_counted(task, pipeline):
    records = BytesIO()
    outcome = clean_file(task, pipeline, Options(), records)
    assert task.target.read_text() == STORY and task.source.read_text() == NOISY
    tally = outcome.tally
    assert (tally.documents, tally.changed, tally.read, tally.characters) == (1, 1, len(NOISY), len(NOISY))
    assert tally.classes == {"teaser": len("Advertisement\n")} and tally.rules == {"teaser.rule-0": 1}
    (record,) = rows(records)
    assert (record["id"], record["output"], record["encoding"]) == ("a.txt", "a.txt", "utf-8")
    assert restore(STORY, record) == NOISY


def test_without_write_nothing_is_written_but_all_is_counted(task, pipeline):
    records = BytesIO()
    outcome = clean_file(task, pipeline, Options(write=False), records)
    assert not task.target.parent.exists() and task.source.read_text() == NOISY
    assert outcome.tally.changed == 1 and len(rows(records)) == 1


def test_in_place_the_source_is_what_is_written(task, pipeline):
    here = Task(task.name, task.source, task.source, task.name)
    assert not clean_file(here, pipeline, Options(in_place=True), BytesIO()).tally.failures
    assert task.source.read_text() == STORY and list(task.source.parent.iterdir()) == [task.source]


@pytest.mark.parametrize(("name", "form"), [("a.html", None), ("a.htm", None), ("a.txt", "html")])
def test_a_page_is_not_cleaned_in_place(tmp_path, pipeline, name, form):
    page = tmp_path / name
    page.write_text("<html><body><p>Ferry</p></body></html>")
    outcome = clean_file(Task(name, page, page, name), pipeline, Options(format=form, in_place=True), None)
    ((failed, why),) = outcome.tally.failures
    assert failed == name and "can't be cleaned in place" in why and page.read_text().startswith("<html>")


def test_a_directory_given_as_a_file_is_a_failure_with_a_reason(tmp_path, pipeline):
    (tmp_path / "dir.txt").mkdir()
    outcome = clean_file(Task("dir.txt", tmp_path / "dir.txt", tmp_path / "x", "x"), pipeline, Options(), None)
    assert outcome.tally.failures == [("dir.txt", "Is a directory")] and not (tmp_path / "x").exists()


def test_a_file_that_is_gone_is_said_to_be_gone(tmp_path, pipeline):
    outcome = clean_file(Task("b.txt", tmp_path / "b.txt", tmp_path / "x", "x"), pipeline, Options(), None)
    assert outcome.tally.failures == [("b.txt", "the file is gone")] and outcome.tally.documents == 1


def test_a_task_with_a_problem_is_not_even_opened(task, pipeline):
    bad = Task(task.name, task.source, task.target, task.output, "a link that leads nowhere")
    outcome = clean_file(bad, pipeline, Options(), None)
    assert outcome.tally.failures == [("a.txt", "a link that leads nowhere")] and not task.target.exists()


def test_a_failed_file_leaves_the_records_of_those_before_it(task, tmp_path, pipeline):
    records = BytesIO()
    clean_file(task, pipeline, Options(), records)
    before = records.getvalue()
    (tmp_path / "b.txt").write_bytes(b"\0\0")
    clean_file(Task("b.txt", tmp_path / "b.txt", tmp_path / "x", "x"), pipeline, Options(), records)
    assert records.getvalue() == before and records.tell() == len(before)


def test_an_old_target_survives_a_failure(task, pipeline):
    task.target.parent.mkdir()
    task.target.write_text("the clean text of yesterday")
    task.source.write_bytes(b"\0\0")
    assert clean_file(task, pipeline, Options(), None).tally.failures == [("a.txt", "binary data, not text")]
    assert task.target.read_text() == "the clean text of yesterday" and len(list(task.target.parent.iterdir())) == 1


def test_a_stream_raises_what_is_wrong_with_it(pipeline):
    with pytest.raises(Unreadable, match="binary data"):
        stream(b"\0", pipeline)


def test_lines_are_named_by_their_number_and_blank_ones_are_no_documents(pipeline):
    records = BytesIO()
    data = json.dumps({"text": STORY}).encode() + b"\n\nnonsense\n" + json.dumps({"text": NOISY}).encode() + b"\n"
    out, outcome = stream(data, pipeline, name="a.jsonl", records=records)
    assert out == data.replace(b"Advertisement\\n", b"")
    assert outcome.tally.documents == 3 and outcome.tally.failures == [("a.jsonl:3", "not a JSON object")]
    assert [(r["id"], r["line"], r["field"], r["output"]) for r in rows(records)] == [
        ("a.jsonl:1", 1, "text", "out/a.jsonl"), ("a.jsonl:4", 4, "text", "out/a.jsonl"),
    ]  # fmt: skip


def test_a_line_that_can_not_be_cleaned_is_passed_on(pipeline, monkeypatch):
    whole = type(pipeline).clean

    def clean(self, text, language=None):
        if "slow" in text:
            raise PatternTimeout("pattern took over a second")
        return whole(self, text, language)

    monkeypatch.setattr(type(pipeline), "clean", clean)
    data = [json.dumps({"text": text}).encode() + b"\n" for text in (NOISY + "slow", NOISY)]
    out, outcome = stream(b"".join(data), pipeline, name="a.jsonl")
    assert out == data[0] + json.dumps({"text": STORY}).encode() + b"\n"
    assert outcome.tally.failures == [("a.jsonl:1", "pattern took over a second")] and outcome.tally.changed == 1


def test_the_format_of_the_options_goes_before_the_name(pipeline):
    out, outcome = stream(json.dumps({"text": NOISY}).encode(), pipeline, Options(format="jsonl"), "a.txt")
    assert json.loads(out) == {"text": STORY} and outcome.tally.changed == 1


def test_the_diff_shows_what_went_and_only_if_something_did(pipeline):
    _, outcome = stream(NOISY.encode(), pipeline, Options(diff=True))
    assert outcome.diff.splitlines() == [
        "--- a/a.txt",
        "+++ b/a.txt",
        "@@ -1,2 +1 @@",
        "-Advertisement",
        " " + STORY[:-1],
    ]
    assert stream(STORY.encode(), pipeline, Options(diff=True))[1].diff == ""
    assert stream(NOISY.encode(), pipeline)[1].diff == ""


def test_a_diff_ends_with_a_line_end(pipeline):
    shown = diff(pipeline.clean(NOISY.rstrip()), "ferry")
    assert shown.startswith("--- a/ferry\n") and shown.endswith("\n") and not shown.endswith("\n\n")


def test_a_json_line_is_utf8():
    assert json_line({"text": "Fähre"}) == '{"text": "Fähre"}\n'.encode()


def test_lone_surrogates_are_escaped_in_a_json_line():
    line = json_line({"text": "Fähre \ud83d"})
    assert line.isascii() and line.endswith(b"\n") and json.loads(line) == {"text": "Fähre \ud83d"}


def test_a_document_with_a_lone_surrogate_is_cleaned_and_recorded(pipeline):
    records = BytesIO()
    data = b'{"text": "Advertisement\\nA stray \\ud83d on the quay."}\n'
    out, outcome = stream(data, pipeline, name="a.jsonl", records=records)
    assert out == b'{"text": "A stray \\ud83d on the quay."}\n' and not outcome.tally.failures
    assert restore("A stray \ud83d on the quay.", rows(records)[0]) == "Advertisement\nA stray \ud83d on the quay."


def test_records_appear_whole_or_not_at_all(tmp_path):
    path = tmp_path / "r.jsonl"
    with pytest.raises(KeyError), records_to(path) as file:
        file.write(b"half")
        raise KeyError
    assert list(tmp_path.iterdir()) == []
    with records_to(path) as file:
        file.write(b"whole")
    assert path.read_bytes() == b"whole"
    with records_to(None) as file:
        assert file is None
