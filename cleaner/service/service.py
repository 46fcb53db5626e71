"""A service apart from HTTP: rules, workers, counters; documents in, answers out."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cleaner.errors import CleanerError
from cleaner.pipeline import Pipeline
from cleaner.record import CLASSES
from cleaner.ruleset.settings import PRESETS
from cleaner.service.desk import Answer, Choice, Desk, Task, failed
from cleaner.service.gate import House
from cleaner.service.limits import Limits
from cleaner.service.metrics import Metrics
from cleaner.service.models import CleanAsk, TryAsk
from cleaner.service.pool import Overtime, Pool
from cleaner.service.rulebook import Rulebook


class Service:
    """What the routes are given."""

    def __init__(self, pipeline: Pipeline, limits: Limits, *, workers: int = 1, preset: str = "default",
                 playground: bool = True) -> None:  # fmt: skip
        """A service that cleans with `pipeline`, loaded without a preset, under `preset` where a request says nothing.

        Its pool is to be started before the first document and closed after the last.
        """
        plain = pipeline.settings.certainty
        pipeline = pipeline.at(PRESETS[preset].get("certainty", plain))
        self._settings, self._plain = pipeline.settings, plain  # the rest of it is the workers' alone
        self.limits, self.workers, self.playground = limits, workers, playground
        self.metrics, self.house, self.rulebook = Metrics(), House(limits), Rulebook(pipeline.rules)
        self.pool = Pool(Desk(pipeline, plain), workers, self.metrics.lost)
        # Rules that somebody tries may take all their time: so many workers at most are theirs.
        self._trials = asyncio.Semaphore(max(1, workers // 2))
        self.metrics.watch("requests_waiting", "Requests that hold a body now.", lambda: self.house.requests)
        self.metrics.watch("held_bytes", "Bytes of those bodies.", lambda: self.house.held)

    @property
    def settings(self) -> dict[str, Any]:
        """What the playground begins with."""
        settings = self._settings
        return {
            "classes": CLASSES,
            "keep": [
                name for name in CLASSES if name in settings.keep or (settings.only and name not in settings.only)
            ],
            "certainty": settings.certainty,
            "presets": {name: changes.get("certainty", self._plain) for name, changes in PRESETS.items()},
            "max_bytes": self.limits.max_bytes,
        }

    async def clean(self, ask: CleanAsk) -> list[Answer]:
        """The answers to the documents that are asked for, in order.

        As many of them are on their way at once as there are workers: other requests come between.
        """
        base = Task("", choice=_choice(ask))
        tasks = [replace(base, text=t.text, id=t.id, language=t.language, source=t.source) for t in ask.texts]
        if len(tasks) == 1:
            return [await self._do(tasks[0], self.limits.seconds)]
        return await self._all(tasks)

    async def _all(self, tasks: Sequence[Task]) -> list[Answer]:
        room = asyncio.Semaphore(2 * self.workers)

        async def one(task: Task) -> Answer:
            async with room:
                return await self._do(task, self.limits.seconds)

        return list(await asyncio.gather(*map(one, tasks)))

    async def attempt(self, ask: TryAsk) -> Answer:
        """The answer to a text that is explained, and cleaned with the rules that come with it."""
        (text,) = ask.texts
        task = Task(text.text, text.id, text.language, text.source, _choice(ask), True, ask.rules, ask.alone)
        if not ask.rules:
            return await self._do(task, self.limits.seconds)
        async with self._trials:
            return await self._do(task, self.limits.seconds)

    async def _do(self, task: Task, seconds: float) -> Answer:
        try:
            answer: Answer = await self.pool.run(task, seconds)
        except CleanerError as error:
            code = "overtime" if isinstance(error, Overtime) else "worker-died"
            answer = failed(task.id, code, f"the document was given up: {error}")
        self.metrics.document(answer)
        return answer


def _choice(ask: CleanAsk) -> Choice:
    keep, only = (None if names is None else tuple(names) for names in (ask.keep, ask.only))
    return Choice(keep, only, ask.preset, ask.certainty)
