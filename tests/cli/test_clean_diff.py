"""`clean --diff`: what would go, as a diff that programs and people can read."""

import json
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from cleaner.cli.main import clean

pytestmark = pytest.mark.usefixtures("load_once")

STORY = "The board voted on Monday to dredge the channel.\n"
NOISY = f"Advertisement\n\n{STORY}Read more: Who cast the bell\n"


def run(*args, **more):
    return CliRunner().invoke(clean, [str(arg) for arg in args], **more)


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(NOISY)
    (folder / "deep" / "two words.txt").write_bytes(f"{STORY}Advertisement\r\nÜber {STORY}".encode())
    (folder / "deep" / "clean.txt").write_text(STORY)
    return folder


@pytest.mark.parametrize("tool", [["patch", "-p1", "-s", "--binary"], ["git", "apply", "--whitespace=nowarn", "-"]])
def test_the_diff_of_a_directory_makes_of_it_what_cleaning_makes(articles, tmp_path, tool):
    if shutil.which(tool[0]) is None:
        pytest.skip(f"there is no {tool[0]}")
    found = run(articles, "--diff", "--quiet").stdout_bytes
    run(articles, "-o", tmp_path / "cleaned", "--quiet")
    subprocess.run(tool, input=found, cwd=articles, check=True)
    for path in articles.rglob("*.txt"):
        assert path.read_bytes() == (tmp_path / "cleaned" / path.relative_to(articles)).read_bytes()
    assert (articles / "a.txt").read_text() == STORY


@pytest.mark.parametrize("how", [["-o", "OUT"], ["--in-place"], []])
def test_nothing_is_written(articles, tmp_path, how):
    before = sorted(tmp_path.rglob("*"))
    result = run(articles, "--diff", *(str(tmp_path / "new") if each == "OUT" else each for each in how))
    assert result.exit_code == 0 and "-Advertisement" in result.stdout and "documents" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before and (articles / "a.txt").read_text() == NOISY


def test_documents_of_json_lines_have_a_diff_each(tmp_path):
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in (NOISY, STORY, NOISY)))
    heads = [row for row in run(tmp_path / "a.jsonl", "--diff", "--quiet").stdout.splitlines() if row[:3] == "+++"]
    assert [head.rsplit(":", 1)[1] for head in heads] == ["1", "3"]


def test_it_is_coloured_when_asked_and_then_controls_nothing(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f"{STORY.rstrip()} \x1b]0;gone\x07here.\n(Reporting by Jane Ashdown)\n")
    plain = run(path, "--diff", "--quiet")
    assert "\x1b]0;gone\x07" in plain.stdout and "\x1b[" not in plain.stdout
    painted = run(path, "--diff", "--quiet", "--color", "always").stdout
    assert "\x1b[31m-(Reporting" in painted and "␛]0;gone␇" in painted and "\x1b]" not in painted
    assert run(path, "--diff", "--quiet", "--color", "never").stdout == plain.stdout


def test_what_of_a_line_went_is_marked_in_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("LONDON (Reuters) - The board voted on Monday to dredge the channel.\n" + STORY)
    painted = run(path, "--diff", "--quiet", "--color", "always").stdout
    assert "\x1b[7;31mLONDON (Reuters) - \x1b[0m\x1b[31mThe board" in painted and "\x1b[32m+The board" in painted


def test_a_document_with_a_lone_surrogate_has_a_diff(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "Advertisement\\nA stray \\ud83d stood on the quay all day."}\n')
    result = run(tmp_path / "a.jsonl", "--diff", "--quiet")
    assert result.exit_code == 0 and b"-Advertisement" in result.stdout_bytes
