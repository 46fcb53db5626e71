"""YAML files to rules: every problem of every file at once, each with its place and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any, ClassVar, Literal, Protocol

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cleaner.errors import Location, Problem, RuleError
from cleaner.pattern import BadPattern, Pattern
from cleaner.record import FIELDS
from cleaner.ruleset import nodes
from cleaner.ruleset.model import Entry, Examples, Match, Rule, RuleFile


class Kind(Protocol):
    """What a rule file must know of a kind of filter: the options it takes, and what it cannot do without."""

    Options: ClassVar[type[Any]]
    wants: ClassVar[Literal["match", "pattern", "anchors", "nothing"]]


Kinds = Mapping[str, type[Kind]]
GROUPS = frozenset(FIELDS) | {"cut"}
_TYPES = {
    "tuple_type": "a list", "dict_type": "a mapping", "model_type": "a mapping", "model_attributes_type": "a mapping",
    "int_type": "a whole number", "bool_type": "true or false", "float_type": "a number",
}  # fmt: skip
_SCHEMAS: dict[str, type[BaseModel]] = {"match": Match, "examples": Examples}


def load_rules(files: Iterable[FilePath], kinds: Kinds, trusted: FilePath | None = None) -> list[Rule]:
    """The rules of `files`, in order. `kinds` are the kinds of filter there are, by name.

    The patterns of files below `trusted` are not compiled to see whether they can be: that takes most of the time of
    loading, and the tests of this package do it. Raises RuleError with every problem found in all files.
    """
    rules: list[Rule] = []
    problems: list[Problem] = []
    for file in files:
        found, wrong = read_file(file, kinds, trust=trusted is not None and file.is_relative_to(trusted))
        rules += found
        problems += wrong
    problems += _duplicates(rules)
    if problems:
        raise RuleError(problems)
    return rules


def read_file(file: FilePath, kinds: Kinds, *, trust: bool = False) -> tuple[list[Rule], list[Problem]]:
    """The rules of one file, and its problems; with problems, no rules."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return [], [Problem(Location(str(file)), "not-utf8", f"not UTF-8 at byte {error.start}")]
    except OSError as error:
        return [], [Problem(Location(str(file)), "unreadable", error.strerror or str(error))]
    return parse(text, str(file), kinds, trust=trust)


def parse(text: str, file: str, kinds: Kinds, *, trust: bool = False) -> tuple[list[Rule], list[Problem]]:
    """The rules in the text of a rule file, and its problems; with problems, no rules."""
    tree = nodes.read(text, file)
    if tree.problems:
        return [], tree.problems
    try:
        head = RuleFile.model_validate(tree.data)
    except ValidationError as error:
        explain_all(tree, error, RuleFile)
        return [], tree.problems
    rules = []
    for i, entry in enumerate(head.rules):
        rule = Rule.of(entry, head, tree.where(("rules", i)), trust)
        _check(rule, ("rules", i), tree, kinds)
        if not trust:
            _check_patterns(rule, ("rules", i), tree)
        rules.append(rule)
    return ([], tree.problems) if tree.problems else (rules, [])


def _check(rule: Rule, path: nodes.Path, tree: nodes.Tree, kinds: Kinds) -> None:
    """What the schema alone can't see: the id's class, the kind and its options."""
    if not rule.id.startswith(rule.noise_class + "."):
        tree.problem(
            tree.where((*path, "id")), "id-class", f"the id {rule.id!r} is not of the file's class",
            f"{rule.noise_class}.{rule.id.split('.', 1)[1]}",
        )  # fmt: skip
    if rule.kind not in kinds:
        at = (*path, "kind") if (*path, "kind") in tree.places else ("kind",)
        tree.problem(tree.where(at), "unknown-kind", f"there is no kind {rule.kind!r}", _meant(rule.kind, kinds))
        return
    kind = kinds[rule.kind]
    if kind.wants != "nothing" and not rule.match:
        tree.problem(tree.where(path), "missing-field", f"'match' is missing: the kind {rule.kind!r} needs it")
    elif kind.wants == "pattern" and rule.match and not rule.match.pattern:
        message = f"'pattern' is missing: the kind {rule.kind!r} cuts what its pattern matches"
        tree.problem(tree.where((*path, "match")), "missing-field", message)
    elif kind.wants == "anchors" and rule.match and not rule.match.anchors_alone:
        message = f"the kind {rule.kind!r} looks for 'anchors' and nothing else"
        tree.problem(tree.where((*path, "match")), "anchors-alone", message)
    try:
        kind.Options.model_validate(rule.options)
    except ValidationError as error:
        explain_all(tree, error, kind.Options, (*path, "options"))


def _check_patterns(rule: Rule, path: nodes.Path, tree: nodes.Tree) -> None:
    if rule.match and rule.match.pattern is not None:
        _check_pattern(tree, (*path, "match", "pattern"), rule.match.pattern)
    for i, pattern in enumerate(rule.unless):
        _check_pattern(tree, (*path, "unless", i), pattern)


def _check_pattern(tree: nodes.Tree, path: nodes.Path, source: str) -> None:
    at = tree.where(path)
    try:
        unknown = sorted(Pattern(source).groups - GROUPS)
    except BadPattern as error:
        tree.problem(at, "bad-regex", f"{error} at character {error.position + 1} of {source!r}")
        return
    for name in unknown:
        tree.problem(at, "unknown-group", f"there is no group {name!r}", _meant(name, GROUPS))


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
            tree.problem(at, "unknown-field", f"there is no field {name!r} here", _meant(name, known))
        case "missing":
            tree.problem(tree.where(path[:-1]), "missing-field", f"{name!r} is missing")
        case "literal_error":
            given = str(detail["input"])
            wanted = [w.strip("' ") for w in detail.get("ctx", {}).get("expected", "").replace(" or ", ",").split(",")]
            tree.problem(tree.where(path), "bad-value", f"{name!r} can't be {given!r}", _meant(given, wanted))
        case "string_type":
            hint = "put it in quotes" if isinstance(detail["input"], bool | int | float) else ""
            tree.problem(tree.where(path), "wrong-type", f"text is wanted, this is {_named(detail['input'])}", hint)
        case "string_pattern_mismatch":
            wanted_pattern = detail["ctx"]["pattern"]
            tree.problem(tree.where(path), "bad-value", f"{detail['input']!r} is not of the form {wanted_pattern}")
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


def _meant(given: str, known: Iterable[str]) -> str:
    known = list(known)
    close = get_close_matches(given, known, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else "one of: " + ", ".join(sorted(known))


def _named(value: Any) -> str:
    if value is None:
        return "nothing"
    names = {"dict": "a mapping", "list": "a list", "str": "text", "bool": "yes or no", "int": "a number"}
    return names.get(type(value).__name__, type(value).__name__)


def _duplicates(rules: Sequence[Rule]) -> Iterable[Problem]:
    first: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in first:
            there = first[rule.id].at
            yield Problem(rule.at, "duplicate-id", f"the id {rule.id!r} is taken", f"by {there}; ids are never reused")
        first.setdefault(rule.id, rule)
