"""Whether patterns are sound: they compile, and name no group that nobody knows."""

from __future__ import annotations

from cleaner.pattern import BadPattern, Pattern
from cleaner.record import FIELDS
from cleaner.ruleset import nodes
from cleaner.ruleset.explain import meant
from cleaner.ruleset.parts import Parts

GROUPS = frozenset(FIELDS) | {"cut"}


def check_pattern(tree: nodes.Tree, path: nodes.Path, written: str, full: str, parts: Parts) -> bool:
    """Note what is wrong with a pattern, given as written at `path` and as written out; True if nothing is.

    What is wrong with a part is noted where the part is said, and not again where it is used.
    """
    at = tree.where(path)
    try:
        groups = Pattern(full).groups
    except BadPattern as error:
        position = parts.written_at(written, error.position)
        tree.problem(at, "bad-regex", f"{error} at character {position + 1} of {written!r}")
        return False
    unknown = sorted(name for name in groups - GROUPS if f"<{name}>" in written)
    for name in unknown:
        tree.problem(at, "unknown-group", f"there is no group {name!r}", meant(name, GROUPS))
    return not unknown


def check_part(tree: nodes.Tree, path: nodes.Path, written: str, full: str, parts: Parts) -> bool:
    """Note what is wrong with a part: it must be a pattern by itself, and change nothing around it.

    True if nothing is wrong.
    """
    if not check_pattern(tree, path, written, full, parts):
        return False
    compiled = Pattern(full).compiled()
    if compiled.flags != Pattern("").compiled().flags:
        hint = "write (?i:...) around what it is for"
        tree.problem(tree.where(path), "part-leaks", "a flag like (?i) would hold for the whole pattern", hint)
        return False
    if compiled.groups != len(compiled.groupindex):
        message = "a group with a number would shift those of the pattern"
        tree.problem(tree.where(path), "part-leaks", message, "write (?:...) where nothing is kept")
        return False
    return True
