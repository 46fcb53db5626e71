"""One worker or several: the same outcome; a worker that dies costs its batch."""

import os
from io import BytesIO

from cleaner.jobs.clean import Options, records_to
from cleaner.jobs.tally import Tally
from cleaner.jobs.walk import plan
from cleaner.jobs.workers import BATCH, run
from cleaner.record import Cleaned

STORY = "The board voted on Monday to dredge the channel.\n"


def job(make, tmp_path, count, workers, name="out", **more):
    source = tmp_path / "src"
    source.mkdir(exist_ok=True)
    for i in range(count):
        (source / f"{i:04}.txt").write_text(f"Advertisement\n{STORY}{i}\n")
    (source / "0005.txt").write_bytes(b"\0\1\2")
    pipeline = make("match: {lines: [advertisement]}")
    with records_to(tmp_path / f"{name}.jsonl") as records:
        tasks = plan([source], tmp_path / name, False, None)
        tally = run(tasks, pipeline, Options(), records, workers=workers, seen=lambda outcome: None, **more)
    files = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
    return tally, files, (tmp_path / f"{name}.jsonl").read_bytes()


def test_two_workers_do_what_one_does(make, tmp_path):
    alone = job(make, tmp_path, 3 * BATCH, 1, "one")
    assert job(make, tmp_path, 3 * BATCH, 2, "two") == alone
    assert alone[0].documents == 3 * BATCH and len(alone[0].failures) == 1


def test_fail_fast_stops(make, tmp_path):
    tally, files, _ = job(make, tmp_path, 40, 1, fail_fast=True)
    assert tally.documents == 6 and len(files) == 5


class Killer:
    """A detector that ends its process when it is asked about one document, as the kernel would."""

    def __call__(self, text):
        if "fatal" in text:
            os._exit(9)
        return "en"


def test_a_worker_that_dies_costs_its_batch_only(make, tmp_path):
    source = tmp_path / "src"
    source.mkdir()
    for i in range(2 * BATCH):
        (source / f"{i:04}.txt").write_text("Deel\n" + STORY + ("fatal" if i == 3 else ""))
    rules = make("match: {lines: [deel]}\ngated: true").rules
    pipeline = type(make("match: {lines: [deel]}"))(rules, None, Killer())
    tasks = plan([source], tmp_path / "out", False, None)
    tally = run(tasks, pipeline, Options(), None, workers=2, seen=lambda outcome: None)
    assert tally.documents == 2 * BATCH
    assert len(tally.failures) == BATCH and "died (exit code 9)" in tally.failures[0][1]
    assert tally.changed == BATCH


def test_tallies_add_up():
    one, two = Tally(), Tally()
    one.count(Cleaned("ab", "ab"))
    two.fail("x", "gone")
    one.add(two)
    assert one.data(2.0) | {"bytes": 0} == {
        "documents": 2, "changed": 0, "failed": 1, "spared": 0, "characters": 2, "cut": 0, "classes": {}, "rules": {},
        "vetoes": {}, "failures": [{"id": "x", "reason": "gone"}], "bytes": 0, "seconds": 2.0,
        "megabytes_per_second": 0.0,
    }  # fmt: skip


def test_records_are_forgotten_with_their_file(make, tmp_path):
    from cleaner.jobs.clean import clean_file

    path = tmp_path / "a.txt"
    path.write_text(STORY)
    (tmp_path / "out").write_text("a file where a directory should be")
    records = BytesIO()
    task = plan([path], tmp_path / "x.txt", False, None)[0]
    broken = type(task)(task.name, task.source, tmp_path / "out" / "x.txt", "x")
    outcome = clean_file(broken, make("match: {lines: [x]}"), Options(), records)
    assert outcome.tally.failures and not records.getvalue()


def test_a_file_that_vanishes_is_named(make, tmp_path):
    from cleaner.jobs.clean import clean_file

    path = tmp_path / "a.txt"
    path.write_text(STORY)
    task = plan([path], tmp_path / "x.txt", False, None)[0]
    path.unlink()
    outcome = clean_file(task, make("match: {lines: [x]}"), Options(), None)
    assert outcome.tally.failures == [(str(path), "the file is gone")]
    assert not (tmp_path / "x.txt").exists()
