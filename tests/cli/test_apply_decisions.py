"""`cleaner rules apply-decisions`; the whole way from a decision to a better rule is in test_decisions_doc.py."""

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.review.journal import append
from tests.review.strategies import decided

PACK = """\
class: teaser
language: en
about: Ours.
rules:
  - id: teaser.en-hark
    title: Hark
    match: {starts: ["hark:"], pattern: '^hark: \\S.{2,80}$'}
    examples:
      removes: ["⟦Hark: bells ring in Orlow⟧"]
      keeps: ["He said: hark."]
"""
STORY = "The bell rang twice on Monday, and nobody on the quay knew why."
MORE = "A horn was heard on Tuesday, and the board of the harbour was asked."
TEXT = f"{STORY}\n\nHark: the herald, said the board.\n\nRing the board when you hear it\n\n{MORE}\n"


@pytest.fixture
def places(tmp_path):
    rules = tmp_path / "ours"
    rules.mkdir()
    (rules / "teaser.yaml").write_text(PACK, "utf-8")
    file = tmp_path / "decisions.jsonl"
    append(file, [decided(TEXT, "Hark: the herald, said the board.")])
    return rules, file


def run(*args):
    return CliRunner().invoke(cleaner, list(map(str, args)))


def test_a_rule_that_fails_its_proof_now_is_named(places):
    rules, file = places
    done = run("rules", "apply-decisions", file, "--rules", rules)
    assert done.exit_code == 1
    assert "teaser.en-hark cuts what keeps 2 says is the story's: narrow it" in done.stdout
    assert "1 put in, 0 there already, 0 left out; examples that fail: 1" in done.stdout
    again = run("rules", "apply-decisions", file, "--rules", rules / "teaser.yaml")
    assert again.exit_code == 1 and "has it already" in again.stdout


def test_a_dry_run_shows_a_diff_and_writes_nothing(places):
    rules, file = places
    append(file, [decided(TEXT, "Ring the board when you hear it", "missed", noise_class="promo")])
    done = run("rules", "apply-decisions", file, "--rules", rules, "--dry-run")
    assert done.exit_code == 1
    assert '+      keeps: ["He said: hark.", "Hark: the herald, said the board."]\n' in done.stdout
    assert "+    status: draft\n" in done.stdout
    assert "is to keep this" in done.stderr and "is to keep this" not in done.stdout
    assert [each.name for each in rules.iterdir()] == ["teaser.yaml"]
    assert (rules / "teaser.yaml").read_text("utf-8") == PACK


def test_a_draft_loads_and_passes_lint_and_its_examples(places, tmp_path):
    rules, file = places
    append(file, [decided(TEXT, "Hark: the herald, said the board.", None)])
    append(file, [decided(TEXT, "Ring the board when you hear it", "missed", noise_class="promo")])
    done = run("rules", "apply-decisions", file, "--rules", rules, "--drafts", tmp_path / "drafts")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "drafts" / "en" / "promo.yaml").is_file()
    assert run("rules", "lint", tmp_path / "drafts").exit_code == 0
    assert run("rules", "test", tmp_path / "drafts").exit_code == 0
    assert (rules / "teaser.yaml").read_text("utf-8") == PACK


def test_rules_of_the_shipped_packs_are_left_and_named(places):
    rules, file = places
    append(file, [decided(TEXT, "Ring the board when you hear it", rule="promo.en-newsletter-line")])
    done = run("rules", "apply-decisions", file, "--rules", rules)
    assert done.exit_code == 1
    assert "left out: promo.en-newsletter-line is a rule of the shipped packs" in done.stdout
    assert "1 put in, 0 there already, 1 left out" in done.stdout


def test_bad_decisions_and_bad_rules(places):
    rules, file = places
    file.write_bytes(file.read_bytes() + b"{}\n" + b"half")
    done = run("rules", "apply-decisions", file, "--rules", rules)
    assert done.exit_code == 2 and f"{file}:2: 'sha256' is missing" in done.stderr
    file.write_bytes(file.read_bytes().split(b"\n")[0] + b"\nhalf")
    done = run("rules", "apply-decisions", file, "--rules", rules)
    assert done.exit_code == 1 and f"{file}:2: the last line is half-written" in done.stderr
    (rules / "teaser.yaml").write_text("class: tease\n", "utf-8")
    done = run("rules", "apply-decisions", file, "--rules", rules)
    assert done.exit_code == 2 and "did you mean 'teaser'?" in done.stderr
    assert run("rules", "apply-decisions", file).exit_code == 2
