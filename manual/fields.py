"""The page of every field of rule files and pipeline files, made from the schemas that editors are given."""

from __future__ import annotations

import inspect
import json
from collections.abc import Sequence
from typing import Any

from cleaner.filters.base import Filter, kinds
from cleaner.ruleset.model import Rule
from cleaner.schema import pipeline_schema, rule_schema

_HEAD = """\
# Every field

All that a rule file and a pipeline file may say, made from the models that read them. [Writing
rules](writing-rules.md) tells what it is for and how it works together; the same as a [JSON
Schema](how-to/vs-code.md) makes editors complete and check it. A field that is not here is an error, and the error says
what was probably meant.

"""
_TABLE = "| field | takes | default | what it says | example |\n|---|---|---|---|---|\n"
_TYPES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}


def page(rules: Sequence[Rule]) -> str:
    """The page's Markdown. The examples of kinds' options are those of `rules`."""
    schema = rule_schema()
    models = schema["$defs"]
    parts = [_HEAD, "## The file { #file }\n\n", _fields(schema), "\n## A rule { #rule }\n\n", _fields(models["Entry"])]
    parts += ["\n## match { #match }\n\n", _said(models["Match"]), _fields(models["Match"])]
    parts += ["\n## examples { #examples }\n\n", _said(models["Examples"]), _fields(models["Examples"])]
    for name, kind in sorted(kinds().items()):
        parts += _kind(name, kind, models, rules)
    parts += ["\n## The pipeline file { #pipeline }\n\n", _PIPELINE, _fields(pipeline_schema())]
    return "".join(parts)


_PIPELINE = """\
`clean --pipeline FILE.yaml`, `Pipeline.load(file)`: which rules run, and what the guards hold to.

"""


def _said(model: dict[str, Any]) -> str:
    said = model["description"]
    return f"{said}\n\n"


def _kind(name: str, kind: type[Filter], models: dict[str, Any], rules: Sequence[Rule]) -> list[str]:
    options = models[kind.Options.__name__]
    needs = {
        "match": "It needs a `match`.",
        "pattern": "It needs a `match` with a `pattern`.",
        "anchors": "It needs a `match` of `anchors` and nothing else.",
        "nothing": "",
    }
    parts = [f"\n## kind {name} {{ #kind-{name} }}\n\n{inspect.getdoc(kind)} {needs[kind.wants]}\n\n"]
    if not options.get("properties"):
        return [*parts, "It takes no options.\n"]
    return [*parts, f"`options`: {_small(options['description'])}\n\n", _fields(options, _used(name, rules))]


def _small(text: str) -> str:
    return text[0].lower() + text[1:]


def _used(kind: str, rules: Sequence[Rule]) -> dict[str, Any]:
    """The options that shipped rules of a kind use: the first value of each."""
    found: dict[str, Any] = {}
    for rule in sorted((rule for rule in rules if rule.kind == kind), key=lambda rule: rule.id):
        found = {**rule.options, **found}
    return found


def _fields(model: dict[str, Any], used: dict[str, Any] | None = None) -> str:
    rows = []
    for name, told in model["properties"].items():
        needed = name in model.get("required", ())
        example = (used or {}).get(name, *told.get("examples", [told.get("default")])[:1])
        cells = (
            f"`{name}`",
            _takes(told),
            "needed" if needed else _default(told),
            told.get("description", ""),
            "" if example is None and "examples" not in told else _code(name, example),
        )
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return _TABLE + "".join(rows)


def _default(told: dict[str, Any]) -> str:
    value = told.get("default")
    return "" if value in (None, [], {}) else f"`{json.dumps(value, ensure_ascii=False)}`"


def _takes(told: dict[str, Any]) -> str:
    """What a field takes, in words."""
    if "enum" in told:
        return ", ".join(f"`{value}`" for value in told["enum"])
    if "const" in told:
        return f"`{told['const']}`"
    if "anyOf" in told:
        return " or ".join(dict.fromkeys(_takes(each) for each in told["anyOf"] if each != {"type": "null"}))
    if "$ref" in told:
        name = told["$ref"].rsplit("/", 1)[1]
        return {"Match": "[match](#match)", "Examples": "[examples](#examples)"}.get(name, "mapping")
    if told.get("type") == "array":
        items = told.get("items", {})
        return f"list of {'classes' if 'enum' in items else 'rules' if '$ref' in items else 'texts'}"
    if told.get("type") == "object":
        return "mapping"
    return _TYPES[told["type"]]


def _code(name: str, value: Any) -> str:
    """The field as YAML has it, on one line and not too long: JSON is YAML."""
    text = json.dumps(value, ensure_ascii=False)
    text = text if len(text) <= 90 else text[:80] + " …"
    return f"`{name}: {text}`"
