"""`clean` with its options, alone and together; exit statuses; real pipes."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cleaner.cli.main import clean

STORY = "The bell of Saint Wendel rang again on Sunday after eleven years.\n"
NOISY = f"Advertisement\n\n{STORY}\nRead more: Who cast the bell\n"
COMMAND = [sys.executable, "-c", "from cleaner.cli.main import clean; clean()"]


def run(*args, **more):
    return CliRunner().invoke(clean, [str(arg) for arg in args], **more)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(NOISY)
    return path


def test_several_sources_go_into_one_directory(article, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "b.txt").write_text(NOISY)
    result = run(article, tmp_path / "more", "-o", tmp_path / "out", "--json")
    assert result.exit_code == 0 and json.loads(result.stdout)["documents"] == 2
    written = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.txt")}
    assert written == {"a.txt", "more/b.txt"} and (tmp_path / "out" / "more" / "b.txt").read_text() == STORY


def test_sources_of_one_name_are_bad_usage(article, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text(NOISY)
    result = run(article, tmp_path / "more" / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 2 and "would both be written to" in result.stderr and not (tmp_path / "out").exists()


def test_format_goes_before_the_name(tmp_path):
    (tmp_path / "a.dump").write_text(json.dumps({"text": NOISY}) + "\n")
    run(tmp_path / "a.dump", "-o", tmp_path / "b.dump", "--format", "jsonl", "--quiet")
    assert json.loads((tmp_path / "b.dump").read_text()) == {"text": STORY}


def test_a_page_that_is_called_text_keeps_its_tags(fixtures, tmp_path):
    run(fixtures / "raw" / "token.html", "-o", tmp_path / "a.txt", "--format", "text", "--quiet")
    assert (tmp_path / "a.txt").read_text("utf-8").count("<p>") >= 3


def test_an_unknown_format_is_bad_usage(article, tmp_path):
    result = run(article, "-o", tmp_path / "x", "--format", "pdf")
    assert result.exit_code == 2 and "jsonl" in result.stderr


def test_a_field_in_a_pipe():
    result = run("-", "--format", "jsonl", "--field", "body", input=json.dumps({"text": NOISY, "body": NOISY}))
    assert json.loads(result.stdout) == {"text": NOISY, "body": STORY}


def test_a_pipe_can_be_written_to_a_file(tmp_path):
    result = run("-", "-o", tmp_path / "out.txt", input=NOISY)
    assert (result.exit_code, result.stdout) == (0, "") and (tmp_path / "out.txt").read_text() == STORY


def test_a_dry_run_writes_records_only(article, tmp_path):
    result = run(article, "--dry-run", "--records", tmp_path / "r.jsonl", "--json")
    assert result.exit_code == 0 and json.loads(result.stdout)["changed"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "r.jsonl"] and article.read_text() == NOISY
    (record,) = map(json.loads, (tmp_path / "r.jsonl").read_text().splitlines())
    assert {removal["class"] for removal in record["removals"]} == {"ad", "teaser"}


def test_a_dry_run_in_place_touches_nothing(article, tmp_path):
    assert run(article, "--in-place", "--dry-run", "--quiet").exit_code == 0
    assert list(tmp_path.iterdir()) == [article] and article.read_text() == NOISY


def test_a_diff_needs_no_target(article):
    result = run(article, "--diff", "--quiet")
    assert result.exit_code == 0 and "-Read more: Who cast the bell" in result.stdout.splitlines()
    assert result.stdout.startswith("--- a/") and article.read_text() == NOISY


def test_a_diff_in_a_pipe_takes_the_place_of_the_text():
    result = run("-", "--diff", input=NOISY)
    assert result.stdout.startswith("--- a/-\n+++ b/-\n") and "-Advertisement" in result.stdout.splitlines()


def test_what_is_kept_is_kept_from_only_too(article, tmp_path):
    run(article, "-o", tmp_path / "o.txt", "--only", "ad", "--only", "teaser", "--keep", "teaser", "--quiet")
    assert (tmp_path / "o.txt").read_text() == f"{STORY}\nRead more: Who cast the bell\n"
    run(article, "-o", tmp_path / "o.txt", "--only", "ad", "--keep", "ad", "--quiet")
    assert (tmp_path / "o.txt").read_text() == NOISY


def test_all_that_is_wrong_with_a_pipeline_file_is_listed(article, tmp_path):
    (tmp_path / "p.yaml").write_text("about: x\nbudget: 7\nkeep: [bells]\npases: 3\n")
    result = run(article, "-o", tmp_path / "x", "--pipeline", tmp_path / "p.yaml")
    assert result.exit_code == 2 and not (tmp_path / "x").exists()
    assert all(f"p.yaml:{line}:" in result.stderr for line in (2, 3, 4)) and "'passes'" in result.stderr


def test_an_unknown_detector_is_bad_usage(article, tmp_path):
    (tmp_path / "p.yaml").write_text("detector: oracle\n")
    result = run(article, "-o", tmp_path / "x", "--pipeline", tmp_path / "p.yaml")
    assert result.exit_code == 2 and "there is no language detector 'oracle'" in result.stderr


def test_bad_rules_are_bad_usage_with_their_place(article, fixtures, tmp_path):
    result = run(article, "-o", tmp_path / "x", "--rules", fixtures / "bad_rules" / "unknown_field.yaml")
    assert result.exit_code == 2 and "unknown_field.yaml:" in result.stderr and not (tmp_path / "x").exists()


def test_one_failure_among_good_files_is_status_one(article, tmp_path):
    (tmp_path / "b.txt").write_bytes(b"\0")
    result = run(article, tmp_path / "b.txt", "-o", tmp_path / "out", "--quiet")
    assert result.exit_code == 1 and "b.txt: binary data, not text" in result.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["a.txt"]


def test_a_job_without_noise_is_status_zero(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    assert run(tmp_path / "a.txt", "-o", tmp_path / "b.txt", "--quiet").exit_code == 0
    assert (tmp_path / "b.txt").read_text() == STORY


def test_a_page_in_place_is_a_failure_and_stays(fixtures, tmp_path):
    page = (fixtures / "raw" / "token.html").read_bytes()
    (tmp_path / "a.html").write_bytes(page)
    result = run(tmp_path / "a.html", "--in-place", "--quiet")
    assert result.exit_code == 1 and "can't be cleaned in place" in result.stderr
    assert (tmp_path / "a.html").read_bytes() == page


def test_binary_standard_input_is_a_failure_with_a_name():
    done = subprocess.run([*COMMAND, "-"], input=bytes(range(256)) * 8, capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"") and done.stderr == b"failed: -: binary data, not text\n"


def test_standard_input_in_another_encoding_comes_out_in_utf8():
    text = "Anzeige\n" + "Die Glöckner läuteten früher täglich, später nur noch für große Hochzeiten. " * 5
    done = subprocess.run([*COMMAND, "-"], input=text.encode("latin-1"), capture_output=True)
    assert (done.returncode, done.stdout) == (0, text.removeprefix("Anzeige\n").encode())


def test_empty_standard_input_gives_empty_output():
    done = subprocess.run([*COMMAND, "-"], input=b"", capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_broken_pipe_is_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    text = (f"Advertisement\n{STORY}" * 20000).encode()
    try:
        done = subprocess.run([*COMMAND, "-", "--format", "text"], input=text, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert done.returncode == 1 and b"Traceback" not in done.stderr and b"Exception" not in done.stderr
