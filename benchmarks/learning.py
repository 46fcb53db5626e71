"""Running `cleaner learn` as a user does, and loading what it found."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.clock import Cost, launch
from cleaner.filters.base import kinds
from cleaner.pipeline import Pipeline
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.ruleset.settings import load_settings

CLEANER = Path(sys.executable).with_name("cleaner")  # the command of this environment
ACCEPT = 0.9


def learn(corpus: Path, pack: Path, accept: float = ACCEPT, options: Sequence[str] = ()) -> Cost:
    """Learn from JSON Lines with the field `source`; rules of more than `accept` are accepted.

    What stood in `pack` is gone, so that nothing is kept of what was learned before. Raises RuntimeError if the command
    fails.
    """
    if pack.is_dir():
        shutil.rmtree(pack)
    command = [CLEANER, "learn", corpus.resolve(), "-o", pack.resolve(), "--group-by", "source"]
    return launch(*command, "--accept-above", str(accept), *options)


def alone(pack: Path) -> Pipeline:
    """The accepted rules of a pack, and no others."""
    rules = load_rules(rule_files(pack), kinds()) if anything(pack) else []
    return Pipeline(rules, load_settings(bundled() / "pipeline.yaml"))


def anything(pack: Path) -> bool:
    """True if anything was learned at all."""
    return any(pack.rglob("*.yaml"))


def write(file: Path, records: Iterable[tuple[str, str, str, str]]) -> int:
    """Write documents (id, source, date or "", text) as JSON Lines for `learn`; the bytes of the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as sink:
        for name, source, day, text in records:
            record = {"id": name, "source": source, **({"date": day} if day else {}), "text": text}
            sink.write(json.dumps(record, ensure_ascii=False) + "\n")
    return file.stat().st_size
