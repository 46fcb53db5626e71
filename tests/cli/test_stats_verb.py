"""`cleaner stats`: what is shown and written, and what is refused."""

import json
import sys

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner

STORY = "The council of Oster voted on Monday to mend the old lock.\n"
NOISY = f"Advertisement\n\n{STORY}"
CUT = len("Advertisement\n\n")


def run(*args):
    return CliRunner().invoke(cleaner, [str(arg) for arg in args])


@pytest.fixture
def store(tmp_path):
    """The records of a job over two directories."""
    for name, text in {"quay/a.txt": NOISY, "quay/b.txt": STORY, "mill/c.txt": NOISY + NOISY[::-1]}.items():
        (tmp_path / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "src" / name).write_text(text)
    assert run("clean", tmp_path / "src", "-o", tmp_path / "out", "--records", tmp_path / "r.jsonl").exit_code == 0
    return tmp_path / "r.jsonl"


def rows(text, title):
    """What a table says: the cells of its rows by their first."""
    block = text[text.index(f"\n{title}") :].split("\n\n")[0].splitlines()[3:]
    return {row.split()[0]: row.split()[1:] for row in block}


def test_tables_by_class_rule_source_and_language(store):
    result = run("stats", store)
    assert result.exit_code == 0, result.output
    said = result.stdout
    total = len(NOISY) * 3 + len(STORY)
    assert f"{2 * CUT} characters of {total} ({2 * CUT / total:.1%})" in said
    assert rows(said, "by class") == {"ad": [str(2 * CUT), "100.0%", "2", "2", f"{CUT:.1f}"]}
    assert all(rule.startswith("ad.") for rule in rows(said, "by rule"))
    share = CUT / (len(NOISY) + len(STORY))
    assert rows(said, "by source")["quay"] == ["2", "1", str(CUT), f"{share:.1%}"]
    assert set(rows(said, "by source")) == {"quay", "mill"} and "by language" in said and "by certainty" in said
    assert next(iter(rows(said, "documents of which"))) == "quay/a.txt"


def test_top_says_how_many_there_are(store):
    said = run("stats", store, "--top", 1).stdout
    assert "by source, the first 1 of 2" in said and len(rows(said, "by source")) == 1


def test_json_has_all_figures_and_files_are_summed_up_together(store, tmp_path):
    data = json.loads(run("stats", store, store, "--json", "-").stdout)
    assert (data["documents"], data["changed"], data["cut"]) == (6, 4, 4 * CUT)
    assert data["classes"]["ad"]["characters"] == 4 * CUT and data["sources"]["all"] == 2
    result = run("stats", store, store, "--json", tmp_path / "s.json", "--quiet")
    assert result.output == "" and json.loads((tmp_path / "s.json").read_text()) == data


def test_records_as_parquet_say_the_same(store, tmp_path):
    table = tmp_path / "r.parquet"
    run("clean", tmp_path / "src", "-o", tmp_path / "out2", "--records", table, "--quiet")
    assert run("stats", table, "--json", "-").stdout == run("stats", store, "--json", "-").stdout


def test_a_picture(store, tmp_path):
    result = run("stats", store, "--plot", tmp_path / "x.png", "--quiet")
    assert (result.exit_code, result.output) == (0, "") and (tmp_path / "x.png").stat().st_size


def test_old_records_spared_documents_and_vetoes_are_told(store):
    found = [json.loads(row) for row in store.read_text().splitlines()]
    veto = found[0]["removals"] or found[1]["removals"] or found[2]["removals"]
    del found[0]["characters"]
    found[0]["vetoes"] = [veto[0] | {"guard": "budget", "why": "x"}]
    store.write_text("".join(json.dumps(each) + "\n" for each in found))
    said = run("stats", store).stdout
    assert "of the 2 documents whose length is known" in said and "spared     1 (too much" in said
    assert rows(said, "vetoes") == {"budget": ["1", "1"]}


def test_names_are_shown_as_they_stand(store):
    store.write_text(store.read_text().replace("quay/a.txt", "[red]quay/\\udcff.txt"))
    said = run("stats", store).stdout
    assert "[red]quay/?.txt" in said


def test_no_records_are_no_failure(tmp_path):
    (tmp_path / "r.jsonl").write_text("")
    result = run("stats", tmp_path / "r.jsonl")
    assert result.exit_code == 0 and "documents  0" in result.stdout and "by class" not in result.stdout


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "Missing argument"),
        (["none.jsonl"], "none.jsonl: No such file"),
        (["STORE", "BAD"], "bad.jsonl:2: not a record"),
        (["STORY"], "story.txt:1: not a record"),
        (["STORE", "--plot", "x.gif"], "a plot is written as"),
        (["STORE", "--json", "no/x.json"], "no/x.json: No such file"),
        (["STORE", "--top", "0"], "--top"),
    ],
)
def test_bad_usage_exits_with_2(store, tmp_path, args, said):
    (tmp_path / "bad.jsonl").write_text(store.read_text().splitlines()[0] + "\n{}\n")
    (tmp_path / "story.txt").write_text(STORY)
    places = {"STORE": store, "BAD": tmp_path / "bad.jsonl", "STORY": tmp_path / "story.txt"}
    result = run("stats", *[places.get(arg, arg) for arg in args])
    assert result.exit_code == 2 and said in result.stderr and result.stdout == ""


def test_it_is_said_how_to_get_matplotlib(store, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = run("stats", store, "--plot", tmp_path / "x.svg")
    assert result.exit_code == 2 and "pip install 'cleaner[plot]'" in result.stderr
    assert run("stats", store).exit_code == 0
