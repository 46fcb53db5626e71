"""One file by itself: written over, or a stream; whole or not at all."""

import json
from io import BytesIO

import pytest

from cleaner.formats.source import Source
from cleaner.jobs.alone import clean_in_place
from cleaner.jobs.documents import Options
from cleaner.jobs.walk import Ask, plan
from cleaner.record import restore

STORY = "The ferry to Lunde sails again from Friday.\n"
NOISY = f"Advertisement\n{STORY}"
HERE = Options(in_place=True)


def over(path, pipeline, records=None):
    (task,) = plan([path], None, Ask(in_place=True))
    assert task.source == Source(path, task.source.codec, str(path))
    with (path.parent / "records").open("xb+") if records is None else records as store:
        return clean_in_place(task, pipeline, HERE, store)


def test_a_text_is_written_over_and_can_be_brought_back(tmp_path, pipeline):
    path = tmp_path / "a.txt"
    path.write_text(NOISY)
    assert over(path, pipeline).tally.changed == 1 and path.read_text() == STORY
    assert restore(STORY, json.loads((tmp_path / "records").read_text())) == NOISY
    assert {each.name for each in tmp_path.iterdir()} == {"a.txt", "records"}


def test_rows_that_fail_stay_as_they_came(tmp_path, pipeline):
    path = tmp_path / "a.jsonl"
    data = "nonsense\n\n" + json.dumps({"text": NOISY}) + "\n"
    path.write_text(data)
    assert over(path, pipeline).tally.failed == 1
    assert path.read_text() == data.replace("Advertisement\\n", "")


def test_a_table_is_written_over(tmp_path, pipeline):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    table = pa.table({"text": [NOISY, STORY, None], "n": pa.array([1, 2, 3], pa.int8())})
    parquet.write_table(table, path, row_group_size=2)
    over(path, pipeline)
    assert parquet.read_table(path).equals(table.set_column(0, "text", [[STORY, STORY, None]]))


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.warc"])
def test_a_page_is_not_written_over(tmp_path, pipeline, name):
    path = tmp_path / name
    path.write_text("<html><body><p>Ferry</p></body></html>")
    ((failed, why),) = over(path, pipeline).tally.failures
    assert failed == str(path) and "can't be cleaned in place" in why and path.read_text().startswith("<html>")


def test_a_file_that_is_damaged_stays_as_it_is(tmp_path, pipeline):
    import gzip

    path = tmp_path / "a.jsonl.gz"
    packed = gzip.compress("".join(json.dumps({"text": f"{NOISY}{n}"}) + "\n" for n in range(5000)).encode())
    path.write_bytes(packed[:-1000])
    outcome = over(path, pipeline)
    assert outcome.tally.failures == [(str(path), "the gzip data is cut short")]
    assert path.read_bytes() == packed[:-1000] and (tmp_path / "records").read_bytes() == b""


def test_compressed_files_stay_compressed(tmp_path, pipeline):
    import bz2

    path = tmp_path / "a.txt.bz2"
    path.write_bytes(bz2.compress(NOISY.encode()))
    over(path, pipeline)
    assert bz2.decompress(path.read_bytes()).decode() == STORY


def test_a_record_is_on_disk_before_its_file_is_written_over(tmp_path, pipeline, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text(NOISY)
    seen = []
    monkeypatch.setattr("cleaner.jobs.alone.sync", lambda file: seen.append(path.read_text()))
    with (tmp_path / "records").open("xb+") as store:
        over(path, pipeline, store)
    assert seen == [NOISY] and path.read_text() == STORY


def test_records_of_files_before_stay_when_one_fails(tmp_path, pipeline):
    class Kept(BytesIO):
        def close(self):
            pass

        def fileno(self):
            return good.fileno()

    with (tmp_path / "x").open("wb") as good:
        records = Kept()
        for name, data in (("a.txt", NOISY.encode()), ("b.txt", b"\0\0"), ("c.txt", NOISY.encode())):
            (tmp_path / name).write_bytes(data)
            over(tmp_path / name, pipeline, records)
    assert [json.loads(row)["id"].rsplit("/")[-1] for row in records.getvalue().splitlines()] == ["a.txt", "c.txt"]
