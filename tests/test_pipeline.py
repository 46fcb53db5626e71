"""The pipeline: passes, choices, metadata, loading."""

import pickle

import pytest

import cleaner
from cleaner import CleanerError, Pipeline, RuleError
from cleaner.ruleset.settings import Settings

STORY = "The board voted on Monday to dredge the channel."


def test_one_call_cleans():
    assert cleaner.clean(f"{STORY}\n\nAdvertisement\n\n{STORY[:-1]} again.").text == f"{STORY}\n\n{STORY[:-1]} again."


def test_what_a_cut_reveals_is_cut_in_the_next_pass(make):
    pipeline = make("match: {lines: [by jane]}\nscope: head", "match: {anchors: [cookies], longest: 200}")
    text = f"By Jane\nWe use cookies on this fine page of ours.\nBy Jane\n{STORY}"
    cleaned = pipeline.clean(text)
    assert cleaned.text == STORY and cleaned.passes == 2
    assert [text[slice(*removal.span)] for removal in cleaned.removals] == [
        "By Jane\n", "We use cookies on this fine page of ours.\n", "By Jane\n",
    ]  # fmt: skip


def test_kept_classes_stay_and_still_tell(pipeline):
    text = f"LONDON, May 14 (Reuters) - {STORY}"
    kept = Pipeline.load(keep=["dateline"]).clean(text)
    assert kept.text == text
    assert kept.metadata["place"] == pipeline.clean(text).metadata["place"]


def test_only_cuts_no_other_class():
    text = f"Advertisement\n{STORY}\nRead more: why the sand moves"
    assert Pipeline.load(only=["ad"]).clean(text).text == f"{STORY}\nRead more: why the sand moves"


def test_languages_choose_packs():
    small = Pipeline.load(languages=["nl"])
    assert {rule.language for rule in small.rules} == {"nl", "mul"}


def test_rules_can_be_left_out(tmp_path):
    file = tmp_path / "pipeline.yaml"
    ids = [rule.id for rule in Pipeline.load().rules if rule.noise_class == "ad"]
    file.write_text(f"about: no ads\nwithout: [{', '.join(ids)}]\n")
    text = f"{STORY}\nAdvertisement\n{STORY[:-1]} again."
    assert Pipeline.load(file).clean(text).text == text


def test_a_bad_pipeline_file_says_all(tmp_path):
    file = tmp_path / "pipeline.yaml"
    file.write_text("budgte: 2\nkeep: [ads]\n")
    with pytest.raises(RuleError) as error:
        Pipeline.load(file)
    assert "did you mean 'budget'?" in str(error.value) and "did you mean 'ad'?" in str(error.value)


def test_own_rules_join_the_bundled_ones(tmp_path, fixtures):
    (tmp_path / "mine.yaml").write_text(
        "class: promo\nlanguage: en\nabout: mine\nrules:\n  - id: promo.en-saltmere-club\n    title: club\n"
        "    match: {lines: [saltmere reading club]}\n"
        "    examples: {removes: ['⟦Saltmere Reading Club⟧'], keeps: ['The Saltmere Reading Club met.']}\n"
    )
    assert Pipeline.load(rules=[tmp_path]).clean(f"{STORY}\nSaltmere Reading Club\n").text == f"{STORY}\n"


def test_no_such_directory_of_rules(tmp_path):
    with pytest.raises(RuleError, match="no such file"):
        Pipeline.load(rules=[tmp_path / "nowhere"])


def test_no_such_detector(tmp_path):
    file = tmp_path / "pipeline.yaml"
    file.write_text("detector: oracle\n")
    with pytest.raises(CleanerError, match="oracle"):
        Pipeline.load(file)


def test_draft_and_retired_rules_do_not_run(make):
    for status in ("draft", "retired"):
        assert not make(f"match: {{lines: [advertisement]}}\nstatus: {status}").rules


def test_a_pickled_pipeline_cleans_the_same(make):
    pipeline = make("match: {lines: [advertisement]}")
    again = pickle.loads(pickle.dumps(pipeline))
    assert again.clean(f"Advertisement\n{STORY}") == pipeline.clean(f"Advertisement\n{STORY}")


def test_the_detector_is_asked_only_for_a_gated_candidate(make):
    asked = []
    rules = make("match: {lines: [deel]}\ngated: true", language="nl").rules
    pipeline = Pipeline(rules, Settings(budget=1.0), lambda text: asked.append(text) or "nl")
    untold = "Krk Brač Vis Hvar Korčula Lastovo Mljet."  # at a glance it may be in any language
    assert pipeline.clean(untold).language is None and not asked
    assert pipeline.clean(f"{STORY}\nDeel").text == f"{STORY}\nDeel" and not asked
    assert pipeline.clean(f"{untold}\nDeel").text == f"{untold}\n" and len(asked) == 1


def test_empty_and_odd_texts(pipeline):
    for text in ("", "\n", " ", "\ufeff", "\x00", "\ud800", "\r\r", "a" * 100_000, "\n" * 10_000, "(" * 50_000):
        assert pipeline.clean(text).text == text


def test_a_line_beyond_the_limit_is_left_as_it_is(pipeline):
    """Each pass would see a little more of it: it would peel off, or never settle."""
    text = f"{STORY}\n" + "It was so. [Read more: Divers find bell] " * 1000
    assert pipeline.clean(text).text == text
    short = f"{STORY}\n" + "It was so at that time. [Read more: Divers find bell] " * 20
    assert "Read more" not in pipeline.clean(short).text


@pytest.mark.parametrize("options", [{"keep": ["datelin"]}, {"kep": ["dateline"]}, {"budget": 3}])
def test_a_slip_in_an_option_is_told(options):
    with pytest.raises(RuleError):
        Pipeline.load(**options)


def test_what_is_forgotten_changes_nothing(make):
    pipeline = make("match: {lines: [advertisement]}")
    bound = pipeline.beside(make("match: {lines: [share]}", **{"class": "share"}).rules)
    for each in (pipeline, bound):
        first = each.clean(f"Advertisement\n{STORY}\nShare")
        each.forget()
        assert each.clean(f"Advertisement\n{STORY}\nShare") == first
