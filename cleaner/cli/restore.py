"""`cleaner restore`: the original, letter for letter, from what was cleaned and its records."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from cleaner.atomic import replacing
from cleaner.cli.paths import OutPath
from cleaner.errors import CleanerError, RecordError
from cleaner.formats import by_name
from cleaner.formats.base import decode_as, encode
from cleaner.jobs.walk import shown
from cleaner.record import restore as restore_text

_PATH = click.Path(path_type=Path, exists=True)
Records = dict[str, list[dict[str, Any]]]


@click.command()
@click.argument("cleaned", metavar="CLEANED", type=_PATH)
@click.option("--records", "store", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False),
              metavar="FILE.jsonl", help="The records that were written while cleaning.")  # fmt: skip
@click.option("-o", "--out", required=True, type=OutPath(), help="File or directory to write.")
def restore(cleaned: Path, store: Path, out: Path) -> None:
    """Bring the original of CLEANED (a file or a directory) back from its records.

    Each original is checked against the sum its record holds. What was extracted from HTML is restored as the
    extracted text. Exit 1 if a file could not be restored; each is named.
    """
    try:
        records = _read(store)
    except RecordError as error:
        raise click.UsageError(str(error)) from None
    failed = False
    for file, name, target in _files(cleaned, out):
        try:
            _restore_file(file, name, target, records)
        except (CleanerError, OSError, UnicodeError) as error:
            click.echo(f"failed: {name}: {error}", err=True)
            failed = True
    sys.exit(1 if failed else 0)


def _read(store: Path) -> Records:
    """The records by the file they were written for."""
    records: Records = {}
    with store.open("rb") as rows:
        for number, row in enumerate(rows, 1):
            try:
                record = json.loads(row)
                records.setdefault(record["output"], []).append(record)
            except (ValueError, KeyError, TypeError):
                raise RecordError(f"{store}:{number}: not a record") from None
    return records


def _files(cleaned: Path, out: Path) -> list[tuple[Path, str, Path]]:
    if cleaned.is_dir():
        found = sorted(path for path in cleaned.rglob("*") if path.is_file())
        return [(path, shown(path.relative_to(cleaned)), out / path.relative_to(cleaned)) for path in found]
    into = out.is_dir()
    return [(cleaned, shown(cleaned), out / cleaned.name if into else out)]


def _restore_file(file: Path, name: str, target: Path, records: Records) -> None:
    mine = _matching(name, records)
    if not mine:
        raise RecordError("there is no record of it")
    if "line" in mine[0]:
        _restore_lines(file, target, {record["line"]: record for record in mine})
        return
    data = file.read_bytes()
    for record in mine:
        encoding = "utf-8" if record.get("extracted") else str(record.get("encoding", "utf-8"))
        # Cleaned texts are UTF-8, those cleaned in place are in the source's encoding: the record's sum tells.
        for written in dict.fromkeys(("utf-8", encoding)):
            try:
                original = _original(decode_as(data, written), record)
            except (RecordError, UnicodeError):
                continue
            with replacing(target) as sink:
                sink.write(encode(original, encoding))
            return
    raise RecordError("its record does not belong to this text: putting the cuts back does not give its original")


def _original(text: str, record: Mapping[str, Any]) -> str:
    try:
        return restore_text(text, record)
    except RecordError:
        # UTF-16 is always written with a mark, also where the first line went and the mark with it.
        if not text.startswith("\ufeff"):
            raise
        return restore_text(text[1:], record)


def _matching(name: str, records: Records) -> list[dict[str, Any]]:
    """The records written for a file: under its whole name, or else under names with the same last part."""
    if name in records:
        return records[name]
    last = name.rsplit("/", 1)[-1]
    found = [record for output, group in records.items() if output.rsplit("/", 1)[-1] == last for record in group]
    return found or (next(iter(records.values())) if len(records) == 1 else [])


def _restore_lines(file: Path, target: Path, records: Mapping[int, dict[str, Any]]) -> None:
    field = next(iter(records.values()))["field"]
    form = by_name("jsonl")
    with file.open("rb") as source, replacing(target) as sink:
        for item, place in form.read(source, field):
            record = records.get(int(item.name))
            text = restore_text(item.text, record) if record and record["removals"] else None
            form.write(sink, place, text, same_encoding=True)
