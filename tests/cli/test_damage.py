"""What goes wrong in real jobs: each ends as documented, the rest is done, and the counts add up."""

import bz2
import gzip
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from io import BytesIO

import pytest
from click.testing import CliRunner

from cleaner.cli.main import clean

NOISE = "Advertisement\n"


def story(number):
    return f"The board voted on Monday to dredge the channel for the {number}th time, said the harbour master.\n"


def rows(count, start=0):
    return "".join(json.dumps({"n": n, "text": NOISE + story(n)}) + "\n" for n in range(start, start + count))


def run(*args):
    """Exit status, summary and errors of a command."""
    result = CliRunner().invoke(clean, [*map(str, args), "--json"])
    data = json.loads(result.stdout) if result.stdout.startswith("{") else {}
    if data:
        assert data["documents"] == data["written"] + data["failed"]
    return result.exit_code, data, result.stderr


def written(path):
    return [json.loads(row) for row in path.read_text().splitlines()]


@contextmanager
def mounted(place, options):
    """A small file system of its own; skipped where none can be mounted."""
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_full_disk_stops_the_job_which_goes_on_when_there_is_room(tmp_path, workers):
    source = tmp_path / "a.jsonl"
    source.write_text("".join(json.dumps({"text": NOISE + story(n), "x": "y" * 4000}) + "\n" for n in range(3000)))
    with mounted(tmp_path / "small", "size=6m") as small:
        code, data, said = run(source, "-o", small / "b.jsonl", "--workers", workers)
        assert code == 1 and "No space left on device" in said and "--resume" in said
        assert not (small / "b.jsonl").exists() and data["documents"] < 3000
        subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)
        code, data, _ = run(source, "-o", small / "b.jsonl", "--resume", "--workers", workers)
        assert (code, data["documents"], data["written"]) == (0, 3000, 3000)
        assert [row["text"] for row in written(small / "b.jsonl")] == [story(n) for n in range(3000)]
        assert [each.name for each in small.iterdir()] == ["b.jsonl"]


def test_a_full_disk_leaves_no_half_of_a_text(tmp_path):
    (tmp_path / "src").mkdir()
    for number in range(200):
        (tmp_path / "src" / f"{number:03}.txt").write_text(NOISE + story(number) * 200)
    with mounted(tmp_path / "small", "size=1m") as small:
        code, _, said = run(tmp_path / "src", "-o", small / "out")
        assert code == 1 and "No space left on device" in said
        for path in (small / "out").glob("*.txt"):
            assert path.read_text() == story(int(path.stem)) * 200


@pytest.mark.parametrize("name", ["b.jsonl", "b.txt"])
def test_an_output_that_is_read_only_is_named(tmp_path, name):
    source = tmp_path / f"a{name[1:]}"
    source.write_text(rows(3) if "jsonl" in name else NOISE + story(1))
    with mounted(tmp_path / "fixed", "ro") as fixed:
        code, _, said = run(source, "-o", fixed / name)
        assert code == 1 and "Read-only file system" in said and not list(fixed.iterdir())


@pytest.mark.parametrize(("ending", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress)])
def test_a_compressed_file_that_is_cut_short(tmp_path, ending, pack):
    (tmp_path / "src").mkdir()
    broken = tmp_path / "src" / f"a.jsonl{ending}"
    broken.write_bytes(pack(rows(20_000).encode())[:-9000])
    (tmp_path / "src" / "b.jsonl").write_text(rows(5))
    code, data, said = run(tmp_path / "src", "-o", tmp_path / "out", "--keep", "teaser")
    assert code == 1 and data["failed"] == 1 and f"a.jsonl{ending}:" in said and "cut short" in said
    out = tmp_path / "out" / f"a.jsonl{ending}"
    whole = {".gz": gzip, ".bz2": bz2}[ending].decompress(out.read_bytes()).decode().splitlines()
    assert len(whole) == data["written"] - 5 > 1000
    assert [json.loads(row)["text"] for row in whole] == [story(n) for n in range(len(whole))]
    (letter,) = written(tmp_path / "out.failed.jsonl")
    assert letter["id"] == f"a.jsonl{ending}:{len(whole) + 1}" and letter["reason"].endswith("cut short")


def test_a_row_group_that_is_damaged(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    source = tmp_path / "a.parquet"
    table = pa.table({"n": range(100), "text": [NOISE + story(n) for n in range(100)]})
    parquet.write_table(table, source, row_group_size=20, write_page_checksum=True, use_dictionary=False)
    group = parquet.read_metadata(source).row_group(2).column(1)
    data = bytearray(source.read_bytes())
    middle = group.data_page_offset + group.total_compressed_size // 2
    data[middle : middle + 20] = bytes(20)
    source.write_bytes(data)
    code, data, said = run(source, "-o", tmp_path / "b.parquet")
    assert (code, data["documents"], data["written"], data["failed"]) == (1, 100, 80, 20)
    assert "a.parquet:41-60: a damaged row group" in said
    kept = [*range(40), *range(60, 100)]
    assert parquet.read_table(tmp_path / "b.parquet").to_pydict() == {"n": kept, "text": [story(n) for n in kept]}
    assert written(tmp_path / "b.parquet.failed.jsonl")[0]["documents"] == 20


def test_a_bad_line_in_the_middle_and_a_record_without_the_field(tmp_path):
    source = tmp_path / "a.jsonl"
    bad = ['{"text": "a', '{"body": "a"}', '{"text": 7}', "[]"]
    source.write_text(rows(10) + "\n".join(bad) + "\n" + rows(10, 10))
    code, data, said = run(source, "-o", tmp_path / "b.jsonl")
    assert (code, data["written"], data["failed"]) == (1, 20, 4)
    assert [row["n"] for row in written(tmp_path / "b.jsonl")] == list(range(20))
    letters = written(tmp_path / "b.jsonl.failed.jsonl")
    assert [letter["original"].rstrip("\n") for letter in letters] == bad
    assert all(f"{source}:{11 + number}: " in said for number in range(4))


def test_a_document_that_is_far_too_long(tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_text(rows(2) + json.dumps({"text": "word " * 400_000}) + "\n" + rows(2, 2))
    code, data, said = run(source, "-o", tmp_path / "b.jsonl", "--longest", 1_000_000)
    assert (code, data["written"], data["failed"]) == (1, 4, 1) and "2,000,000 characters: longer than" in said
    assert len(written(tmp_path / "b.jsonl.failed.jsonl")[0]["original"]) > 2_000_000


def warc(bodies, lie=None, by=0):
    """A WARC of pages, one of which has a length in its header that is wrong."""
    out = BytesIO()
    for number, body in enumerate(bodies):
        page = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}".encode()
        length = len(page) + (by if number == lie else 0)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000000{number}-0000-4000-8000-000000000000>"
            f"\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Target-URI: http://saltmere.example/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
        )
        out.write(head.encode() + page + b"\r\n\r\n")
    return out.getvalue()


@pytest.mark.parametrize("by", [-40, 30, 700, 10_000_000])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_record_with_a_length_that_is_wrong(tmp_path, by, pack):
    pytest.importorskip("fastwarc")
    bodies = [f"<html><body><article><p>{story(n) * 4}</p></article></body></html>" for n in range(6)]
    source = tmp_path / ("a.warc" if pack is bytes else "a.warc.gz")
    source.write_bytes(pack(warc(bodies, 2, by)))
    code, data, said = run(source, "-o", tmp_path / "b.jsonl")
    assert (code, data["documents"], data["failed"]) == (1, 6, 1) and "length that its header gives is wrong" in said
    assert [row["url"][-1] for row in written(tmp_path / "b.jsonl")] == ["0", "1", "3", "4", "5"]
    assert "harbour master" in written(tmp_path / "b.jsonl.failed.jsonl")[0]["original"]


ROWS = 14_000  # of a job that two workers are not done with at once


def test_ctrl_c_says_how_to_go_on(tmp_path):
    import signal
    import time

    source = tmp_path / "a.jsonl"
    source.write_text(
        "".join(json.dumps({"n": n, "text": "".join(map(story, range(8 * n, 8 * n + 8)))}) + "\n" for n in range(ROWS))
    )
    command = [sys.executable, "-c", "from cleaner.cli.main import clean; clean()", str(source), "-o",
               str(tmp_path / "b.jsonl"), "--workers", "2"]  # fmt: skip
    # What runs in the background of a shell is born deaf to this signal, and so are its children.
    process = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    manifest = tmp_path / ".b.jsonl.job" / "manifest.jsonl"
    for _ in range(3000):
        if manifest.exists() and len(manifest.read_bytes().splitlines()) > 1:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1 and b"interrupted; --resume goes on" in said and b"Traceback" not in said
    code, data, _ = run(source, "-o", tmp_path / "b.jsonl", "--resume")
    assert (code, data["documents"]) == (0, ROWS)
    assert [row["n"] for row in written(tmp_path / "b.jsonl")] == list(range(ROWS))
