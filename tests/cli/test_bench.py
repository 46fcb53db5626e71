import json

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner

STORY = "The ferry left at seven, as it has done every morning since the war.\n\n"
GOLD = f"⟦title|A bell is found\n\n⟧{STORY}⟦ad|ADVERTISEMENT\n\n⟧{STORY.replace('ferry', 'boat')}"


@pytest.fixture
def gold(tmp_path):
    place = tmp_path / "quay"
    place.mkdir()
    (place / "bell.txt").write_text(GOLD, "utf-8")
    (place / "ferry.txt").write_text(STORY, "utf-8")
    return place


def run(*args):
    return CliRunner().invoke(cleaner, ["bench", *map(str, args)])


def test_a_table_of_the_sets(gold):
    done = run(gold)
    assert done.exit_code == 0, done.output
    assert "quay" in done.stdout and "precision" in done.stdout


def test_json_has_all_figures(gold, tmp_path):
    done = run(gold, "--json", "-", "--only", "ad")
    told = json.loads(done.stdout)
    assert told["sets"][0]["removed_noise"] == 1 and told["sets"][0]["noise"] == 5
    assert "sweep" not in told
    assert run(gold, "--json", tmp_path / "out.json", "--sweep", "--quiet").stdout == ""
    swept = json.loads((tmp_path / "out.json").read_text("utf-8"))["sweep"]
    assert [each["certainty"] for each in swept] == sorted(each["certainty"] for each in swept)


def test_tables_by_class_and_rule_and_the_worst(gold):
    done = run(gold, "--by", "class", "--by", "rule", "--worst", "1", "--keep", "ad")
    assert "by class" in done.stdout and "by rule" in done.stdout
    assert "left [ad] ADVERTISEMENT" in done.stdout


def test_pairs_and_pages(tmp_path):
    for place, text in (("raw", "ADVERTISEMENT\n\n" + STORY), ("clean", STORY)):
        (tmp_path / place).mkdir()
        (tmp_path / place / "a.txt").write_text(text, "utf-8")
    done = run("--raw", tmp_path / "raw", "--clean", tmp_path / "clean", "--json", "-")
    assert json.loads(done.stdout)["sets"][0]["recall"] == 1
    (tmp_path / "raw").rename(tmp_path / "noisy")
    (tmp_path / "clean").rename(tmp_path / "gold")
    done = run(tmp_path)
    assert "room closed" in done.stdout and "100.0%" in done.stdout


def test_pin_check_and_the_ratchet(gold):
    assert run(gold, "--pin").exit_code == 0
    pins = gold / "pins.json"
    before = pins.read_bytes()
    assert run(gold, "--check").exit_code == 0

    worse = run(gold, "--check", "--keep", "ad")
    assert worse.exit_code == 1 and "quay: recall is" in worse.stderr
    refused = run(gold, "--pin", "--keep", "ad")
    assert refused.exit_code == 1 and "--allow-regression" in refused.stderr and pins.read_bytes() == before
    allowed = run(gold, "--pin", "--keep", "ad", "--allow-regression")
    assert allowed.exit_code == 0 and "lowered: quay: recall" in allowed.stderr and pins.read_bytes() != before


def test_sets_that_are_not_measured_keep_their_floors(gold, tmp_path):
    pins = tmp_path / "pins.json"
    other = tmp_path / "other"
    other.mkdir()
    (other / "ferry.txt").write_text(STORY, "utf-8")
    assert run(gold, "--pin", pins).exit_code == run(other, "--pin", pins).exit_code == 0
    assert sorted(json.loads(pins.read_text("utf-8"))["sets"]) == ["other", "quay"]
    assert run(gold, "--check", pins).exit_code == run(gold, other, "--check", pins).exit_code == 0


def test_a_plot(gold, tmp_path):
    done = run(gold, "--plot", tmp_path / "curve.svg")
    assert done.exit_code == 0 and (tmp_path / "curve.svg").stat().st_size
    assert "by threshold of certainty" in done.stdout


@pytest.mark.parametrize(
    "args, said",
    [
        ([], "name a GOLD"),
        (["--raw", "x"], "go together"),
        (["nowhere"], "no such file"),
        (["GOLD", "--pin", "--check"], "one at a time"),
        (["GOLD", "--allow-regression"], "goes with --pin"),
        (["GOLD", "--check", "none.json"], "No such file"),
        (["GOLD", "--plot", "x.gif"], "a plot is written as"),
        (["--check", "GOLD"], "put the option behind GOLD"),
    ],
)
def test_bad_usage_exits_with_2(gold, args, said):
    done = run(*[gold if arg == "GOLD" else arg for arg in args])
    assert done.exit_code == 2 and said in done.stderr


def test_bad_gold_exits_with_2(gold):
    (gold / "bad.txt").write_text("\n⟦ad|x", "utf-8")
    done = run(gold)
    assert done.exit_code == 2 and "bad.txt:2: the mark is never closed" in done.stderr


def test_a_document_that_fails_is_named_and_not_pinned(gold, monkeypatch):
    from cleaner.errors import PatternTimeout
    from cleaner.pipeline import Pipeline

    def slow(self, text, language=None):
        raise PatternTimeout("too slow")

    monkeypatch.setattr(Pipeline, "clean", slow)
    done = run(gold, "--pin")
    assert done.exit_code == 1 and "failed: quay: bell.txt: too slow" in done.stderr
    assert not (gold / "pins.json").exists()
