"""The `clean` command, as a user runs it."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cleaner.cli.main import clean, cleaner

STORY = "The board voted on Monday to dredge the channel.\n"
NOISY = f"Advertisement\n\n{STORY}\nRead more: Why the sand moves\n"


def run(*args, command=clean, **more):
    return CliRunner().invoke(command, [str(arg) for arg in args], **more)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(NOISY)
    return path


def test_one_file_to_one_file(article, tmp_path):
    result = run(article, "-o", tmp_path / "out.txt")
    assert result.exit_code == 0 and (tmp_path / "out.txt").read_text() == STORY
    assert "documents" in result.stderr and "teaser" in result.stderr and result.stdout == ""


def test_a_filter_in_a_pipe():
    result = subprocess.run([sys.executable, "-c", "from cleaner.cli.main import clean; clean()", "-"],
                            input=NOISY.encode(), capture_output=True)  # fmt: skip
    assert (result.returncode, result.stdout, result.stderr) == (0, STORY.encode(), b"")


def test_the_demo_directory(fixtures, tmp_path):
    result = run(fixtures / "raw", "-o", tmp_path, "--records", tmp_path / "r.jsonl", "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["documents"] == 7 and data["failed"] == 0
    for golden in (path for path in (fixtures / "clean").rglob("*") if path.is_file()):
        assert (tmp_path / golden.relative_to(fixtures / "clean")).read_text() == golden.read_text(), golden.name
    records = [json.loads(row) for row in (tmp_path / "r.jsonl").read_text().splitlines()]
    assert {record["id"] for record in records} >= {"token.html", "stories.jsonl:2", "agencies/glocke.txt"}
    assert records[0].keys() >= {"id", "sha256", "language", "metadata", "removals", "vetoes", "passes", "encoding"}
    back = run(
        "restore", tmp_path / "agencies", "--records", tmp_path / "r.jsonl", "-o", tmp_path / "b", command=cleaner
    )
    assert back.exit_code == 0
    for raw in (fixtures / "raw" / "agencies").iterdir():
        assert (tmp_path / "b" / raw.name).read_bytes() == raw.read_bytes()


def test_json_lines_keep_all_else(fixtures, tmp_path):
    run(fixtures / "raw" / "stories.jsonl", "-o", tmp_path / "s.jsonl", "--records", tmp_path / "r.jsonl", "--quiet")
    first, second = (tmp_path / "s.jsonl").read_text().splitlines()
    assert first.startswith('{"id": 1, "score": 0.50, "text": "The orchard') and first.endswith('"lang": "en"}')
    assert "Advertisement" not in first and "lire aussi" not in second
    run("restore", tmp_path / "s.jsonl", "--records", tmp_path / "r.jsonl", "-o", tmp_path / "b.jsonl", command=cleaner)
    assert (tmp_path / "b.jsonl").read_bytes() == (fixtures / "raw" / "stories.jsonl").read_bytes()


def test_another_field(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"body": NOISY}) + "\n" + json.dumps({"text": NOISY}) + "\n")
    result = run(tmp_path / "a.jsonl", "-o", tmp_path / "b.jsonl", "--field", "body", "--quiet")
    assert result.exit_code == 1 and "a.jsonl:2: no field 'body'" in result.stderr
    rows = [json.loads(row) for row in (tmp_path / "b.jsonl").read_text().splitlines()]
    assert rows == [{"body": STORY}]
    (letter,) = [json.loads(row) for row in (tmp_path / "b.jsonl.failed.jsonl").read_text().splitlines()]
    assert letter == {
        "id": f"{tmp_path / 'a.jsonl'}:2", "reason": "no field 'body'", "original": json.dumps({"text": NOISY}) + "\n"
    }  # fmt: skip


def test_keep_and_only(article, tmp_path):
    run(article, "-o", tmp_path / "k.txt", "--keep", "teaser", "--quiet")
    assert (tmp_path / "k.txt").read_text() == f"{STORY}\nRead more: Why the sand moves\n"
    run(article, "-o", tmp_path / "o.txt", "--only", "teaser", "--quiet")
    assert (tmp_path / "o.txt").read_text() == f"Advertisement\n\n{STORY}"


def test_a_dry_run_writes_nothing(article, tmp_path):
    result = run(article, "-o", tmp_path / "out", "--dry-run", "--diff")
    assert result.exit_code == 0 and "-Advertisement" in result.stdout and list(tmp_path.iterdir()) == [article]


def test_in_place_keeps_what_restores(article, tmp_path):
    assert run(article, "--in-place", "--quiet").exit_code == 0
    assert article.read_text() == STORY
    store = tmp_path / "a.txt.records.jsonl"
    assert run("restore", article, "--records", store, "-o", tmp_path / "b.txt", command=cleaner).exit_code == 0
    assert (tmp_path / "b.txt").read_text() == NOISY
    article.write_text(NOISY)
    run(article, "--in-place", "--quiet")
    assert store.exists() and (tmp_path / "a.txt.records.2.jsonl").exists()


def test_in_place_keeps_the_encoding(tmp_path):
    path = tmp_path / "a.txt"
    text = "Anzeige\n" + "Die Prüfung der Brücke dauert länger, sagte die Bürgermeisterin für Verkehr. " * 4 + "\n"
    path.write_bytes(text.encode("latin-1"))
    run(path, "--in-place", "--quiet")
    assert path.read_bytes() == text.removeprefix("Anzeige\n").encode("latin-1")
    run("restore", path, "--records", tmp_path / "a.txt.records.jsonl", "-o", tmp_path / "b.txt", command=cleaner)
    assert (tmp_path / "b.txt").read_bytes() == text.encode("latin-1")


def test_own_rules_and_pipeline(article, tmp_path):
    (tmp_path / "p.yaml").write_text("about: ads only\nonly: [ad]\n")
    run(article, "-o", tmp_path / "o.txt", "--pipeline", tmp_path / "p.yaml", "--quiet")
    assert (tmp_path / "o.txt").read_text().endswith("Read more: Why the sand moves\n")


@pytest.mark.parametrize(
    "args",
    [["a.txt"], ["none.txt", "-o", "x"], ["a.txt", "-o", "a.txt"], ["-", "a.txt", "-o", "x"], [],
     ["a.txt", "-o", "x", "--in-place"], ["a.txt", "-o", "x", "--keep", "nonsense"],
     ["a.txt", "-o", "x", "--workers", "0"],
     ["a.txt", "-o", "x", "--rules", "nowhere"], ["a.txt", "-o", "x", "--pipeline", "nowhere.yaml"]],
)  # fmt: skip
def test_bad_usage_is_two(article, monkeypatch, args):
    monkeypatch.chdir(article.parent)
    result = run(*args)
    assert result.exit_code == 2 and result.stderr.strip()
    assert article.read_text() == NOISY and not (article.parent / "x").exists()


def bad_files(place):
    """One of each sort: binary, with NULs, dead link, link out, FIFO, page without text, a bad line."""
    (place / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (place / "nul.txt").write_bytes(b"abc\0def")
    os.symlink(place / "nothing", place / "dead.txt")
    os.symlink("/etc/hostname", place / "out.txt")
    os.mkfifo(place / "fifo.txt")
    (place / "empty.html").write_text("<html></html>")
    (place / "bad.jsonl").write_text('{"text": "a"}\nnonsense\n')
    return {"binary.txt", "nul.txt", "dead.txt", "out.txt", "fifo.txt", "empty.html", "bad.jsonl:2"}


def test_a_thousand_copies_with_one_bad_file_of_each_sort(fixtures, tmp_path):
    source, out = tmp_path / "src", tmp_path / "out"
    documents = sorted((fixtures / "raw").rglob("*.txt"))
    for i in range(1000):
        (source / f"{i:03}").mkdir(parents=True)
        shutil.copy(documents[i % len(documents)], source / f"{i:03}" / "a.txt")
    (source / "empty.txt").write_bytes(b"")
    latin = os.fsdecode(b"caf\xe9.txt")
    (source / latin).write_text(NOISY)
    bad = bad_files(source)
    result = run(source, "-o", out, "--json", "--workers", "2")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert {failure["id"] for failure in data["failures"]} == bad
    assert all(failure["reason"] for failure in data["failures"]) and all(name in result.stderr for name in bad)
    assert data["documents"] == 1000 + 2 + len(bad) + 1
    golden = {raw: (fixtures / "clean" / raw.relative_to(fixtures / "raw")).read_bytes() for raw in documents}
    for i in range(1000):
        assert (out / f"{i:03}" / "a.txt").read_bytes() == golden[documents[i % len(documents)]]
    assert (out / "empty.txt").read_bytes() == b"" and (out / latin).read_text() == STORY
    assert not list(out.glob(".cleaner-*"))
    for name in bad - {"bad.jsonl:2"}:
        assert not (out / name).exists()


def test_fail_fast(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.txt").write_bytes(b"\0")
    (tmp_path / "src" / "b.txt").write_text(NOISY)
    result = run(tmp_path / "src", "-o", tmp_path / "out", "--fail-fast", "--quiet")
    assert result.exit_code == 1 and not (tmp_path / "out" / "b.txt").exists()


def test_a_pattern_that_hangs_costs_its_document_only(tmp_path, monkeypatch):
    monkeypatch.setattr("cleaner.pattern.SECONDS", 0.05)
    (tmp_path / "r.yaml").write_text(
        "class: ad\nlanguage: en\nabout: x\nrules:\n  - id: ad.en-hang\n    title: x\n"
        "    match: {anchors: [aaaa], pattern: '(a+)+(?=:$)', longest: 90000}\n"
        "    examples: {removes: ['⟦aaaa:⟧'], keeps: [b]}\n"
    )
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.txt").write_text("a" * 9000 + "! a: b")
    (tmp_path / "src" / "b.txt").write_text(NOISY)
    result = run(tmp_path / "src", "-o", tmp_path / "out", "--rules", tmp_path / "r.yaml", "--quiet")
    assert result.exit_code == 1 and "a.txt: pattern took over" in result.stderr
    assert (tmp_path / "out" / "b.txt").read_text() == STORY


def test_help_teaches():
    text = run("--help").stdout
    assert "Examples:" in text and "Exit status" in text and "--records" in text


def test_an_out_that_ends_with_a_slash_is_a_directory(article, tmp_path):
    assert run(article, "-o", f"{tmp_path / 'fresh'}/", "--quiet").exit_code == 0
    assert (tmp_path / "fresh" / "a.txt").read_text() == STORY


def test_utf_16_in_place_comes_back_also_if_its_first_line_went(tmp_path):
    path = tmp_path / "a.txt"
    text = "Anzeige\n" + "Die Wächter am Deich hörten nachts ein Geräusch, das später keiner erklären wollte. " * 5
    path.write_bytes(text.encode("utf-16"))
    run(path, "--in-place", "--quiet")
    assert "Anzeige" not in path.read_bytes().decode("utf-16")
    run("restore", path, "--records", tmp_path / "a.txt.records.jsonl", "-o", tmp_path / "b.txt", command=cleaner)
    assert (tmp_path / "b.txt").read_bytes().decode("utf-16") == text
