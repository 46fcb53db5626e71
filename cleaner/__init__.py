"""Cuts boilerplate and off-topic content out of raw article text: deletions only, each explained and reversible."""

from __future__ import annotations

from functools import lru_cache

from cleaner.errors import CleanerError, PatternTimeout, RecordError, RuleError
from cleaner.pipeline import Pipeline
from cleaner.record import CLASSES, Cleaned, Removal, Veto, apply, restore
from cleaner.spans import Span

__version__ = "0.1.0"
__all__ = [
    "CLASSES",
    "Cleaned",
    "CleanerError",
    "PatternTimeout",
    "Pipeline",
    "RecordError",
    "Removal",
    "RuleError",
    "Span",
    "Veto",
    "apply",
    "clean",
    "restore",
]


def clean(text: str, language: str | None = None) -> Cleaned:
    """Clean one text with the default pipeline, which is loaded at the first call.

    `language` (BCP 47) spares the language detector, where it is known. For many texts, or options, use `Pipeline`.
    """
    return _default().clean(text, language)


@lru_cache(maxsize=1)
def _default() -> Pipeline:
    return Pipeline.load()
