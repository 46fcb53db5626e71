"""The JSON Schemas for editors: what ships is valid, and what the loader refuses is refused where a schema can."""

import json

import pytest
import yaml
from click.testing import CliRunner

from cleaner.cli.main import cleaner
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.schema import parts_schema, pipeline_schema, rule_schema

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def validator(schema):
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def read(path):
    return yaml.load(path.read_text("utf-8"), LOADER)


def test_every_rule_file_that_ships_is_valid():
    check = validator(rule_schema())
    for path in rule_files(bundled()):
        wrong = next(check.iter_errors(read(path)), None)
        assert wrong is None, f"{path}: {wrong.json_path}: {wrong.message}"


def test_every_file_of_parts_that_ships_is_valid():
    check = validator(parts_schema())
    for path in bundled().rglob("parts.yaml"):
        check.validate(read(path))
    assert check.is_valid({"about": "x", "parts": {"a-name": "b", "c": ["d", "e"]}})
    for wrong in ({}, {"Name": "b"}, {"a": ""}, {"a": []}, {"a": 3}):
        assert not check.is_valid({"about": "x", "parts": wrong}), wrong


def test_the_pipeline_file_that_ships_is_valid():
    validator(pipeline_schema()).validate(read(bundled() / "pipeline.yaml"))


RULE = {
    "id": "teaser.en-x", "title": "x", "match": {"starts": ["x"]},
    "examples": {"removes": ["⟦x⟧"], "keeps": ["y"]},
}  # fmt: skip
FILE = {"class": "teaser", "language": "en", "about": "x"}


@pytest.mark.parametrize(("file", "rule", "valid"), [
    ({}, {}, True),
    ({"kind": "block"}, {"options": {"to": "end"}}, True),
    ({"kind": "block"}, {"options": {"too": "end"}}, False),
    ({"kind": "block"}, {"kind": "run", "options": {"to": "end"}}, False),
    ({}, {"kind": "run", "options": {"most": 3}}, True),
    ({}, {"options": {"most": 3}}, False),
    ({}, {"kind": "lime"}, False),
    ({"kind": "span"}, {}, False),
    ({"kind": "span"}, {"match": {"pattern": "x"}}, True),
    ({}, {"match": {"strats": ["x"]}}, False),
    ({}, {"confidence": "hi"}, False),
    ({"class": "teasers"}, {}, False),
    ({}, {"examples": {"removes": ["x"], "keeps": ["y"]}}, False),
    ({}, {"examples": {"removes": ["⟦x⟧"], "keeps": ["⟦y⟧"]}}, False),
    ({}, {"examples": {"removes": ["⟦x⟧"], "keeps": []}}, False),
])  # fmt: skip
def test_what_is_wrong_is_seen(file, rule, valid):
    data = {**FILE, **file, "rules": [{**RULE, **rule}]}
    assert validator(rule_schema()).is_valid(data) is valid


def test_every_field_is_described_and_has_an_example():
    schema = rule_schema()
    for name in ("Entry", "Match", "Examples"):
        for field, told in schema["$defs"][name]["properties"].items():
            assert told.get("description") and told.get("examples"), f"{name}.{field}"
    for field, told in (*schema["properties"].items(), *pipeline_schema()["properties"].items()):
        assert told.get("description"), field


def test_the_command_prints_them():
    for args, wanted in ([], rule_schema()), (["--pipeline"], pipeline_schema()):
        printed = CliRunner().invoke(cleaner, ["rules", "schema", *args]).stdout
        assert json.loads(printed) == wanted and wanted["$schema"] and wanted["$id"] and wanted["title"]
