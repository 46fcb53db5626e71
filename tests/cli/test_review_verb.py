"""`cleaner review`: what is written, and what is refused."""

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner

STORY = "The council of Oster voted on Monday to mend the old lock.\n"
NOISY = f"Advertisement\n\n{STORY}"


def run(*args):
    return CliRunner().invoke(cleaner, ["review", *map(str, args)])


@pytest.fixture
def source(tmp_path):
    (tmp_path / "src").mkdir()
    for number in range(3):
        (tmp_path / "src" / f"{number}.txt").write_text(NOISY * (number + 1))
    return tmp_path / "src"


def test_a_page_of_files_and_the_same_page_again(source, tmp_path):
    result = run(source, "-o", tmp_path / "a.html", "--title", "Oster & Quay")
    assert result.exit_code == 0, result.output
    assert "a.html: 3 documents" in result.stderr
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "<title>Oster &amp; Quay</title>" in page and page.startswith("<!doctype html>")
    assert run(source, "-o", tmp_path / "b.html", "--title", "Oster & Quay", "--quiet").output == ""
    assert (tmp_path / "b.html").read_text("utf-8") == page


def test_a_page_of_records_with_and_without_what_was_cleaned(source, tmp_path):
    args = ["clean", source, "-o", tmp_path / "out", "--records", tmp_path / "r.jsonl", "--quiet"]
    assert CliRunner().invoke(cleaner, list(map(str, args))).exit_code == 0
    assert run(tmp_path / "r.jsonl", "-o", tmp_path / "cuts.html").exit_code == 0
    assert run(tmp_path / "r.jsonl", "--cleaned", tmp_path / "out", "-o", tmp_path / "whole.html").exit_code == 0
    (tmp_path / "out" / "1.txt").unlink()
    result = run(tmp_path / "r.jsonl", "--cleaned", tmp_path / "out", "-o", tmp_path / "most.html")
    assert result.exit_code == 1 and "failed: 1.txt" in result.stderr and "3 documents" in result.stderr


def test_a_limit(source, tmp_path):
    assert "2 documents" in run(source, "-o", tmp_path / "a.html", "--limit", 2).stderr


def test_documents_that_fail_are_named_and_the_page_is_written(source, tmp_path):
    (source / "bad.jsonl").write_text("no JSON\n")
    result = run(source, "-o", tmp_path / "a.html")
    assert result.exit_code == 1 and "failed: bad.jsonl" in result.stderr and (tmp_path / "a.html").exists()


def test_bad_usage(source, tmp_path):
    assert run(source).exit_code == 2
    result = run(source, "--cleaned", source, "-o", tmp_path / "a.html")
    assert result.exit_code == 2 and "goes with RECORDS" in result.output
    assert run(tmp_path / "none", "-o", tmp_path / "a.html").exit_code == 2
    assert not (tmp_path / "a.html").exists(), "what is not whole is not there"


def test_bad_rules_are_told(source, tmp_path):
    (tmp_path / "rules.yaml").write_text("class: nothing\n")
    result = run(source, "-o", tmp_path / "a.html", "--rules", tmp_path / "rules.yaml")
    assert result.exit_code == 2 and "rules.yaml" in result.output
