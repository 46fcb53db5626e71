"""`clean` over data sets: formats, shards, added fields, logs, and originals that come back."""

import csv
import gzip
import json
import sys

import pytest
from click.testing import CliRunner

from cleaner.cli.main import clean, cleaner

STORY = "The board voted on Monday to dredge the channel.\n"
NOISY = f"Advertisement\n\n{STORY}"


def run(*args, command=clean, **more):
    return CliRunner().invoke(command, [str(arg) for arg in args], **more)


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "a.jsonl"
    data = [{"id": n, "text": f"{NOISY}{n}\n" if n % 2 else f"{STORY}{n}\n"} for n in range(9)]
    path.write_text("".join(json.dumps(row) + "\n" for row in data))
    return path


def texts(table):
    return [row["text"] for row in table]


WANTED = [f"{STORY}{n}\n" for n in range(9)]


@pytest.mark.parametrize("name", ["b.parquet", "b.arrow", "b.arrows", "b.csv", "b.tsv.gz", "b.jsonl.xz", "b.jsonl.zst"])
def test_from_one_format_to_another_and_back(rows, tmp_path, name):
    pytest.importorskip("pyarrow")
    assert run(rows, "-o", tmp_path / name, "--quiet").exit_code == 0
    assert run(tmp_path / name, "-o", tmp_path / "c.jsonl", "--quiet").exit_code == 0
    back = [json.loads(row) for row in (tmp_path / "c.jsonl").read_text().splitlines()]
    assert texts(back) == WANTED and [int(row["id"]) for row in back] == list(range(9))


def test_a_column_more_for_what_was_cut(rows, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert run(rows, "-o", tmp_path / "b.parquet", "--add", "removals", "--add", "sha256", "--quiet").exit_code == 0
    table = parquet.read_table(tmp_path / "b.parquet").to_pylist()
    assert list(table[0]) == ["id", "text", "cleaner_removals", "cleaner_sha256"]
    assert table[0]["cleaner_removals"] == [] and table[1]["cleaner_removals"][0]["class"] == "ad"
    assert table[1]["cleaner_removals"][0]["text"] == "Advertisement\n\n"


@pytest.mark.parametrize("records", ["r.jsonl", "r.jsonl.gz", "r.parquet"])
@pytest.mark.parametrize("name", ["b.jsonl", "b.csv", "b.parquet"])
def test_a_data_set_comes_back(rows, tmp_path, name, records):
    pytest.importorskip("pyarrow")
    source = tmp_path / f"a{name[1:]}"
    if source != rows:
        run(rows, "-o", source, "--only", "share", "--quiet")
    before = source.read_bytes()
    assert run(source, "-o", tmp_path / name, "--records", tmp_path / records, "--quiet").exit_code == 0
    assert (tmp_path / name).read_bytes() != before
    args = (tmp_path / name, "--records", tmp_path / records, "-o", tmp_path / f"back{name[1:]}")
    assert run("restore", *args, command=cleaner).exit_code == 0
    if name.endswith("parquet"):
        from pyarrow import parquet

        assert parquet.read_table(tmp_path / "back.parquet").equals(parquet.read_table(source), check_metadata=True)
    else:
        assert (tmp_path / f"back{name[1:]}").read_bytes() == before


def test_a_directory_of_texts_and_pages_as_one_table(tmp_path):
    (tmp_path / "src").mkdir()
    for number in range(40):
        (tmp_path / "src" / f"{number:02}.txt").write_text(f"{NOISY}{number} boats came.\n")
    assert run(tmp_path / "src", "-o", tmp_path / "all.csv", "--quiet", "--workers", "2").exit_code == 0
    with (tmp_path / "all.csv").open(newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["id"] for row in table] == [f"{number:02}.txt" for number in range(40)]
    assert texts(table) == [f"{STORY}{number} boats came.\n" for number in range(40)]


def test_shards_write_files_of_their_own(rows, tmp_path):
    for number in (1, 2):
        args = ("-o", tmp_path / "b.jsonl", "--records", tmp_path / "r.jsonl", "--shard", f"{number}/2", "--quiet")
        assert run(rows, *args).exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "a.jsonl", "b-00001-of-00002.jsonl", "b-00002-of-00002.jsonl",
        "r-00001-of-00002.jsonl", "r-00002-of-00002.jsonl",
    }  # fmt: skip
    parts = [(tmp_path / f"b-0000{number}-of-00002.jsonl").read_text().splitlines() for number in (1, 2)]
    assert sorted(int(json.loads(row)["id"]) for part in parts for row in part) == list(range(9))


@pytest.mark.parametrize("shard", ["0/2", "3/2", "x", "1/0"])
def test_a_shard_that_makes_no_sense(rows, tmp_path, shard):
    result = run(rows, "-o", tmp_path / "b.jsonl", "--shard", shard)
    assert result.exit_code == 2 and "I/N" in result.stderr


def test_the_log_is_lines_of_json(rows, tmp_path):
    rows.write_text(rows.read_text() + "nonsense\n")
    result = run(rows, "-o", tmp_path / "b.jsonl", "--log-json")
    (line,) = [json.loads(row) for row in result.stderr.splitlines()]
    assert result.exit_code == 1 and line["level"] == "warning" and line["logger"] == "cleaner"
    assert line["message"] == "failed" and line["reason"] == "not a JSON object" and line["id"].endswith("a.jsonl:10")


def test_the_summary_says_that_all_adds_up(rows, tmp_path):
    rows.write_text(rows.read_text() + "nonsense\n")
    data = json.loads(run(rows, "-o", tmp_path / "b.jsonl", "--json").stdout)
    assert (data["documents"], data["written"], data["failed"], data["stopped"]) == (10, 9, 1, False)


def test_unfinished_work_is_not_thrown_away(rows, tmp_path):
    (tmp_path / ".b.jsonl.job").mkdir()
    (tmp_path / ".b.jsonl.job" / "manifest.jsonl").write_text('{"cleaner": "0"}\n{"unit": "a"}\n')
    result = run(rows, "-o", tmp_path / "b.jsonl")
    assert result.exit_code == 2 and "--resume" in result.stderr and not (tmp_path / "b.jsonl").exists()
    assert run(rows, "-o", tmp_path / "b.jsonl", "--resume", "--quiet").exit_code == 0
    assert not (tmp_path / ".b.jsonl.job").exists() and (tmp_path / "b.jsonl").exists()


def test_places_behind_urls():
    upath = pytest.importorskip("upath")
    source = upath.UPath("memory://jobs/src/a.jsonl.gz")
    source.parent.mkdir(parents=True, exist_ok=True)
    source.write_bytes(gzip.compress(json.dumps({"text": NOISY}).encode() + b"\n"))
    (source.parent / "b.txt").write_text(NOISY)
    result = run("memory://jobs/src", "-o", "memory://jobs/out/", "--records", "memory://jobs/r.jsonl", "--json")
    assert result.exit_code == 0 and json.loads(result.stdout)["written"] == 2
    out = upath.UPath("memory://jobs/out")
    assert json.loads(gzip.decompress((out / "a.jsonl.gz").read_bytes())) == {"text": STORY}
    assert (out / "b.txt").read_text() == STORY
    assert len(upath.UPath("memory://jobs/r.jsonl").read_text().splitlines()) == 2


def test_a_url_that_nobody_knows_is_bad_usage(tmp_path):
    pytest.importorskip("upath")
    assert run("nothing://x/a.txt", "-o", tmp_path / "a.txt").exit_code == 2


def test_rows_in_a_pipe(tmp_path):
    pytest.importorskip("pyarrow")
    data = json.dumps({"text": NOISY}) + "\nnonsense\n"
    result = run("-", "--format", "jsonl", "--failed", tmp_path / "f.jsonl", input=data)
    assert result.exit_code == 1 and json.loads(result.stdout) == {"text": STORY}
    assert json.loads((tmp_path / "f.jsonl").read_text())["original"] == "nonsense\n"
    result = run("-", "--format", "jsonl", input=data)
    assert result.stdout.splitlines()[1] == "nonsense"
    assert run("-", "--format", "jsonl", "-o", tmp_path / "b.parquet", input=data.splitlines()[0]).exit_code == 0
    assert run(tmp_path / "b.parquet", "-o", tmp_path / "b.csv", "--quiet").exit_code == 0


def test_nested_fields(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"meta": {"body": NOISY, "n": 1}, "text": NOISY}) + "\n")
    assert run(path, "-o", tmp_path / "b.jsonl", "--field", "meta.body", "--quiet").exit_code == 0
    assert json.loads((tmp_path / "b.jsonl").read_text()) == {"meta": {"body": STORY, "n": 1}, "text": NOISY}


def test_bad_combinations(rows, tmp_path):
    for args in (["--in-place", "--add", "removals"], ["--dry-run", "--resume"], ["-o", tmp_path / "x.txt"]):
        assert run(rows, *args).exit_code == 2


def test_a_package_that_is_not_there_is_named(rows, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run(rows, "-o", tmp_path / "b.parquet")
    assert result.exit_code == 2 and "pip install 'cleaner[formats]'" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
