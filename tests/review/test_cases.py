"""Cases: documents cleaned for the page, or put together from records and what was cleaned."""

import json

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.jobs.documents import Options
from cleaner.jobs.restore import File
from cleaner.jobs.store import BadRecords
from cleaner.jobs.walk import Ask, plan
from cleaner.review.cases import are_records, of_records, of_sources

STORY = "The council of Oster voted on Monday to mend the old lock.\n"
NOISY = f"Advertisement\n\n{STORY}"


def unexpected(name, why):
    raise AssertionError(f"{name}: {why}")


@pytest.fixture(scope="module")
def job(tmp_path_factory):
    """A job over a file of documents: its source, what it wrote and its records."""
    tmp_path = tmp_path_factory.mktemp("job")
    source = tmp_path / "src.jsonl"
    rows = [
        {"text": NOISY, "site": "oster.example"},
        {"text": STORY, "site": None},
        {"text": None},
        {"text": NOISY * 2},
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    args = ["clean", source, "-o", tmp_path / "out.jsonl", "--records", tmp_path / "r.jsonl", "--quiet"]
    assert CliRunner().invoke(cleaner, list(map(str, args))).exit_code == 0
    return source, tmp_path / "out.jsonl", tmp_path / "r.jsonl"


def cases_of(path, pipeline, failed=unexpected, **options):
    return list(of_sources(plan([path], None, Ask()), pipeline, Options(write=False, **options), failed=failed))


def test_files_are_cleaned_and_each_document_is_a_case(job, pipeline):
    found = cases_of(job[0], pipeline, source_field="site")
    assert [case.original for case in found] == [NOISY, STORY, NOISY * 2], "a null is no document"
    assert [len(case.record["removals"]) > 0 for case in found] == [True, False, True]
    assert [case.source for case in found] == ["oster.example", "", ""]
    assert [case.record["language"] for case in found] == ["en"] * 3
    assert found[0].record["id"].endswith("src.jsonl:1")


def test_records_and_what_was_cleaned_give_the_same_cases(job, pipeline):
    source, out, records = job
    here = cases_of(source, pipeline)
    there = list(of_records([records], [File(out.name, out, out)], failed=unexpected))
    assert [case.original for case in there] == [case.original for case in here]
    assert [case.record["removals"] for case in there] == [case.record["removals"] for case in here]


def test_records_alone_give_the_cuts_alone(job):
    found = list(of_records([job[2]], failed=unexpected))
    assert [case.original for case in found] == [None] * 3 and found[0].record["removals"][0][
        "text"
    ].strip() == "Advertisement"


def test_a_document_that_was_changed_since_is_named_and_shown_by_its_cuts(job, tmp_path):
    _, out, records = job
    rows = out.read_text().splitlines()
    out = tmp_path / out.name
    rows[3] = json.dumps({"text": "Something else.\n"})
    out.write_text("".join(row + "\n" for row in rows))
    failures = []
    found = list(of_records([records], [File(out.name, out, out)], failed=lambda name, why: failures.append(name)))
    assert [case.original for case in found] == [NOISY, STORY, None]
    assert len(failures) == 1 and failures[0].endswith("src.jsonl:4")


def test_what_can_not_be_read_is_named_and_the_rest_is_there(tmp_path, pipeline):
    (tmp_path / "a.txt").write_text(NOISY)
    (tmp_path / "b.jsonl").write_text('{"text": 7}\n' + json.dumps({"text": STORY}) + "\n")
    (tmp_path / "c.txt").symlink_to("nowhere")
    failures = {}
    found = cases_of(tmp_path, pipeline, failed=failures.__setitem__)
    assert [case.original for case in found] == [NOISY, STORY]
    assert set(failures) == {"b.jsonl:1", "c.txt"}


def test_a_text_that_is_too_long_is_named(tmp_path, pipeline):
    (tmp_path / "a.txt").write_text(NOISY)
    failures = {}
    assert cases_of(tmp_path, pipeline, failed=failures.__setitem__, longest=10) == []
    assert "longer than 10" in failures["a.txt"]


def test_records_are_told_from_documents(job, tmp_path):
    source, out, records = job
    assert are_records([records]) and are_records([records, records])
    assert not are_records([source]) and not are_records([out]) and not are_records([tmp_path])
    assert not are_records([records, source])
    (tmp_path / "none.jsonl").write_text("")
    assert are_records([tmp_path / "none.jsonl"])


def test_damaged_records_are_named_with_their_line(job, tmp_path):
    lines = job[2].read_text().splitlines()
    record = json.loads(lines[1]) | {"removals": [{"start": 5}]}
    (tmp_path / "bad.jsonl").write_text(f"{lines[0]}\n{json.dumps(record)}\n")
    with pytest.raises(BadRecords, match=r"bad\.jsonl:2: not a record"):
        list(of_records([tmp_path / "bad.jsonl"], failed=unexpected))
