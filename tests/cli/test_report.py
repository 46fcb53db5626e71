"""What a job says of itself: the table, the JSON summary, failures, vetoes."""

import json

import pytest
from click.testing import CliRunner

from cleaner.cli.main import clean
from cleaner.cli.report import progress, summary
from cleaner.jobs.tally import Tally

STORY = "The council of Oster voted on Monday to mend the old lock.\n"
NOISY = f"Advertisement\n\n{STORY}"


def run(*args, **more):
    return CliRunner().invoke(clean, [str(arg) for arg in args], **more)


@pytest.fixture
def source(tmp_path):
    root = tmp_path / "src"
    root.mkdir()
    (root / "a.txt").write_text(NOISY)
    (root / "b.txt").write_text(STORY)
    return root


def pipeline_file(tmp_path, text):
    path = tmp_path / "p.yaml"
    path.write_text("about: test\n" + text)
    return path


def row(text, name):
    """What the table says behind a name."""
    return next(line.split(None, 1)[1] for line in text.splitlines() if line.split()[:1] == [name])


def test_the_table_counts_documents_changes_and_characters(source, tmp_path):
    said = run(source, "-o", tmp_path / "out").stderr
    cut, total = len("Advertisement\n\n"), len(NOISY) + len(STORY)
    assert row(said, "documents").strip() == "2" and row(said, "changed").strip() == "1"
    assert row(said, "cut").strip() == f"{cut} of {total} characters ({cut / total:.1%})"
    assert "MB/s" in row(said, "speed")
    assert "failed" not in said and "vetoes" not in said and "left as they were" not in said


def test_the_table_names_the_rules_of_each_class(source, tmp_path):
    count, rule, hits = row(run(source, "-o", tmp_path / "out").stderr, "ad").split()
    assert (count, hits) == (str(len("Advertisement\n\n")), "1") and rule.startswith("ad.")


def test_failures_are_counted_in_the_table_and_named(source, tmp_path):
    (source / "c.txt").write_bytes(b"\0")
    result = run(source, "-o", tmp_path / "out")
    assert result.exit_code == 1 and "failed: c.txt: binary data, not text" in result.stderr
    assert row(result.stderr, "failed").strip() == "1; written 2"


def test_the_json_summary_has_all_the_counts(source, tmp_path):
    (source / "c.txt").write_bytes(b"\0")
    data = json.loads(run(source, "-o", tmp_path / "out", "--json").stdout)
    assert (data["documents"], data["changed"], data["failed"], data["spared"]) == (3, 1, 1, 0)
    assert data["cut"] == sum(data["classes"].values()) == len("Advertisement\n\n")
    assert list(data["classes"]) == ["ad"] and all(rule.startswith("ad.") for rule in data["rules"])
    assert data["failures"] == [{"id": "c.txt", "reason": "binary data, not text"}] and data["vetoes"] == {}
    assert data["bytes"] == data["characters"] == len(NOISY) + len(STORY) and data["seconds"] >= 0


def test_quiet_says_nothing_of_a_job_that_went_well(source, tmp_path):
    result = run(source, "-o", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_quiet_still_names_failures(source, tmp_path):
    (source / "c.txt").write_bytes(b"\0")
    result = run(source, "-o", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.stderr) == (1, "failed: c.txt: binary data, not text\n")


def test_json_goes_to_standard_error_in_a_pipe():
    result = run("-", "--json", input=NOISY)
    data = json.loads(result.stderr)
    assert result.stdout == STORY and (data["documents"], data["changed"]) == (1, 1)


def test_a_pipe_without_json_is_silent():
    result = run("-", input=NOISY)
    assert (result.exit_code, result.stdout, result.stderr) == (0, STORY, "")


def test_vetoes_are_shown_by_guard(source, tmp_path):
    protected = pipeline_file(tmp_path, "protect: ['^advertisement$']\n")
    args = (source, "-o", tmp_path / "out", "--pipeline", protected)
    assert "vetoes: protect 1" in run(*args).stderr
    data = json.loads(run(*args, "--json").stdout)
    assert data["vetoes"] == {"protect": 1} and (data["changed"], data["spared"]) == (0, 0)
    assert (tmp_path / "out" / "a.txt").read_text() == NOISY


def test_spared_documents_are_shown(source, tmp_path):
    small = pipeline_file(tmp_path, "budget: 0.01\n")
    result = run(source, "-o", tmp_path / "out", "--pipeline", small)
    assert result.exit_code == 0 and "left as they were  1 (too much would have gone: cleaner explain)" in result.stderr
    data = json.loads(run(source, "-o", tmp_path / "out", "--pipeline", small, "--json").stdout)
    assert (data["spared"], data["changed"], data["cut"]) == (1, 0, 0) and data["vetoes"]["budget"] >= 1
    assert (tmp_path / "out" / "a.txt").read_text() == NOISY


def test_an_empty_job_has_a_summary_without_shares(capsys):
    summary(Tally(), 0)
    said = capsys.readouterr().err
    assert "0 of 0 characters" in said and "%" not in said and "speed" not in said


def test_large_numbers_are_grouped_and_three_rules_are_named(capsys):
    tally = Tally(documents=12345, characters=2_000_000)
    tally.classes.update({"ad": 1500000})
    tally.rules.update({"ad.en-a": 4, "ad.en-b": 3, "ad.en-c": 2, "ad.en-d": 1, "nav.en-a": 9})
    summary(tally, 1.0)
    said = capsys.readouterr().err
    assert "12,345" in said and "1,500,000 of 2,000,000 characters (75.0%)" in said
    assert "ad.en-a 4, ad.en-b 3, ad.en-c 2" in said and "ad.en-d" not in said and "nav" not in said


def test_progress_that_is_not_shown_says_nothing(capsys):
    with progress(3, shown=False) as advance:
        assert advance(1) is None
    assert capsys.readouterr() == ("", "")
