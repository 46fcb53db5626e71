"""The two pipelines that are measured: all that ships, and rules of patterns alone.

Pattern rules are those of the kinds that are not asked last: what is left out weighs evidence (`score`, `cohesion`,
`language`) and asks for the language of every document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks.clock import timed
from cleaner import Pipeline
from cleaner.filters.base import kinds
from cleaner.pipeline import known_rules
from cleaner.ruleset.locate import bundled
from cleaner.ruleset.settings import load_settings

T = TypeVar("T")


def weighed() -> Sequence[str]:
    """The ids of the shipped rules that are asked last."""
    known = kinds()
    return [rule.id for rule in known_rules() if getattr(known[rule.kind], "last", False)]


def full() -> Pipeline:
    """The default pipeline."""
    return Pipeline.load()


def patterns() -> Pipeline:
    """The default pipeline without the rules that are asked last."""
    return Pipeline.load(without=weighed())


def afresh(pipeline: Pipeline, work: Callable[[T], object], items: Iterable[T]) -> float:
    """CPU seconds that it takes to do `work` to all items, by a pipeline that remembers no line of an earlier round."""
    pipeline.forget()
    return timed(work, items)


def pattern_file(place: Path) -> Path:
    """A pipeline file that makes `clean --pipeline FILE` do what `patterns` does (JSON is YAML)."""
    file = place / "patterns.yaml"
    settings = load_settings(bundled() / "pipeline.yaml", without=weighed())
    file.write_text(settings.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return file
