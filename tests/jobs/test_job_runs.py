"""A job: the same outcome with any number of workers, parts of any size, and shards; nothing lost."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.jobs.documents import Options
from cleaner.jobs.tally import Tally
from cleaner.jobs.walk import Shard
from cleaner.record import Cleaned
from tests.jobs.conftest import NOISE, story


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def mixed(tmp_path, write_rows):
    """A directory with small files and larger ones, good and bad."""
    write_rows("src/a.jsonl", 40)
    write_rows("src/deep/b.jsonl", 3)
    for number in range(70):
        (tmp_path / "src" / f"{number:02}.txt").write_text(NOISE + story(number))
    (tmp_path / "src" / "05.txt").write_bytes(b"\0\1\2")
    (tmp_path / "src" / "bad.jsonl").write_text('nonsense\n{"text": "a"}\n{"text": 1}\n')
    (tmp_path / "src" / "none.jsonl").write_text("")
    return tmp_path / "src"


def test_a_job_does_all_and_its_counts_add_up(mixed, tmp_path, do_job):
    tally = do_job(mixed, tmp_path / "out")
    assert (tally.documents, tally.written, tally.failed) == (40 + 3 + 70 + 3, 40 + 3 + 69 + 1, 3) and tally.adds_up
    assert tally.changed == 20 + 1 + 69
    out = files_of(tmp_path / "out")
    assert set(out) == set(files_of(mixed)) - {"05.txt"} and out["none.jsonl"] == b""
    for name, data in out.items():
        assert b"Advertisement" not in data, name
    assert [json.loads(row)["n"] for row in out["a.jsonl"].splitlines()] == list(range(40))
    ids = [json.loads(row)["id"] for row in (tmp_path / "records").read_text().splitlines()]
    assert ids == sorted(ids, key=lambda name: ("/" in name, name.split(":")[0])) and len(ids) == tally.written
    letters = [json.loads(row) for row in (tmp_path / "failed").read_text().splitlines()]
    assert {each["id"] for each in letters} == {"05.txt", "bad.jsonl:1", "bad.jsonl:3"}
    assert not (tmp_path / "job").exists() and not list((tmp_path / "out").rglob(".cleaner*"))


def test_two_workers_do_what_one_does(mixed, tmp_path, do_job):
    kept = []
    for workers in (1, 2):
        tally = do_job(mixed, tmp_path / "out", workers=workers)
        kept.append((tally, files_of(tmp_path / "out"), *((tmp_path / n).read_bytes() for n in ("records", "failed"))))
        for name in ("records", "failed"):
            (tmp_path / name).unlink()
    assert kept[0] == kept[1]


@given(size=st.integers(1, 3000))
def test_parts_of_any_size_give_the_same(size, do_job, write_rows, tmp_path):
    source = write_rows("any.jsonl", 25)
    do_job(source, tmp_path / "out.jsonl", size=size)
    rows = [json.loads(row) for row in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert rows == [{"n": n, "text": story(n)} for n in range(25)]


@pytest.mark.parametrize("count", [1, 2, 3, 7])
def test_shards_together_are_the_job(mixed, tmp_path, do_job, count):
    whole = do_job(mixed, tmp_path / "whole")
    total, found = Tally(), {}
    for number in range(1, count + 1):
        total.add(do_job(mixed, tmp_path / "parts", shard=Shard(number, count)))
    assert (total.documents, total.changed, total.classes) == (whole.documents, whole.changed, whole.classes)
    for name, data in files_of(tmp_path / "parts").items():
        plain = name if count == 1 or name.endswith(".txt") else name.rsplit("-", 3)[0] + ".jsonl"
        found.setdefault(plain, []).extend(data.splitlines())
    for name, data in files_of(tmp_path / "whole").items():
        assert sorted(found[name]) == sorted(data.splitlines()), name


def test_all_documents_go_to_one_file_if_it_is_named_as_one(mixed, tmp_path, do_job):
    tally = do_job(mixed, tmp_path / "all.jsonl")
    rows = [json.loads(row) for row in (tmp_path / "all.jsonl").read_text().splitlines()]
    assert len(rows) == tally.written == 113 and tally.adds_up
    assert {"id": "07.txt", "text": story(7)} in rows and {"n": 7, "text": story(7)} in rows


def test_fail_fast_ends_the_job_and_it_may_go_on(tmp_path, do_job, write_rows):
    source = write_rows("a.jsonl", 40)
    data = source.read_text()
    source.write_text(data.replace('{"n": 20,', '{"n" 20,'))
    tally = do_job(source, tmp_path / "out.jsonl", options=Options(fail_fast=True))
    assert tally.failed == 1 and tally.documents < 40 and not (tmp_path / "out.jsonl").exists()
    source.write_text(data)
    tally = do_job(source, tmp_path / "out.jsonl", options=Options(fail_fast=True), resume=True)
    assert tally.documents == 40 and len((tmp_path / "out.jsonl").read_text().splitlines()) == 40


class Killer:
    """A detector that ends its process when it is asked about one document, as the kernel would."""

    def __call__(self, text):
        if "13th" in text or "17th" in text:
            os._exit(9)
        return "en"


@pytest.mark.parametrize("form", ["jsonl", "txt"])
def test_a_document_that_kills_its_worker_costs_itself_only(tmp_path, do_job, make, write_rows, form):
    rules = make("match: {lines: [advertisement]}\ngated: true").rules
    deadly = type(make("match: {lines: [deel]}"))(rules, None, Killer())
    source = write_rows("a.jsonl", 30)
    if form == "txt":
        (tmp_path / "src").mkdir()
        for number in range(30):
            (tmp_path / "src" / f"{number:02}.txt").write_text(NOISE + story(number))
        source = tmp_path / "src"
    tally = do_job(source, tmp_path / ("out.jsonl" if form == "jsonl" else "out"), workers=2, pipeline=deadly, size=900)
    assert (tally.documents, tally.written, tally.failed) == (30, 28, 2)
    assert all("its worker process died (exit code 9)" in why for _, why in tally.failures)
    names = {"jsonl": {"14", "18"}, "txt": {"13.txt", "17.txt"}}[form]
    assert {name.rsplit(":")[-1].rsplit("/")[-1] for name, _ in tally.failures} == names


def test_nothing_is_made_of_a_file_that_can_not_be_read(tmp_path, do_job):
    (tmp_path / "src.parquet").write_bytes(b"no Parquet at all")
    tally = do_job(tmp_path / "src.parquet", tmp_path / "out.parquet")
    assert tally.failed == 1 and "not Parquet" in tally.failures[0][1] and not (tmp_path / "out.parquet").exists()


def test_tallies_add_up():
    one, two = Tally(), Tally()
    one.documents = one.written = 1
    one.count(Cleaned("ab", "ab"))
    two.fail("x", "gone", 3)
    one.add(two)
    assert one.adds_up and one.data(2.0) | {"bytes": 0} == {
        "documents": 4, "written": 1, "failed": 3, "changed": 0, "spared": 0, "characters": 2, "cut": 0, "classes": {},
        "rules": {}, "vetoes": {}, "failures": [{"id": "x", "reason": "gone"}], "bytes": 0, "seconds": 2.0,
        "megabytes_per_second": 0.0,
    }  # fmt: skip
    assert Tally.of(json.loads(json.dumps(one.state()))) == one


def test_reasons_are_kept_of_a_thousand_failures_and_all_are_counted():
    tally = Tally()
    for number in range(1500):
        tally.fail(str(number), "gone")
    assert (tally.failed, len(tally.failures)) == (1500, 1000)
