"""The rule reference, docs/rules.md, made from the packs: `python -m cleaner.reference > docs/rules.md`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cleaner.filters.base import kinds
from cleaner.record import CLASSES
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.ruleset.model import Rule

_HEAD = """\
# Rules

Every rule that ships, by the class of noise it cuts. Made from the packs by `python -m cleaner.reference`; a test
keeps it current. `cleaner rules show ID` prints a rule with its examples.

"""


def reference(rules: Sequence[Rule]) -> str:
    """The page as Markdown."""
    stable = [rule for rule in rules if rule.status == "stable"]
    parts = [_HEAD, f"{len(stable)} rules in {len({rule.language for rule in stable} - {'mul'})} languages.\n"]
    by_class = sorted(stable, key=lambda rule: (CLASSES.index(rule.noise_class), rule.language, rule.id))
    for noise_class, group in groupby(by_class, key=lambda rule: rule.noise_class):
        parts.append(
            f"\n## {noise_class}\n\n| rule | language | kind | scope | confidence | cuts |\n|---|---|---|---|---|---|\n"
        )
        for rule in group:
            title = rule.title.replace("|", "\\|")
            row = (f"`{rule.id}`", rule.language, rule.kind, rule.scope, rule.confidence, title)
            parts.append("| " + " | ".join(row) + " |\n")
    return "".join(parts)


if __name__ == "__main__":
    print(reference(load_rules(rule_files(bundled()), kinds())), end="")
