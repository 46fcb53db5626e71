"""The pipeline file: defaults, changes put over it, and what is wrong with it."""

import pytest

from cleaner.errors import CleanerError, RuleError
from cleaner.pipeline import Pipeline
from cleaner.record import LEVELS
from cleaner.ruleset.locate import bundled
from cleaner.ruleset.settings import Settings, load_settings


@pytest.fixture
def load(tmp_path):
    def load(text, **changes):
        (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
        return load_settings(tmp_path / "p.yaml", **changes)

    return load


def problems(load, text):
    with pytest.raises(RuleError) as error:
        load(text)
    return error.value.problems


def test_what_is_not_said_has_its_default(load):
    settings = load("about: quay\n")
    assert settings == Settings(about="quay")
    assert (settings.keep, settings.only, settings.passes, settings.detector) == ((), (), 12, "langdetect")


def test_the_bundled_file_is_good():
    assert 0 < load_settings(bundled() / "pipeline.yaml").budget <= 1


def test_all_fields_are_read(load):
    settings = load(
        "keep: [dateline]\nonly: [ad, nav]\nlanguages: [en, pt-BR]\nwithout: [ad.en-quay]\n"
        "protect: ['^ferry']\nbudget: 0.5\npasses: 3\ndetector: null\n"
    )
    assert (settings.keep, settings.only, settings.languages) == (("dateline",), ("ad", "nav"), ("en", "pt-BR"))
    assert (settings.without, settings.protect) == (("ad.en-quay",), ("^ferry",))
    assert (settings.budget, settings.passes, settings.detector) == (0.5, 3, None)


def test_changes_are_put_over_the_file(load):
    settings = load("keep: [ad]\nbudget: 0.5\n", keep=("nav",))
    assert settings.keep == ("nav",) and settings.budget == 0.5


def test_empty_changes_leave_what_the_file_says(load):
    assert load("keep: [ad]\nonly: [nav]\n", keep=(), only=()).keep == ("ad",)


def test_settings_can_not_be_changed():
    with pytest.raises(ValueError, match="frozen"):
        Settings().budget = 0.1


def test_an_unknown_field_gets_the_one_that_was_meant(load):
    (problem,) = problems(load, "about: quay\nbudgett: 0.5\n")
    assert (problem.code, problem.location.line) == ("unknown-field", 2) and "'budget'" in problem.hint


def test_an_unknown_class_gets_the_one_that_was_meant(load):
    (problem,) = problems(load, "keep: [dateline, datelin]\n")
    assert (problem.code, problem.location.column) == ("bad-value", 18) and "'dateline'" in problem.hint


@pytest.mark.parametrize("budget", ["0", "-0.1", "1.5", "much"])
def test_a_budget_is_a_share(load, budget):
    (problem,) = problems(load, f"budget: {budget}\n")
    assert "'budget'" in problem.message and str(problem.location).endswith("p.yaml:1:9")


@pytest.mark.parametrize("passes", ["0", "1.5", "'3'"])
def test_passes_are_counted_from_one(load, passes):
    assert [p.location.line for p in problems(load, f"passes: {passes}\n")] == [1]


def test_a_bad_pattern_is_shown_in_its_place(load):
    (problem,) = problems(load, "protect:\n  - '^quay'\n  - '(pier'\n")
    assert (problem.code, problem.location.line) == ("bad-regex", 3) and "'(pier'" in problem.message


def test_all_problems_are_told_at_once(load):
    found = problems(load, "budget: 7\nkeep: [quay]\npasses: 0\nferry: 1\n")
    assert {problem.location.line for problem in found} == {1, 2, 3, 4}


def test_a_file_that_is_not_there_or_not_utf8_is_unreadable(tmp_path):
    (tmp_path / "latin.yaml").write_bytes(b"about: f\xe4hre\n")
    for name, why in (("none.yaml", "No such file"), ("latin.yaml", "utf-8"), (".", "directory")):
        with pytest.raises(RuleError, match=why) as error:
            load_settings(tmp_path / name)
        assert [p.code for p in error.value.problems] == ["unreadable"]


@pytest.mark.parametrize("text", ["- quay\n", "ferry\n", "7\n"])
def test_a_file_that_is_no_mapping_is_refused(load, text):
    assert problems(load, text)[0].code == "wrong-type"


def test_bad_yaml_is_told_with_its_place(load):
    (problem,) = problems(load, "about: quay\nkeep: [ad\n")
    assert problem.code == "bad-yaml" and problem.location.line >= 2


def test_presets_differ_in_how_sure_a_cut_must_be():
    careful, default, thorough = (Pipeline.load(preset=name).settings for name in ("careful", "default", "thorough"))
    assert careful.certainty > LEVELS["medium"] >= default.certainty > LEVELS["low"] >= thorough.certainty


def test_an_unknown_preset_is_refused():
    with pytest.raises(CleanerError, match=r"'bold'.*careful, default, thorough"):
        Pipeline.load(preset="bold")


def test_a_preset_goes_with_other_options():
    settings = Pipeline.load(preset="careful", keep=["dateline"], certainty=0.95).settings
    assert (settings.keep, settings.certainty) == (("dateline",), 0.95)
