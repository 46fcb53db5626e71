"""`cleaner explain`, `cleaner restore`, `cleaner rules`."""

import json

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.cli.template import template

STORY = "The board voted on Monday to dredge the channel."


def run(*args):
    return CliRunner().invoke(cleaner, [str(arg) for arg in args])


def test_explain_tells_each_cut_and_veto(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(f'Advertisement\n{STORY}\n"Advertisement," it says above the door of the place.\n')
    result = run("explain", path)
    assert result.exit_code == 0
    assert "ad.en" in result.stdout and "high" in result.stdout and STORY in result.stdout


def test_explain_of_a_clean_text_and_of_json_lines(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    assert "nothing to cut" in run("explain", tmp_path / "a.txt").stdout
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": STORY}) + "\nnonsense\n")
    result = run("explain", tmp_path / "a.jsonl")
    assert result.exit_code == 1 and "not a JSON object" in result.stdout


def test_restore_refuses_what_does_not_belong(tmp_path):
    (tmp_path / "a.txt").write_text(f"Advertisement\n{STORY}\n")
    run("clean", tmp_path / "a.txt", "-o", tmp_path / "c.txt", "--records", tmp_path / "r.jsonl")
    (tmp_path / "c.txt").write_text("something else")
    result = run("restore", tmp_path / "c.txt", "--records", tmp_path / "r.jsonl", "-o", tmp_path / "b.txt")
    assert result.exit_code == 1 and "does not belong" in result.stderr and not (tmp_path / "b.txt").exists()
    (tmp_path / "r.jsonl").write_text("nonsense\n")
    result = run("restore", tmp_path / "c.txt", "--records", tmp_path / "r.jsonl", "-o", tmp_path / "b.txt")
    assert result.exit_code == 2 and "not a record" in result.stderr


def test_rules_list_and_show():
    result = run("rules", "list", "--lang", "en", "--class", "ad")
    ids = [row.split()[0] for row in result.stdout.splitlines()]
    assert ids and all(rule_id.startswith("ad.") for rule_id in ids)
    shown = run("rules", "show", ids[0])
    assert f"- id: {ids[0]}" in shown.stdout and "removes:" in shown.stdout and shown.stdout.count("- id:") == 1


CLUB = """\
class: promo
language: en
about: The club of a paper.
sources: [saltmere.example, "feeds/saltmere/*"]
rules:
  - id: promo.en-saltmere-club
    title: Name of the club
    match: {lines: [saltmere reading club]}
    examples: {removes: ['⟦Saltmere Reading Club⟧'], keeps: ['The Saltmere Reading Club met.']}
"""


def test_a_bound_rule_is_shown_tested_and_explained(tmp_path):
    (tmp_path / "club.yaml").write_text(CLUB)
    shown = run("rules", "show", "promo.en-saltmere-club", "--rules", tmp_path / "club.yaml").stdout
    assert "sources saltmere.example feeds/saltmere/*)" in shown.splitlines()[0]
    assert run("rules", "test", tmp_path / "club.yaml").exit_code == 0
    assert run("rules", "lint", tmp_path / "club.yaml").exit_code == 0
    (tmp_path / "feeds" / "saltmere").mkdir(parents=True)
    for path in (tmp_path / "a.txt", tmp_path / "feeds" / "saltmere" / "b.txt"):
        path.write_text(f"{STORY}\nSaltmere Reading Club\n")

    def hit(name, *more):
        said = run("explain", tmp_path / name, "--rules", tmp_path / "club.yaml", *more)
        assert said.exit_code == 0 and "Saltmere Reading Club" in said.stdout
        return "nothing to cut" not in said.stdout

    assert not hit("a.txt") and hit("a.txt", "--source", "https://saltmere.example/1")
    assert hit("feeds/saltmere/b.txt") and not hit("feeds/saltmere/b.txt", "--source", "other.example")


def test_a_rule_that_is_not_there():
    result = run("rules", "show", "title.headr")
    assert result.exit_code == 2 and "title.header" in result.stderr


def test_rules_lint_and_test_of_a_file(fixtures, tmp_path):
    bad = run("rules", "lint", fixtures / "bad_rules" / "unknown_field.yaml")
    assert bad.exit_code == 2 and "did you mean 'confidence'?" in bad.stderr
    failing = run("rules", "test", fixtures / "bad_rules" / "near_miss_is_cut.yaml")
    assert failing.exit_code == 1 and "1 failed" in failing.stderr


def test_rules_lint_names_parts_that_no_rule_uses(tmp_path):
    (tmp_path / "ours.yaml").write_text(run("rules", "new", "teaser.en-vault", "--lang", "en").stdout)
    (tmp_path / "parts.yaml").write_text("about: Ours.\nparts: {month: [jan, feb]}\n")
    result = run("rules", "lint", tmp_path)
    assert result.exit_code == 2 and "unused-part: no rule uses the part 'month'" in result.stderr


def test_a_new_rule_is_ready_to_be_tested(tmp_path):
    result = run("rules", "new", "teaser.en-vault", "--lang", "en")
    (tmp_path / "new.yaml").write_text(result.stdout)
    assert run("rules", "lint", tmp_path / "new.yaml").exit_code == 0
    assert run("rules", "test", tmp_path / "new.yaml").exit_code == 0


def test_a_new_rule_from_a_marked_text(tmp_path):
    (tmp_path / "marked.txt").write_text(f"{STORY}\n⟦From our vault: Divers' bell\n⟧{STORY}\n")
    result = run("rules", "new", "teaser.en-vault", "--lang", "en", "--from", tmp_path / "marked.txt")
    (tmp_path / "new.yaml").write_text(result.stdout)
    assert run("rules", "test", tmp_path / "new.yaml").exit_code == 0, result.stdout


@pytest.mark.parametrize("rule_id", ["vault", "nonsense.en-vault", "teaser.En Vault"])
def test_a_new_rule_needs_an_id(rule_id):
    assert run("rules", "new", rule_id, "--lang", "en").exit_code == 2
    with pytest.raises(ValueError):
        template(rule_id, "en", None)


def test_the_schema_is_json():
    schema = json.loads(run("rules", "schema").stdout)
    assert schema["title"] == "Rule file of cleaner"
    assert json.loads(run("rules", "schema", "--parts").stdout)["title"] == "File of parts of cleaner"
    assert json.loads(run("rules", "schema", "--pipeline").stdout)["title"] == "Pipeline file of cleaner"
    assert "sources" in schema["properties"] and "sources" in schema["$defs"]["Entry"]["properties"]


def test_verbs_and_version():
    text = run("--help").stdout
    assert all(verb in text for verb in ("clean", "explain", "restore", "rules"))
    assert "0.1.0" in run("--version").stdout
