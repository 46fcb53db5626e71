"""`cleaner rules apply-decisions`: what people decided, put into rule files."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.errors import CleanerError

if TYPE_CHECKING:
    from cleaner.review.apply import Applied
    from cleaner.review.decisions import Decision

_EPILOG = """\b
Examples:
  cleaner rules apply-decisions decisions.jsonl --rules my-rules/ --dry-run   see what would change
  cleaner rules apply-decisions decisions.jsonl --rules my-rules/             change it
  cleaner rules test my-rules/                                                when the rules are narrowed

\b
Exit status: 0 all done; 1 a rule fails an example now (narrow it), or a decision could not be put in
(each is named); 2 bad usage, bad decisions or bad rules."""


@click.command("apply-decisions", epilog=_EPILOG)
@click.argument("files", metavar="DECISIONS...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rules", "place", required=True, type=click.Path(path_type=Path, exists=True), metavar="DIR",
              help="The rules to change: a directory of rule files, or one file.")  # fmt: skip
@click.option("--drafts", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="Where drafts go, to files by language and class; default: decided/ in --rules.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Print the changes as a diff, and write nothing.")
def apply_decisions(files: tuple[Path, ...], place: Path, drafts: Path | None, dry_run: bool) -> None:
    """Turn decisions into proof: a wrong cut becomes an example under its rule's `keeps`, what was missed a draft rule.

    DECISIONS are the files that `cleaner review` saves. The example is the smallest part of the document in which the
    rule makes the cut. All else in the rule files stays as it is. Rules that now fail an example are named: narrow
    them, and try with `cleaner rules test`.
    """
    from cleaner.pipeline import known_rules
    from cleaner.review.apply import Applied
    from cleaner.review.rulefiles import RuleFiles

    decided = read_decisions(files)
    drafts = drafts or (place if place.is_dir() else place.parent) / "decided"
    try:
        applied = Applied(decided, RuleFiles(_rule_files(place, drafts)), known_rules(), drafts)
        failures = applied.failures()
        if not dry_run:
            applied.files.write()
    except (CleanerError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    if dry_run:
        click.echo(applied.files.diff(), nl=False)
    _tell(applied, failures, aside=dry_run)
    sys.exit(1 if failures or any(note.outcome == "left" for note in applied.notes) else 0)


def read_decisions(files: Sequence[Path]) -> list[Decision]:
    """What stands decided in some files, later ones having the last word; bad ones are told, and exit with 2."""
    from cleaner.review.decisions import merged
    from cleaner.review.journal import BadDecisions, read

    found: list[Decision] = []
    try:
        for file in files:
            journal = read(file)
            found += journal.decisions
            if journal.torn:
                click.echo(journal.torn, err=True)
    except BadDecisions as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    return merged(found)


def _rule_files(place: Path, drafts: Path) -> list[Path]:
    """The rule files there are, those of drafts too."""
    from cleaner.errors import RuleError
    from cleaner.ruleset.locate import rule_files

    found: set[Path] = set()
    for each in (place, drafts):
        with suppress(RuleError):  # there are none yet
            found.update(rule_files(each))
    return sorted(found)


def _tell(applied: Applied, failures: Sequence[str], *, aside: bool) -> None:
    """Say what came of each decision, which rules fail, and sums."""
    for note in applied.notes:
        click.echo(("left out: " if note.outcome == "left" else "") + note.said, err=aside)
    for failure in failures:
        click.echo(failure, err=aside)
    counts = {name: sum(note.outcome == name for note in applied.notes) for name in ("new", "there", "left")}
    told = f"{counts['new']} put in, {counts['there']} there already, {counts['left']} left out"
    click.echo(f"{told}; examples that fail: {len(failures)}", err=aside)
