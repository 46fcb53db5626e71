"""Cuts boilerplate and off-topic content out of raw article text: deletions only, each explained and reversible."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.errors import CleanerError, FieldError, PatternTimeout, RecordError, RuleError
    from cleaner.pipeline import Pipeline
    from cleaner.record import CLASSES, Cleaned, Removal, Veto, apply, restore
    from cleaner.spans import Span

__version__ = "0.1.0"
# Imported when asked for: a command's --help needs none of it.
_HOMES = {
    "errors": ("CleanerError", "FieldError", "PatternTimeout", "RecordError", "RuleError"),
    "pipeline": ("Pipeline",),
    "record": ("CLASSES", "Cleaned", "Removal", "Veto", "apply", "restore"),
    "spans": ("Span",),
}
__all__ = [
    "CLASSES",
    "Cleaned",
    "CleanerError",
    "FieldError",
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


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"cleaner.{home}"), name)
    raise AttributeError(f"module 'cleaner' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def clean(text: str, language: str | None = None) -> Cleaned:
    """Clean one text with the default pipeline, which is loaded at the first call.

    `language` (BCP 47) spares the language detector, where it is known. For many texts, or options, use `Pipeline`.
    """
    return _default().clean(text, language)


@lru_cache(maxsize=1)
def _default() -> Pipeline:
    from cleaner.pipeline import Pipeline

    return Pipeline.load()
