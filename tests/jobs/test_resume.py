"""A job that was ended goes on: nothing twice, nothing missing, and nothing skipped that is not whole."""

import json

import pytest

from cleaner.jobs.documents import Options
from cleaner.jobs.walk import BadJob
from tests.jobs.conftest import NOISE, story

OUT = "out.jsonl"


class Ended(Exception):
    """The job is ended here, as a power cut would."""


class Seen:
    """Counts units, and ends the job after some of them."""

    def __init__(self, limit=None):
        self.count, self.limit = 0, limit

    def __call__(self, outcome, weight):
        self.count += 1
        if self.count == self.limit:
            raise Ended


@pytest.fixture
def source(write_rows):
    return write_rows("a.jsonl", 60)


@pytest.fixture
def ended(do_job, source, tmp_path):
    """A job that was ended after seven of its units."""
    with pytest.raises(Ended):
        do_job(source, tmp_path / OUT, seen=Seen(7))
    assert (tmp_path / "job" / "manifest.jsonl").exists() and not (tmp_path / OUT).exists()
    return tmp_path / "job"


def done_again(do_job, source, tmp_path, monkeypatch, **more):
    """Resume the job; how many documents were cleaned for it."""
    from cleaner.pipeline import Pipeline

    cleaned = []
    whole = Pipeline.clean
    monkeypatch.setattr(Pipeline, "clean", lambda self, text, **more: cleaned.append(text) or whole(self, text, **more))
    tally = do_job(source, tmp_path / OUT, resume=True, **more)
    rows = [json.loads(row) for row in (tmp_path / OUT).read_text().splitlines()]
    assert [row["text"] for row in rows] == [story(n) for n in range(len(rows))] and tally.documents == len(rows)
    records = [json.loads(row) for row in (tmp_path / "records").read_text().splitlines()]
    assert [record["line"] for record in records] == list(range(1, len(rows) + 1))
    assert not (tmp_path / "job").exists()
    return len(cleaned)


def test_what_is_finished_is_not_done_again(do_job, source, tmp_path, ended, monkeypatch):
    assert 0 < done_again(do_job, source, tmp_path, monkeypatch) < 60


def test_without_resume_an_unfinished_job_is_not_thrown_away(do_job, source, tmp_path, ended):
    with pytest.raises(BadJob, match="--resume"):
        do_job(source, tmp_path / OUT)
    assert (ended / "manifest.jsonl").exists()


def test_resume_begins_a_job_that_was_not_begun(do_job, source, tmp_path, monkeypatch):
    assert done_again(do_job, source, tmp_path, monkeypatch) == 60


@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_a_part_that_is_not_whole_is_done_again(do_job, source, tmp_path, ended, monkeypatch, harm):
    parts = sorted(ended.glob("*.out"))
    finished = sum(len(part.read_bytes().splitlines()) for part in parts)
    data = parts[2].read_bytes()
    if harm == "gone":
        parts[2].unlink()
    else:
        parts[2].write_bytes(data[:-9] if harm == "cut" else data.replace(b"ferry", b"merry"))
    assert done_again(do_job, source, tmp_path, monkeypatch) == 60 - finished + len(data.splitlines())


def test_the_line_in_which_the_manifest_ends_counts_for_nothing(do_job, source, tmp_path, ended, monkeypatch):
    manifest = ended / "manifest.jsonl"
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(b"".join(lines[:-1]) + lines[-1][:40])
    assert done_again(do_job, source, tmp_path, monkeypatch) > 60 - 7 * 4


def test_a_changed_input_is_done_again_where_it_changed(do_job, write_rows, tmp_path, ended, monkeypatch):
    source = tmp_path / "a.jsonl"
    rows = source.read_text().splitlines()
    rows[1] = json.dumps({"n": 1, "text": story(1)})
    source.write_text("\n".join(rows) + "\n")
    finished = sum(len(part.read_bytes().splitlines()) for part in ended.glob("*.out"))
    assert 60 - finished < done_again(do_job, source, tmp_path, monkeypatch) < 60


def test_a_grown_input_costs_what_was_added(do_job, write_rows, tmp_path, ended, monkeypatch):
    source = write_rows("a.jsonl", 80)
    assert done_again(do_job, source, tmp_path, monkeypatch) < 80


@pytest.mark.parametrize("what", ["rules", "options", "size"])
def test_another_job_in_the_same_place_is_done_anew(do_job, source, tmp_path, ended, monkeypatch, make, what):
    more = {
        "rules": {"pipeline": make("match: {lines: [advertisement, anzeige]}")},
        "options": {"options": Options(longest=1000)},
        "size": {"size": 200},
    }[what]
    assert done_again(do_job, source, tmp_path, monkeypatch, **more) == 60


def test_a_joined_output_is_kept_if_it_stands_and_made_again_if_not(do_job, write_rows, tmp_path, monkeypatch):
    first, second = write_rows("src/a.jsonl", 20), write_rows("src/b.jsonl", 20)
    for change in (None, "output", "input"):
        with pytest.raises(Ended):
            do_job(first.parent, tmp_path / "out", seen=_after_first_of_second())
        assert (tmp_path / "out" / "a.jsonl").exists() and not (tmp_path / "out" / "b.jsonl").exists()
        if change == "output":
            (tmp_path / "out" / "a.jsonl").write_text("somebody was here")
        if change == "input":
            first.write_text(first.read_text().replace('"n": 0,', '"n": -1,'))
        do_job(first.parent, tmp_path / "out", resume=True)
        for source in (first, second):
            rows = [json.loads(row) for row in (tmp_path / "out" / source.name).read_text().splitlines()]
            assert [row["text"] for row in rows] == [story(n) for n in range(20)]
        assert ('"n": -1' in (tmp_path / "out" / "a.jsonl").read_text()) == (change == "input")
        for path in (tmp_path / "out").iterdir():
            path.unlink()


def _after_first_of_second():
    """Ends the job in the unit behind the one with which the first file is complete."""
    done = []

    def seen(outcome, weight):
        done.append(outcome.tally.documents)
        if sum(done) > 20:
            raise Ended

    return seen


def test_small_files_are_done_once_and_again_if_they_changed(do_job, tmp_path, monkeypatch):
    source = tmp_path / "src"
    source.mkdir()
    for number in range(100):
        (source / f"{number:03}.txt").write_text(NOISE + story(number))
    with pytest.raises(Ended):
        do_job(source, tmp_path / "out", seen=Seen(2))
    (source / "005.txt").write_text(NOISE + story(500))
    (tmp_path / "out" / "040.txt").write_text("somebody was here")
    tally = do_job(source, tmp_path / "out", resume=True)
    assert tally.documents == 100 and (tmp_path / "out" / "005.txt").read_text() == story(500)
    for number in set(range(100)) - {5}:
        assert (tmp_path / "out" / f"{number:03}.txt").read_text() == story(number)


def test_two_jobs_do_not_work_in_one_place(do_job, source, tmp_path):
    def seen(outcome, weight):
        with pytest.raises(BadJob, match="another process"):
            do_job(source, tmp_path / OUT, resume=True)
        raise Ended

    with pytest.raises(Ended):
        do_job(source, tmp_path / OUT, seen=seen)
