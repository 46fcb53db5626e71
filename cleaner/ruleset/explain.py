"""What pydantic found wrong with a file, told as problems with their places and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cleaner.ruleset import nodes
from cleaner.ruleset.model import Entry, Examples, Match

_TYPES = {
    "tuple_type": "a list", "dict_type": "a mapping", "model_type": "a mapping", "model_attributes_type": "a mapping",
    "int_type": "a whole number", "bool_type": "true or false", "float_type": "a number",
}  # fmt: skip
_SCHEMAS: dict[str, type[BaseModel]] = {"match": Match, "examples": Examples}


def explain_all(tree: nodes.Tree, error: ValidationError, schema: type[BaseModel], under: nodes.Path = ()) -> None:
    """Note what pydantic found wrong with the data at `under`."""
    details = error.errors()
    inner = {detail["loc"][:n] for detail in details for n in range(len(detail["loc"]))}
    for detail in details:
        if detail["type"] == "too_short" and detail["loc"] in inner:
            continue  # too few because those there are bad, which is said
        detail["loc"] = (*under, *detail["loc"])
        _explain(tree, detail, schema)


def _explain(tree: nodes.Tree, detail: ErrorDetails, schema: type[BaseModel]) -> None:
    """One pydantic error as a problem with its place."""
    path: nodes.Path = tuple(part for part in detail["loc"])
    name = str(path[-1]) if path else ""
    match detail["type"]:
        case "extra_forbidden":
            known = _fields_at(path[:-1], schema)
            at = tree.keys.get(path, tree.where(path))
            tree.problem(at, "unknown-field", f"there is no field {name!r} here", meant(name, known))
        case "missing":
            tree.problem(tree.where(path[:-1]), "missing-field", f"{name!r} is missing")
        case "literal_error":
            given = str(detail["input"])
            wanted = [w.strip("' ") for w in detail.get("ctx", {}).get("expected", "").replace(" or ", ",").split(",")]
            tree.problem(tree.where(path), "bad-value", f"{name!r} can't be {given!r}", meant(given, wanted))
        case "string_type":
            hint = "put it in quotes" if isinstance(detail["input"], bool | int | float) else ""
            tree.problem(tree.where(path), "wrong-type", f"text is wanted, this is {_named(detail['input'])}", hint)
        case "string_pattern_mismatch":
            wanted_pattern = detail["ctx"]["pattern"]
            at = tree.keys[path[:-1]] if name == "[key]" else tree.where(path)  # pydantic's word for a key
            tree.problem(at, "bad-value", f"{detail['input']!r} is not of the form {wanted_pattern}")
        case "too_short":
            tree.problem(tree.where(path), "missing-example" if name in ("removes", "keeps") else "too-few",
                         f"{name!r} needs at least one entry")  # fmt: skip
        case "value_error":
            tree.problem(tree.where(path), "bad-value", str(detail["ctx"]["error"]))
        case kind if kind.endswith("_type"):
            wanted_type = _TYPES.get(kind)
            wanted_type = wanted_type or kind.removesuffix("_type")
            message = f"{wanted_type} is wanted, this is {_named(detail['input'])}"
            tree.problem(tree.where(path), "wrong-type", message)
        case _:
            tree.problem(tree.where(path), "bad-value", f"{name!r}: {detail['msg']}")


def _fields_at(path: nodes.Path, schema: type[BaseModel]) -> list[str]:
    model = schema
    for part in path:
        if part == "options":
            return [info.alias or name for name, info in schema.model_fields.items()]
        if part == "rules":
            model = Entry
        elif part in _SCHEMAS:
            model = _SCHEMAS[str(part)]
    return [info.alias or name for name, info in model.model_fields.items()]


def meant(given: str, known: Iterable[str]) -> str:
    """What was probably meant by a word that is none of `known`, or all that there are."""
    known = list(known)
    close = get_close_matches(given, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else "one of: " + ", ".join(sorted(known))


def _named(value: Any) -> str:
    if value is None:
        return "nothing"
    names = {"dict": "a mapping", "list": "a list", "str": "text", "bool": "yes or no", "int": "a number"}
    return names.get(type(value).__name__, type(value).__name__)
