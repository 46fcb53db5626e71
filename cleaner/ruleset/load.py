"""YAML files to rules: every problem of every file at once, each with its place and what was probably meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, ClassVar, Literal, Protocol

from pydantic import ValidationError

from cleaner.errors import Location, Problem, RuleError
from cleaner.ruleset import nodes
from cleaner.ruleset.book import Book
from cleaner.ruleset.explain import explain_all, meant
from cleaner.ruleset.model import Entry, ProvenRule, Rule, RuleFile
from cleaner.ruleset.parts import OPEN, Parts
from cleaner.ruleset.partsfile import SharedParts, own_parts
from cleaner.ruleset.sound import check_pattern


class Kind(Protocol):
    """What a rule file must know of a kind of filter: the options it takes, and what it cannot do without."""

    Options: ClassVar[type[Any]]
    wants: ClassVar[Literal["match", "pattern", "nothing"]]


Kinds = Mapping[str, type[Kind]]
# What a kind that wants nothing does not ask, and what to do instead.
_UNHEARD = {
    "match": "its options say which lines fall",
    "unless": "raise the threshold, or use another kind",
}
_NO_PARTS = Parts()


def load_rules(
    files: Iterable[FilePath], kinds: Kinds, trusted: FilePath | None = None, beside: Book | None = None
) -> list[ProvenRule]:
    """The rules of `files`, in order. `kinds` are the kinds of filter there are, by name; the ids of the rules `beside`
    are taken.

    The patterns of files below `trusted` are not compiled to see whether they can be: that takes most of the time of
    loading, and the tests of this package do it. Raises RuleError with every problem found in all files.
    """
    rules: list[ProvenRule] = []
    problems: list[Problem] = []
    shared = SharedParts(trusted)
    for file in files:
        trust = trusted is not None and file.is_relative_to(trusted)
        found, wrong = read_file(file, kinds, shared.beside(file), trust=trust)
        rules += found
        problems += wrong
    problems = [*shared.problems, *problems, *_duplicates(rules, beside)]
    if problems:
        raise RuleError(problems)
    return rules


def read_file(
    file: FilePath, kinds: Kinds, shared: Parts = _NO_PARTS, *, trust: bool = False
) -> tuple[list[ProvenRule], list[Problem]]:
    """The rules of one file, and its problems; with problems, no rules. `shared` are the parts it may use."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return [], [Problem(Location(str(file)), "not-utf8", f"not UTF-8 at byte {error.start}")]
    except OSError as error:
        return [], [Problem(Location(str(file)), "unreadable", error.strerror or str(error))]
    return parse(text, str(file), kinds, shared, trust=trust)


def parse(
    text: str, file: str, kinds: Kinds, shared: Parts = _NO_PARTS, *, trust: bool = False
) -> tuple[list[ProvenRule], list[Problem]]:
    """The rules in the text of a rule file, and its problems; with problems, no rules."""
    tree = nodes.read(text, file)
    if tree.problems:
        return [], tree.problems
    try:
        head = RuleFile.model_validate(tree.data)
    except ValidationError as error:
        explain_all(tree, error, RuleFile)
        return [], tree.problems
    parts = own_parts(tree, head.parts, shared, trust=trust)
    rules = []
    for i, entry in enumerate(head.rules):
        full = _written_out(entry, ("rules", i), tree, parts, trust=trust)
        rule = ProvenRule.of(full, head, tree.where(("rules", i)), trust)
        _check(rule, ("rules", i), tree, kinds)
        rules.append(rule)
    return ([], tree.problems) if tree.problems else (rules, [])


def _check(rule: ProvenRule, path: nodes.Path, tree: nodes.Tree, kinds: Kinds) -> None:
    """What the schema alone can't see: the id's class, the kind and its options."""
    if not rule.id.startswith(rule.noise_class + "."):
        tree.problem(
            tree.where((*path, "id")), "id-class", f"the id {rule.id!r} is not of the file's class",
            f"{rule.noise_class}.{rule.id.split('.', 1)[1]}",
        )  # fmt: skip
    if rule.kind not in kinds:
        at = (*path, "kind") if (*path, "kind") in tree.places else ("kind",)
        tree.problem(tree.where(at), "unknown-kind", f"there is no kind {rule.kind!r}", meant(rule.kind, kinds))
        return
    kind = kinds[rule.kind]
    if kind.wants != "nothing" and not rule.match:
        tree.problem(tree.where(path), "missing-field", f"'match' is missing: the kind {rule.kind!r} needs it")
    elif kind.wants == "pattern" and rule.match and not rule.match.pattern:
        message = f"'pattern' is missing: the kind {rule.kind!r} cuts what its pattern matches"
        tree.problem(tree.where((*path, "match")), "missing-field", message)
    for name, hint in _UNHEARD.items() if kind.wants == "nothing" else ():
        if getattr(rule, name):
            message = f"the kind {rule.kind!r} judges lines without {name!r}"
            tree.problem(tree.where((*path, name)), f"{name}-unheard", message, hint)
    try:
        kind.Options.model_validate(rule.options)
    except ValidationError as error:
        explain_all(tree, error, kind.Options, (*path, "options"))


def _written_out(entry: Entry, path: nodes.Path, tree: nodes.Tree, parts: Parts, *, trust: bool) -> Entry:
    """The rule with the parts put into its patterns, which are checked unless they are trusted."""
    match, unless = entry.match, entry.unless
    if match and match.pattern is not None:
        full = _pattern(match.pattern, (*path, "match", "pattern"), tree, parts, trust=trust)
        match = match.model_copy(update={"pattern": full})
    if unless:
        unless = tuple(
            _pattern(each, (*path, "unless", i), tree, parts, trust=trust) for i, each in enumerate(unless)
        )  # fmt: skip
    # Which options are patterns only their kind knows, which checks them; of any other use of "{{" there is none.
    options = {
        name: parts.put_in(said, tree, (*path, "options", name)) if isinstance(said, str) else said
        for name, said in entry.options.items()
    }
    return entry.model_copy(update={"match": match, "unless": unless, "options": options})


def _pattern(written: str, path: nodes.Path, tree: nodes.Tree, parts: Parts, *, trust: bool) -> str:
    if trust and OPEN not in written:
        return written
    before = len(tree.problems)
    full = parts.put_in(written, tree, path)
    if not trust and len(tree.problems) == before:
        check_pattern(tree, path, written, full, parts)
    return full


def _duplicates(rules: Sequence[ProvenRule], beside: Book | None) -> Iterable[Problem]:
    there = {head.id: number for number, head in enumerate(beside.heads)} if beside else {}
    first: dict[str, Rule] = {}
    for rule in rules:
        taken = beside[there[rule.id]] if beside and rule.id in there else first.setdefault(rule.id, rule)
        if taken is not rule:
            by = f"by {taken.at}; ids are never reused"
            yield Problem(rule.at, "duplicate-id", f"the id {rule.id!r} is taken", by)
