"""Reading rules: what the file says for all, places of errors, finding packs."""

import pytest

from cleaner.errors import RuleError
from cleaner.filters.base import kinds
from cleaner.ruleset.load import load_rules, parse
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.ruleset.model import RuleFile

GOOD = """\
class: ad
language: en
about: test
rules:
  - id: ad.en-x
    title: x
    match: {lines: [advertisement]}
    examples: {removes: ["⟦Advertisement⟧"], keeps: [a]}
  - id: ad.en-y
    kind: span
    title: y
    match: {anchors: [advertisement], pattern: 'advertisement: .+$'}
    examples: {removes: ["⟦Advertisement: x⟧"], keeps: [a]}
"""


def test_a_rule_has_what_its_file_says_for_all():
    (first, second), problems = parse(GOOD, "good.yaml", kinds())
    assert not problems
    assert (first.noise_class, first.kind, first.language) == ("ad", "line", "en")
    assert second.kind == "span" and (second.at.line, second.file) == (9, "good.yaml")


def test_places_count_from_one():
    _, problems = parse(GOOD.replace("title: y", "titel: y"), "f.yaml", kinds())
    assert {(p.location.line, p.code) for p in problems} == {(11, "unknown-field"), (9, "missing-field")}


def test_a_file_that_can_not_be_read(tmp_path):
    with pytest.raises(RuleError, match="No such file"):
        load_rules([tmp_path / "none.yaml"], kinds())


def test_packs_are_found_and_the_pipeline_file_is_no_pack():
    files = rule_files(bundled())
    assert len(files) > 50 and all(file.name != "pipeline.yaml" for file in files)
    assert (bundled() / "pipeline.yaml").is_file()


def test_an_empty_directory_is_an_error(tmp_path):
    with pytest.raises(RuleError, match="no rule files"):
        rule_files(tmp_path)


def test_the_schema_is_published():
    schema = RuleFile.model_json_schema(by_alias=True)
    assert "class" in schema["required"] and "Entry" in schema["$defs"]


def test_sources_are_the_files_unless_a_rule_says_its_own():
    bound = GOOD.replace("about: test", "about: test\nsources: [saltmere.example, 'feeds/saltmere/*']")
    (first, second), problems = parse(bound.replace("title: y", "title: y\n    sources: [krona.example]"), "f", kinds())
    assert not problems
    assert first.sources == ("saltmere.example", "feeds/saltmere/*") and second.sources == ("krona.example",)
    assert parse(GOOD, "f", kinds())[0][0].sources == ()
