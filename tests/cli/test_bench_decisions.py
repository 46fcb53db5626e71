import json

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.review.journal import append
from tests.review.strategies import decided

STORY = "The ferry left at seven, as it has done every morning since the war.\n\n"
TEXT = f"ADVERTISEMENT\n\n{STORY}Ring the board\n"
RULE = "ad.en-x"


@pytest.fixture
def decisions(tmp_path):
    file = tmp_path / "decisions.jsonl"
    right = decided(TEXT, "ADVERTISEMENT", "right", RULE, noise_class="ad")
    missed = decided(TEXT, "Ring the board", "missed", noise_class="promo")
    bare = decided("Sponsored\n", "Sponsored", "wrong", "ad.en-y", noise_class="ad", original=None)
    append(file, [right, missed, bare])
    return file


def run(*args):
    return CliRunner().invoke(cleaner, ["bench", *map(str, args)])


def test_decisions_alone(decisions):
    done = run("--decisions", decisions)
    assert done.exit_code == 0, done.output
    assert "of what was decided: precision 1.0000, recall 0.5000" in done.stdout
    rows = [row.split() for row in done.stdout.split("\n")]
    assert [RULE, "1", "0", "1.0000", "0.21–1.00", "1", "0"] in rows
    assert ["all", "1", "1", "0.5000", "0.09–0.91", "1", "0"] in rows
    assert "1 decisions have no original" in done.stdout


def test_as_json_beside_gold_and_by_a_kept_class(decisions, tmp_path):
    gold = tmp_path / "quay"
    gold.mkdir()
    (gold / "ferry.txt").write_text(STORY, "utf-8")
    told = json.loads(run(gold, "--decisions", decisions, "--keep", "ad", "--json", "-").stdout)
    assert told["sets"][0]["set"] == "quay"
    assert told["decisions"]["right"] == 1 and told["decisions"]["right_cut"] == 0
    assert told["decisions"]["rules"][RULE]["decided"]["interval"] == pytest.approx([0.2065, 1], abs=1e-4)
    assert "decisions" not in json.loads(run(gold, "--json", "-").stdout)
    both = run(gold, "--decisions", decisions)
    assert "quay" in both.stdout and "decisions, held against 1 documents" in both.stdout


def test_what_needs_gold_and_what_can_not_be_read(decisions, tmp_path):
    for option in (["--pin"], ["--check"], ["--sweep"], ["--plot", "a.svg"]):
        done = run("--decisions", decisions, *option)
        assert done.exit_code == 2 and "needs a GOLD" in done.stderr
    assert "or --decisions" in run().stderr
    decisions.write_text('{"sha256": 1}\n', "utf-8")
    done = run("--decisions", decisions)
    assert done.exit_code == 2 and f"{decisions}:1: 'sha256' is 1" in done.stderr
