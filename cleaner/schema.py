"""The JSON Schemas of rule files, of files of parts and of pipeline files: editors complete and check by them.

Of a rule file they know what each installed kind of filter takes as its options. What only the loader can tell
(patterns that do not compile, ids that stand twice, examples that fail) `cleaner rules lint` and `test` say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.filters.base import Filter, kinds
from cleaner.ruleset.model import PartsFile, RuleFile
from cleaner.ruleset.settings import Settings

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_REF = "#/$defs/{model}"
Schema = dict[str, Any]


def rule_schema(known: Mapping[str, type[Filter]] | None = None) -> Schema:
    """The schema of a rule file, with `known` kinds by name, or all that are installed."""
    known = kinds() if known is None else known
    schema = RuleFile.model_json_schema(by_alias=True)
    entry = schema["$defs"]["Entry"]
    for owner in (schema, entry):
        described = owner["properties"]["kind"]
        said = {key: value for key, value in described.items() if key not in ("anyOf", "type") and value is not None}
        owner["properties"]["kind"] = {"enum": sorted(known), **said}
    schema["allOf"], entry["allOf"] = [], []
    for name, kind in sorted(known.items()):
        wanted = _wanted(kind, schema["$defs"])
        entry["allOf"].append({"if": _is(name), "then": wanted})
        unsaid = {"if": {"not": {"required": ["kind"]}}, "then": wanted}
        schema["allOf"].append(
            {"if": _is(name, default=RuleFile.model_fields["kind"].default), "then": _rules(unsaid)}
        )  # fmt: skip
    _marks(schema["$defs"]["Examples"]["properties"])
    return _headed(schema, "rules", "Rule file of cleaner")


def pipeline_schema() -> Schema:
    """The schema of a pipeline file."""
    return _headed(Settings.model_json_schema(by_alias=True), "pipeline", "Pipeline file of cleaner")


def parts_schema() -> Schema:
    """The schema of a file of parts."""
    return _headed(PartsFile.model_json_schema(), "parts", "File of parts of cleaner")


def _headed(schema: Schema, name: str, title: str) -> Schema:
    head = {"$schema": DIALECT, "$id": f"urn:cleaner:schema:{name}", "title": title}
    return head | {key: value for key, value in schema.items() if key not in head}


def _is(name: str, default: str = "") -> Schema:
    """That the kind is the one of that name; the default one is meant too where none is said."""
    said: Schema = {"properties": {"kind": {"const": name}}, "required": ["kind"]}
    return {"anyOf": [said, {"not": {"required": ["kind"]}}]} if name == default else said


def _wanted(kind: type[Filter], defs: Schema) -> Schema:
    """What a rule of a kind must be like; the models of its options join `defs`."""
    options = kind.Options.model_json_schema(by_alias=True, ref_template=_REF)
    defs |= options.pop("$defs", {})
    defs[kind.Options.__name__] = options
    wanted: Schema = {"properties": {"options": {"$ref": _REF.format(model=kind.Options.__name__)}}}
    if kind.wants != "nothing":
        wanted["required"] = ["match"]
    if kind.wants == "pattern":
        wanted["properties"]["match"] = {"required": ["pattern"]}
    return wanted


def _rules(schema: Schema) -> Schema:
    return {"properties": {"rules": {"items": schema}}}


def _marks(examples: Schema) -> None:
    """Cuts are marked where there are cuts, and nowhere else."""
    for name in ("removes", "misses"):
        examples[name]["items"]["pattern"] = "⟦[^⟦⟧]*⟧"
    examples["keeps"]["items"]["pattern"] = "^[^⟦⟧]*$"
