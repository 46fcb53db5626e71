"""The example of docs/decisions.md, run as it stands there."""

import json
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.review.decisions import decision
from cleaner.review.journal import append
from tests.review.strategies import decided

DOC = (Path(__file__).resolve().parents[2] / "docs" / "decisions.md").read_text("utf-8")


def block(language):
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", DOC, re.DOTALL | re.MULTILINE)
    return found


def commands():
    """Each command, and what it prints."""
    for found in re.finditer(r"^    \$ cleaner (.*)\n((?:    .*\n|\n(?=    ))*)", DOC, re.MULTILINE):
        yield found[1], [row.removeprefix("    ").rstrip() for row in found[2].rstrip("\n").split("\n")]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    Path("my-rules").mkdir()
    Path("my-rules/teaser.yaml").write_text(block("yaml"), "utf-8")
    Path("vault.txt").write_text(block("text"), "utf-8")
    missed = decided(block("text"), "Ring the newsroom when you hear a bell", "missed", noise_class="promo")
    wrong = decision(json.loads(block("json")))
    assert wrong.original == block("text")
    append(Path("decisions.jsonl"), [wrong, decision(missed.data() | {"document": "vault.txt"})])


def test_the_example_comes_out_as_it_says(place):
    old, new = (row[1:] for row in block("diff").splitlines())
    pack, draft = Path("my-rules/teaser.yaml"), Path("my-rules/decided/en/promo.yaml")
    for command, wanted in commands():
        done = CliRunner().invoke(cleaner, shlex.split(command))
        assert [row.rstrip() for row in done.stdout.rstrip("\n").split("\n")] == wanted
        assert done.exit_code == ("apply-decisions" in command), done.output
        if "apply-decisions" in command:
            pack.write_text(pack.read_text("utf-8").replace(old, new), "utf-8")
        if "test" in command:
            draft.write_text(draft.read_text("utf-8").replace("status: draft", "status: stable"), "utf-8")
    cleaned = CliRunner().invoke(cleaner, ["clean", "vault.txt", "--rules", "my-rules", "-o", "clean.txt", "--quiet"])
    assert cleaned.exit_code == 0, cleaned.output
    assert Path("clean.txt").read_text("utf-8") == block("text").replace(
        "\nRing the newsroom when you hear a bell\n", ""
    )
