"""Rules that somebody is writing: their problems, their proof, and what they cut."""

import json

import pytest

from cleaner import Pipeline
from cleaner.service.desk import Desk, Task
from cleaner.service.rulebook import Rulebook

STORY = "The board voted on Monday to dredge the channel."
TEXT = f"{STORY}\nFrom our vault: the bell that rang\nAdvertisement\n{STORY}"
RULE = """\
class: teaser
language: en
about: Teasers.
rules:
  - id: teaser.en-from-the-vault
    title: Pointer to the archive
    status: draft
    match:
      starts: ["from our vault:"]
      pattern: '^from our vault: .{5,90}$'
    examples:
      removes: ["⟦From our vault: the bell\\n⟧The dig began in May."]
      keeps: ["What came from our vault: nothing."]
"""


@pytest.fixture
def attempt(pipeline):
    """`attempt(rules, text)`: what the playground is answered."""
    desk = Desk(pipeline, 0.9)

    def run(rules, text=TEXT, alone=False):
        return json.loads(desk(Task(text, language="en", explain=True, rules=rules, alone=alone)).body)

    return run


def cuts(answer):
    return [(each["rule"], each["text"].strip()) for each in answer["record"]["removals"]]


def test_without_rules_the_text_is_explained(attempt):
    answer = attempt(None)
    assert answer["trial"] is None and ("ad.en-advertisement-label", "Advertisement") in cuts(answer)
    assert set(answer["rules"]) == {rule for rule, _ in cuts(answer)}
    assert answer["rules"]["ad.en-advertisement-label"]["class"] == "ad"


def test_a_sound_rule_cuts_beside_the_packs_or_alone(attempt):
    answer = attempt(RULE)
    trial = answer["trial"]
    assert trial["problems"] == [] and trial["rules"] == ["teaser.en-from-the-vault"]
    assert [(each["part"], each["holds"]) for each in trial["examples"]] == [("removes", True), ("keeps", True)]
    own = ("teaser.en-from-the-vault", "From our vault: the bell that rang")
    assert own in cuts(answer) and len(cuts(answer)) > 1
    assert cuts(attempt(RULE, alone=True)) == [own]
    assert answer["rules"][own[0]]["title"] == "Pointer to the archive"


def test_an_example_that_fails_says_what_was_wanted_and_what_came(attempt):
    answer = attempt(RULE.replace("What came from our vault: nothing.", "From our vault: the name of a series."))
    (failed,) = [each for each in answer["trial"]["examples"] if not each["holds"]]
    assert failed["why"] == "something is cut that is the story's"
    assert failed["wanted"].startswith("From our vault") and failed["got"] == ""


def test_problems_have_their_place_and_the_text_is_explained_without_the_rule(attempt):
    answer = attempt(RULE.replace("starts:", "strats:").replace(".{5,90}$", "(.{5"))
    places = {(each["code"], each["line"]) for each in answer["trial"]["problems"]}
    assert places == {("unknown-field", 9)} or ("unknown-field", 9) in places
    assert ("ad.en-advertisement-label", "Advertisement") in cuts(answer)
    (problem,) = attempt(RULE.replace(".{5,90}$", "(.{5"))["trial"]["problems"]
    assert (problem["code"], problem["line"]) == ("bad-regex", 10)


def test_a_shipped_rule_that_is_edited_takes_its_own_place(attempt, pipeline):
    shipped = Rulebook(pipeline.rules).get("ad.en-advertisement-label")["yaml"]
    assert ("ad.en-advertisement-label", "Advertisement") in cuts(attempt(shipped))
    other = RULE.replace("class: teaser", "class: ad").replace("teaser.en-from-the-vault", "ad.en-advertisement-label")
    found = cuts(attempt(other))
    assert ("ad.en-advertisement-label", "From our vault: the bell that rang") in found
    assert ("ad.en-advertisement-label", "Advertisement") not in found
    retired = shipped.replace("    examples:", "    status: retired\n    examples:")
    assert ("ad.en-advertisement-label", "Advertisement") not in cuts(attempt(retired))


@pytest.mark.parametrize("yaml", ["&a [*a]", "a: !!python/object:os.system x", "[" * 3000, "\0", "x", "- " * 500])
def test_no_yaml_breaks_a_trial(attempt, yaml):
    assert attempt(yaml)["trial"]["problems"]


def test_more_rules_beside_a_pipelines_own_cut_as_if_they_had_been_there(pipeline, fixtures):
    half, more = pipeline.rules[::2], pipeline.rules[1::2]
    beside = Pipeline(half, pipeline.settings, pipeline.detect).beside(more)
    for path in sorted((fixtures / "raw").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert beside.clean(text).record() == pipeline.clean(text).record(), path.name
