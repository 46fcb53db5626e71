"""What a worker does: clean a text, or try rules on one, and write the answer as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from cleaner.errors import CleanerError, PatternTimeout
from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned, NoiseClass
from cleaner.ruleset.settings import PRESETS
from cleaner.service.trial import Trial, try_rules

_CHOICES = 64  # kept of the settings that were asked for


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the pipeline's settings a request changes; None: nothing. A certainty overrules a preset."""

    keep: tuple[NoiseClass, ...] | None = None
    only: tuple[NoiseClass, ...] | None = None
    preset: str | None = None
    certainty: float | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A text to clean; `rules` (YAML) are tried on it, `alone` without the packs. `explain`: tell the rules' titles."""

    text: str
    id: str | None = None
    language: str | None = None
    source: str | None = None
    choice: Choice = Choice()
    explain: bool = False
    rules: str | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """JSON in UTF-8, and what is counted; `error`: a code, if the document could not be cleaned."""

    body: bytes
    characters: int = 0
    cut: Mapping[str, int] = field(default_factory=dict)
    error: str = ""


class Desk:
    """A pipeline, ready for tasks. Its settings hold for what a task says nothing about.

    `plain` is the certainty of the preset `default`: that of the pipeline file.
    """

    def __init__(self, pipeline: Pipeline, plain: float) -> None:
        self._pipeline = pipeline
        self._plain = plain
        self._ids = frozenset(head.id for head in pipeline.rules.heads)
        self._chosen = lru_cache(_CHOICES)(self._choose)
        self._left = lru_cache(2)(self._leave)

    def __call__(self, task: Task) -> Answer:
        """Do a task; what can't be done is told in the answer."""
        if (at := lone_surrogate(task.text)) is not None:
            return failed(task.id, "not-unicode", f"not Unicode: half of a surrogate pair at character {at}")
        try:
            if task.explain:
                trial = try_rules(
                    partial(self._without, task.choice), task.text, task.language, task.source, task.rules, task.alone
                )
                return _answer(task.id, trial.cleaned, explained(trial))
            return _answer(task.id, self._chosen(task.choice).clean(task.text, task.language, task.source), {})
        except PatternTimeout as error:
            return failed(task.id, "overtime", str(error))
        except CleanerError as error:
            return failed(task.id, "not-cleaned", str(error))
        except MemoryError:
            return failed(task.id, "not-cleaned", "it takes more memory than there is")
        except RecursionError:
            return failed(task.id, "not-cleaned", "nested too deeply")

    def _choose(self, choice: Choice) -> Pipeline:
        certainty = choice.certainty
        if certainty is None and choice.preset is not None:
            certainty = PRESETS[choice.preset].get("certainty", self._plain)
        asked = {"keep": choice.keep, "only": choice.only, "certainty": certainty}
        changes = {name: value for name, value in asked.items() if value is not None}
        return self._pipeline.under(self._pipeline.settings.model_copy(update=changes))

    def _without(self, choice: Choice, ids: frozenset[str]) -> Pipeline:
        known = ids & self._ids
        return self._left(choice, known) if known else self._chosen(choice)

    def _leave(self, choice: Choice, ids: frozenset[str]) -> Pipeline:
        """Takes a while; somebody who edits a rule asks again and again."""
        return self._chosen(choice).without(ids)

    def __reduce__(self) -> Any:
        return Desk, (self._pipeline, self._plain)


def explained(trial: Trial) -> dict[str, Any]:
    """What the playground is told beside text and record."""
    return {"rules": trial.told, "trial": trial.data() if trial.asked else None}


def failed(name: str | None, code: str, message: str) -> Answer:
    """The answer about a document that could not be cleaned."""
    return Answer(_json({"id": name, "error": {"code": code, "message": message, "problems": []}}), error=code)


def lone_surrogate(text: str) -> int | None:
    """Where a text has half of a surrogate pair (which JSON can hold, and UTF-8 can't); None if nowhere."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def _answer(name: str | None, cleaned: Cleaned, more: Mapping[str, Any]) -> Answer:
    data = {"id": name, "text": cleaned.text, "record": cleaned.record(), **more}
    return Answer(_json(data), len(cleaned.original), cleaned.characters())


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
