"""`cleaner rules`: list, show, lint, test and start rules, and put decisions into them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import click

from cleaner.cli.rules_decisions import apply_decisions
from cleaner.errors import RuleError
from cleaner.filters.base import kinds
from cleaner.ruleset.excerpt import entry_rows, parts_rows
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.ruleset.model import ProvenRule, Rule

R = TypeVar("R", bound=Rule)


def _load(place: Path | None, *, trust: bool = False) -> list[ProvenRule]:
    """The rules of a place, or of the package; ends with every problem there is.

    With `trust` the package's patterns, which have passed their tests, are not compiled: enough to tell of its rules.
    """
    from cleaner.pipeline import known_rules

    try:
        return known_rules() if trust and place is None else load_rules(rule_files(place or bundled()), kinds())
    except RuleError as error:
        _report(error)
        sys.exit(2)


def _report(error: RuleError) -> None:
    click.echo(str(error), err=True)
    count = len(error.problems)
    click.echo(f"\n{count} problem{'s' if count != 1 else ''}", err=True)


@click.group()
def rules() -> None:
    """List, show, lint, test and start rules, and put decisions into them."""


@rules.command("list")
@click.option("--lang", help="Only rules of this language (mul: those for every language).")
@click.option("--class", "noise_class", help="Only rules that cut this class.")
@click.option("--rules", "place", type=click.Path(path_type=Path), help="A directory or file of your own rules.")
def list_rules(lang: str | None, noise_class: str | None, place: Path | None) -> None:
    """List the rules there are: id, language, kind, scope, confidence, title."""
    chosen = [
        rule
        for rule in _load(place, trust=True)
        if (lang is None or rule.language == lang) and (noise_class is None or rule.noise_class == noise_class)
    ]
    width = max((len(rule.id) for rule in chosen), default=0)
    for rule in sorted(chosen, key=lambda rule: rule.id):
        row = f"{rule.id:<{width}}  {rule.language:<4} {rule.kind:<7} {rule.scope:<9} {rule.confidence:<7} {rule.title}"
        click.echo(row)
    click.echo(f"{len(chosen)} rules", err=True)


@rules.command("show")
@click.argument("rule_id", metavar="ID")
@click.option("--rules", "place", type=click.Path(path_type=Path), help="A directory or file of your own rules.")
def show(rule_id: str, place: Path | None) -> None:
    """Show one rule as its file says it, with its examples and the parts that its patterns are made of."""
    rule = find_rule(_load(place, trust=True), rule_id)
    about = [f"class {rule.noise_class}", f"language {rule.language}", f"kind {rule.kind}"]
    if rule.sources:
        about.append(f"sources {' '.join(rule.sources)}")
    click.echo(f"# {rule.file}:{rule.at.line} ({', '.join(about)})")
    click.echo("\n".join([*parts_rows(rule), *entry_rows(rule)]).rstrip())


@rules.command("lint")
@click.argument("place", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
def lint_rules(place: Path | None) -> None:
    """Check rule files: what is wrong and what is unwise, all of it at once. Exit 2 if there is any."""
    from cleaner.proof import lint
    from cleaner.ruleset.unused import unused_parts

    loaded = _load(place)
    problems = [*lint(loaded), *unused_parts(rule_files(place or bundled()))]
    if problems:
        _report(RuleError(problems))
        sys.exit(2)
    click.echo(f"{len(loaded)} rules, no problems")


@rules.command("test")
@click.argument("what", metavar="[ID|DIR]", required=False)
def test_rules(what: str | None) -> None:
    """Run the examples inside rules: all, those of one rule, or those of a directory or file. Exit 1 if one fails."""
    from cleaner.proof import prove

    place = Path(what) if what and Path(what).exists() else None
    chosen = _load(place)
    # Some kinds look at what other rules hit: only their examples need all rules.
    alone = place is None or not any(kinds()[rule.kind].joint for rule in chosen)
    everything = list({rule.id: rule for rule in (chosen if alone else [*_load(None), *chosen])}.values())
    if what and place is None:
        chosen = [find_rule(chosen, what)]
    failures = list(prove(chosen, everything))
    for failure in failures:
        click.echo(str(failure))
    examples = sum(len(r.examples.removes) + len(r.examples.keeps) + len(r.examples.misses) for r in chosen)
    click.echo(f"{len(chosen)} rules, {examples} examples, {len(failures)} failed", err=bool(failures))
    sys.exit(1 if failures else 0)


@rules.command("new")
@click.argument("rule_id", metavar="ID")
@click.option("--lang", required=True, help="BCP 47 tag, or mul for every language.")
@click.option("--from", "source", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A text with the noise to cut between ⟦ and ⟧: it becomes the first example.")  # fmt: skip
def new(rule_id: str, lang: str, source: Path | None) -> None:
    """Print a rule file with one rule, its examples to be filled in."""
    from cleaner.cli.template import template

    try:
        click.echo(template(rule_id, lang, source.read_text(encoding="utf-8") if source else None), nl=False)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


@rules.command("schema")
@click.option("--pipeline", "of", flag_value="pipeline", help="Of a pipeline file instead.")
@click.option("--parts", "of", flag_value="parts", help="Of a file of parts (parts.yaml) instead.")
def schema(of: str | None) -> None:
    """Print the JSON Schema of a rule file, for editors: they then complete and check what is written."""
    from cleaner.schema import parts_schema, pipeline_schema, rule_schema

    made = {"pipeline": pipeline_schema, "parts": parts_schema}.get(of or "", rule_schema)()
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


rules.add_command(apply_decisions)


def find_rule(loaded: Iterable[R], rule_id: str) -> R:
    """The rule of that id; if there is none, ends with what was probably meant."""
    from difflib import get_close_matches

    by_id = {rule.id: rule for rule in loaded}
    if rule_id in by_id:
        return by_id[rule_id]
    close = get_close_matches(rule_id, by_id, n=3)
    hint = f"; did you mean {', '.join(close)}?" if close else "; `cleaner rules list` names them all"
    raise click.UsageError(f"there is no rule {rule_id!r}{hint}")
