import json
from dataclasses import replace

import pytest

from cleaner.bench import pins
from cleaner.bench.figures import Figures
from cleaner.bench.score import Score
from cleaner.ruleset.settings import Settings

SETTINGS = Settings()


def figures(right=8, wrong=0, exact=True, digest="d", noise=9):
    scores = (Score("x", digest, 100, 90, right, wrong, True, exact, True, {"ad": (noise, right)}),)
    return Figures("set", "marked", scores)


def pinned(*sets):
    return pins.floors(sets, SETTINGS)


def test_a_run_holds_its_own_floors():
    assert not pins.broken(pinned(figures()), [figures()], SETTINGS)
    assert pinned(figures())["set"]["recall"] == 0.8888  # 8 of 9, rounded down


@pytest.mark.parametrize(
    "worse, names",
    [
        (figures(right=7), {"recall", "f1"}),
        (figures(wrong=1), {"precision", "f1"}),
        (figures(exact=False), {"exact"}),
        (figures(wrong=5), {"precision", "f1", "damaged"}),
    ],
)
def test_each_floor_that_does_not_hold_is_named(worse, names):
    said = pins.broken(pinned(figures()), [worse], SETTINGS)
    assert {each.split()[1] for each in said} == names
    assert {each.split()[1] for each in pins.lowered(pinned(figures()), pinned(worse))} == names
    assert not pins.lowered(pinned(worse), pinned(figures()))


def test_clean_documents_touched_may_not_grow():
    clean = Figures("set", "marked", (Score("x", "d", 9, 9, 0, 0, False, True, False, {}),))
    touched = replace(clean, scores=(replace(clean.scores[0], changed=True),))
    assert "clean_touched is 1" in pins.broken(pinned(clean), [touched], SETTINGS)[0]


def test_changed_gold_and_other_options_are_noticed():
    assert "gold changed" in pins.broken(pinned(figures()), [figures(digest="e")], SETTINGS)[0]
    assert "options changed" in pins.broken(pinned(figures()), [figures()], Settings(keep=("ad",)))[0]
    assert "nothing is pinned" in pins.broken({}, [figures()], SETTINGS)[0]


def test_removing_nothing_is_a_loss_of_recall_alone():
    said = pins.broken(pinned(figures()), [figures(right=0)], SETTINGS)
    assert {each.split()[1] for each in said} == {"recall", "f1"}


def test_files_are_sorted_and_come_back(tmp_path):
    file = tmp_path / "pins.json"
    pins.write(file, pinned(replace(figures(), name="b"), replace(figures(), name="a")))
    first = file.read_bytes()
    pins.write(file, pinned(replace(figures(), name="a"), replace(figures(), name="b")))
    assert file.read_bytes() == first and list(json.loads(first)["sets"]) == ["a", "b"]
    assert pins.read(file) == pinned(replace(figures(), name="a"), replace(figures(), name="b"))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"sets": 3}', '{"sets": {"a": 1}}'])
def test_what_is_no_file_of_floors_is_said(tmp_path, text):
    (tmp_path / "pins.json").write_text(text, "utf-8")
    with pytest.raises(pins.BadPins, match="not a file of floors"):
        pins.read(tmp_path / "pins.json")


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(pins.BadPins, match="No such file"):
        pins.read(tmp_path / "none.json")
