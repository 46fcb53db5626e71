"""`cleaner learn` and `cleaner learn review`: what they take, write, say and refuse."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.filters.base import kinds
from cleaner.pipeline import Pipeline
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import rule_files
from cleaner.ruleset.settings import Settings

PLACES = ("harbour", "mill", "orchard", "tunnel", "lighthouse", "bakery", "museum", "ferry")
NAMES = ("Ida Brandt", "Tor Lund", "Mara Seld", "Ole Friis", "Una Holm", "Ada Rehn", "Per Dahl", "Eva Kuhn")
TELLS = (
    "wardens found timber rotten behind plaster after heavy February rain had soaked everything for weeks.",
    "engineers calculated thousands of tonnes pressing against gates nobody living remembers being opened once.",
    "beekeepers blamed pesticide drifting across hedges, whereas growers accused starlings and careless visitors.",
    "drillers struck granite where geologists promised gravel, delaying trains until another autumn at least.",
    "keepers lit lanterns manually because electricians refused climbing during thunder without proper insurance.",
    "apprentices kneaded dough through midnight, feeding crowds stranded when motorways closed under snowdrifts.",
    "curators unpacked bronze helmets, misread labels, and quietly exchanged emperors between glass cabinets.",
    "captains steered blindly through morning vapour, ringing bells older than anybody sleeping below decks.",
)
FOOT = "Our letter from the quay comes every evening"


def story(number):
    return f"At the {PLACES[number]} of Oster {TELLS[number]}"


def document(number):
    return f"By {NAMES[number]}, quay reporter\n{story(number)}\n{FOOT}\n"


def run(*args, **more):
    return CliRunner().invoke(cleaner, [str(arg) for arg in args], **more)


def lines(rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def corpus(tmp_path):
    rows = [
        {"text": document(number), "source": "quay", "url": f"https://www.quay.example/{number}"} for number in range(8)
    ]
    (tmp_path / "c.jsonl").write_text(lines(rows))
    return tmp_path / "c.jsonl"


def statuses(pack):
    told = [line for file in pack.rglob("*.yaml") for line in file.read_text("utf-8").splitlines() if "status:" in line]
    return sorted(line.split()[-1] for line in told)


def cleaned(tmp_path, pack, rows, field="source"):
    (tmp_path / "in.jsonl").write_text(lines(rows))
    out = tmp_path / "out.jsonl"
    result = run("clean", tmp_path / "in.jsonl", "-o", out, "--rules", pack, "--source-field", field)
    assert result.exit_code == 0, result.output
    return [json.loads(line)["text"] for line in out.read_text("utf-8").splitlines()]


def test_drafts_do_nothing_until_they_are_accepted_and_then_only_to_their_source(corpus, tmp_path):
    pack = tmp_path / "pack"
    result = run("learn", corpus, "-o", pack, "--group-by", "source")
    assert result.exit_code == 0, result.output
    assert "1 sources" in result.stderr and "new" in result.stderr and "accepted" not in result.stderr
    assert set(statuses(pack)) == {"draft"}
    rows = [{"text": document(0), "source": source} for source in ("quay", "mill")]
    assert FOOT in cleaned(tmp_path, pack, rows)[0]
    result = run("learn", corpus, "-o", pack, "--group-by", "source", "--accept-above", "0.6")
    assert result.exit_code == 0, result.output
    assert "accepted" in result.stderr
    assert set(statuses(pack)) == {"stable"}
    here, elsewhere = cleaned(tmp_path, pack, rows)
    assert here.strip() == story(0)
    assert FOOT in elsewhere


def test_hosts_of_urls_are_sources(corpus, tmp_path):
    pack = tmp_path / "pack"
    result = run("learn", "from", corpus, "-o", pack, "--accept-above", "0.6", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    rows = [{"text": document(1), "url": f"http://{host}/x?y"} for host in ("quay.example", "mill.example")]
    here, elsewhere = cleaned(tmp_path, pack, rows, "url")
    assert here.strip() == story(1) and FOOT in elsewhere


@pytest.mark.parametrize("folder", ["quay", "sea/the old quay [1]"])
def test_directories_are_sources(tmp_path, folder):
    for number in range(8):
        for name, text in ((folder, document(number)), ("mill", story(number) + "\n")):
            (tmp_path / "src" / name).mkdir(parents=True, exist_ok=True)
            (tmp_path / "src" / name / f"{number}.txt").write_text(text)
    (tmp_path / "src/mill/0.txt").write_text(document(0))
    pack = tmp_path / "pack"
    result = run("learn", tmp_path / "src", "-o", pack, "--group-by", "path", "--accept-above", "0.6")
    assert result.exit_code == 0, result.output
    assert "2 sources" in result.stderr
    result = run("clean", tmp_path / "src", "-o", tmp_path / "out", "--rules", pack)
    assert result.exit_code == 0, result.output
    for number in range(8):
        assert (tmp_path / "out" / folder / f"{number}.txt").read_text("utf-8").strip() == story(number)
    assert FOOT in (tmp_path / "out/mill/0.txt").read_text("utf-8")


@pytest.mark.parametrize("source", ["The Old Quay?", "a*b", "#[quay]"])
def test_any_name_is_a_source(tmp_path, source):
    pack = tmp_path / "pack"
    (tmp_path / "c.jsonl").write_text(lines({"text": document(number), "paper": source} for number in range(8)))
    result = run("learn", tmp_path / "c.jsonl", "-o", pack, "--group-by", "paper", "--accept-above", "0.6")
    assert result.exit_code == 0, result.output
    pipeline = Pipeline(load_rules(rule_files(pack), kinds()), Settings(detector=None, budget=1.0))
    assert pipeline.clean(document(0), source=source).text.strip() == story(0)
    assert pipeline.clean(document(0), source="mill").text == document(0)


def test_no_field_to_group_by(corpus, tmp_path):
    for workers in (1, 2):
        result = run("learn", corpus, "-o", tmp_path / "pack", "--group-by", "outlet", "--workers", workers)
        assert result.exit_code == 2
        assert "c.jsonl:1: no field 'outlet' to group by" in result.stderr
        assert not (tmp_path / "pack").exists()


def test_a_file_that_is_not_there_and_a_pack_that_is_none(corpus, tmp_path):
    result = run("learn", tmp_path / "none.jsonl", "-o", tmp_path / "pack")
    assert result.exit_code == 2 and "no such file" in result.stderr
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack/learned.json").write_text("[]")
    for args in (("learn", corpus, "-o", tmp_path / "pack"), ("learn", "review", tmp_path / "pack")):
        result = run(*args)
        assert result.exit_code == 2 and "learned.json: not what is known" in result.stderr


def test_text_that_is_no_unicode_is_learned_from(tmp_path):
    rows = [{"text": f"{document(number)}Half \ud83d a smile\n", "source": "quay"} for number in range(8)]
    (tmp_path / "c.jsonl").write_text(lines(rows))
    for _ in range(2):
        result = run("learn", tmp_path / "c.jsonl", "-o", tmp_path / "pack", "--group-by", "source")
        assert result.exit_code == 0, result.output


@pytest.fixture
def drafts(corpus, tmp_path):
    assert run("learn", corpus, "-o", tmp_path / "pack", "--group-by", "source").exit_code == 0
    assert statuses(tmp_path / "pack") == ["draft", "draft"]
    return tmp_path / "pack"


@pytest.mark.parametrize(
    ("keys", "left", "now"),
    [
        ("aa", 0, ["stable", "stable"]),
        ("ar", 0, ["stable"]),
        ("sA", 1, ["draft", "stable"]),
        ("q", 2, ["draft", "draft"]),
        ("xcaq", 1, ["draft", "stable"]),
    ],
)
def test_a_review_takes_a_key_for_each_draft(drafts, keys, left, now):
    result = run("learn", "review", drafts, input=keys)
    assert result.exit_code == 0, result.output
    assert f"{left} drafts left" in result.output and "1 of 2" in result.output
    assert ("must stay:" in result.output) == ("c" in keys)
    assert statuses(drafts) == now


def test_what_was_rejected_is_not_learned_again(drafts, corpus):
    assert run("learn", "review", drafts, input="rr").exit_code == 0
    result = run("learn", corpus, "-o", drafts, "--group-by", "source")
    assert "2 rejected" in result.stderr and statuses(drafts) == []


def test_an_edit_that_is_no_rule_file_is_said_and_asked_about_again(drafts, monkeypatch):
    monkeypatch.setattr("click.edit", lambda filename: Path(filename).write_text("rules: ["))
    result = run("learn", "review", drafts, input="eaq")
    assert result.exit_code == 0, result.output
    assert ".yaml" in result.output and statuses(drafts) == ["draft", "stable"]


def test_accepting_without_questions(drafts):
    result = run("learn", "review", drafts, "--accept-above", "0.6")
    assert result.exit_code == 0 and "2 accepted" in result.stderr
    assert statuses(drafts) == ["stable", "stable"]


def test_help_teaches():
    said = run("learn", "--help").output
    assert "SRC... -o PACKDIR" in said and "review" in said
    said = run("learn", "from", "--help").output
    for part in ("--group-by", "--min-documents", "--min-share", "--accept-above", "clean --rules PACKDIR", "rejected"):
        assert part in said
    assert "accept, reject, edit" in " ".join(run("learn", "review", "--help").output.split())


def test_packages_that_are_not_there_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr("cleaner.cli.options.find_spec", lambda name: None)
    result = CliRunner().invoke(cleaner, ["learn", str(tmp_path), "-o", str(tmp_path / "pack")])
    assert result.exit_code == 2 and "pip install 'cleaner[learn]'" in result.output
