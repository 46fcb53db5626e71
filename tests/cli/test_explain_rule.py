"""`cleaner explain SRC... --explain-rule ID`."""

import json

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner

pytestmark = pytest.mark.usefixtures("load_once")

STORY = "The board voted on Monday to dredge the channel, and the ferries wait."
CUT = "From the vault of the paper: the \x1b[31mbell\n"


@pytest.fixture
def articles(tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "vault.yaml").write_text(f"""\
class: teaser
kind: line
language: en
about: Teasers of a paper.
rules:
  - id: teaser.en-saltmere-vault
    title: Pointer to the vault
    scope: tail
    match: {{starts: ["from the vault of"]}}
    unless: ["saltmere bank"]
    examples:
      removes: ["{STORY}\\n⟦From the vault of the paper: the bell⟧"]
      keeps: ["From the vault of the Saltmere Bank"]
""")
    (tmp_path / "pipeline.yaml").write_text("languages: [en]\ndetector: null\n")
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{STORY}\n{STORY}\nFrom the vault of the paper: the \x1b[31mbell\n")
    (folder / "b.txt").write_text(f"{STORY}\n{STORY}\nFrom the vault of the Saltmere Bank\n")
    return folder


def run(folder, *args, rule="teaser.en-saltmere-vault"):
    command = ["explain", folder, "--rules", folder.parent / "rules", "--explain-rule", rule, *args]
    command += ["--pipeline", folder.parent / "pipeline.yaml"]
    return CliRunner().invoke(cleaner, [str(arg) for arg in command], env={"COLUMNS": "100"})


def test_it_tells_what_the_rule_cuts_and_would_cut(articles):
    result = run(articles)
    assert result.exit_code == 0, result.output
    said = result.stdout
    assert f"cuts 1 stretch ({len(CUT)} characters) in 1 document of 2" in said, said
    assert "a.txt:3: ⟦From the vault of the paper: the ␛[31mbell⟧" in said
    assert "without its exceptions (unless): + 1 stretch" in said and "⟦From the vault of the Saltmere Bank⟧" in said
    assert "what its line begins with as the whole line: - 1 stretch" in said
    assert "\x1b" not in said and "\x1b[9;31mFrom the vault" in run(articles, "--color", "always").stdout


def test_as_json_and_bounded(articles):
    for number in range(3):
        (articles / f"c{number}.txt").write_text((articles / "a.txt").read_text())
    data = json.loads(run(articles, "--json", "--limit", "2").stdout)
    assert data["documents"] == 5 and data["cuts"]["count"] == 4 and len(data["cuts"]["stretches"]) == 2
    first = data["cuts"]["stretches"][0]
    text = (articles / "a.txt").read_text()
    assert text[first["start"] : first["end"]] == first["text"] and first["line"] == 3
    assert {"scope ending instead of tail", "without its exceptions (unless)"} <= {x["step"] for x in data["looser"]}
    assert "and 2 more (--limit)" in run(articles, "--limit", "2").stdout


def test_a_rule_that_is_not_there_and_a_file_that_cannot_be_read(articles):
    missing = run(articles, rule="teaser.en-saltmere-vaul")
    assert missing.exit_code == 2 and "did you mean teaser.en-saltmere-vault" in missing.stderr
    (articles / "c.jsonl").write_text('{"text": 1}\n{"text": "x"}\n')
    broken = run(articles)
    assert broken.exit_code == 1 and "c.jsonl:1" in broken.stderr and "in 1 document of 3" in broken.stdout


def test_a_rule_that_is_no_draft_for_nothing(articles):
    file = articles.parent / "rules" / "vault.yaml"
    file.write_text(
        file.read_text().replace("    scope: tail\n", "    scope: tail\n    status: draft\n    confidence: low\n")
    )
    said = run(articles).stdout
    assert "not in use: a draft" in said and "it cuts nothing" in said
    assert "confidence medium (0.9) instead of low (0.6): + 1 stretch" in said
    assert "--json goes with --explain-rule" in CliRunner().invoke(cleaner, ["explain", str(articles), "--json"]).stderr
