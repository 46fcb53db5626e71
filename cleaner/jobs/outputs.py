"""The files of documents that a job writes, each made of its units' files when all of them are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from cleaner.formats import WRITTEN, by_name
from cleaner.formats.base import digest
from cleaner.formats.codec import compressing
from cleaner.jobs.documents import Options
from cleaner.jobs.sinks import Measured, delivered, free, refused
from cleaner.jobs.state import State
from cleaner.jobs.units import Unit
from cleaner.jobs.walk import Task
from cleaner.jobs.work import OUT, writing


@dataclass
class _Output:
    task: Task
    units: dict[str, str] = field(default_factory=dict)  # by key, the digest of what they read
    missing: set[str] = field(default_factory=set)
    whole: bool = False  # all its units are known


class Outputs:
    """Keeps watch over which outputs are complete, and makes them."""

    def __init__(self, state: State, options: Options) -> None:
        self._state = state
        self._options = options
        self._open: dict[str, _Output] = {}
        self._seen: set[str] = set()
        self._last: _Output | None = None

    def expect(self, unit: Unit) -> None:
        """A unit is part of the job; units come in order."""
        task = unit.pieces[0][0]
        if self._last and self._last.task.output != task.output:
            self._know(self._last)
        if self._written(task):
            self._last = self._open.setdefault(task.output, _Output(task))
            self._last.units[unit.key] = ""
            self._last.missing.add(unit.key)

    def finished(self, unit: Unit, digest: str) -> None:
        """A unit is finished, and what it read has this digest."""
        output = self._open.get(unit.pieces[0][0].output)
        if output:
            output.units[unit.key] = digest
            output.missing.discard(unit.key)
            self._make_if_complete(output)

    def end(self, tasks: Sequence[Task]) -> None:
        """There are no more units. What has no document at all is written, too."""
        for output in list(self._open.values()):
            self._know(output)
        for task in tasks:
            if self._written(task) and task.output not in self._seen and not task.problem:
                self._know(_Output(task))

    def _written(self, task: Task) -> bool:
        return self._options.write and task.target is not None and task.to in WRITTEN

    def _know(self, output: _Output) -> None:
        output.whole = True
        self._make_if_complete(output)

    def _make_if_complete(self, output: _Output) -> None:
        if not output.whole or output.missing:
            return
        name = output.task.output
        self._open.pop(name, None)
        self._seen.add(name)
        if not self._state.joined(name):
            self._make(output)
        for key in output.units:
            free(self._state.folder / (key + OUT))

    def _make(self, output: _Output) -> None:
        task = output.task
        assert task.target is not None
        parts = [part for part in (self._state.folder / (key + OUT) for key in output.units) if part.exists()]
        if output.units and not parts:
            return  # none of it could be read: that is told, and no file is made of it
        form, ask = by_name(task.to), writing(task, self._options)
        source = task.source if task.form == task.to and not task.gathers else None
        with refused(str(task.target)), delivered(task.target, self._state.aside) as file:
            sink = Measured(file, str(task.target))
            with compressing(cast(BinaryIO, sink), "" if form.appends(ask) else task.codec) as plain:
                form.join(parts, plain, source)
            sink.flush()
        self._state.join(task.output, sink.written(str(task.target)), of_units(output.units))


def of_units(units: Mapping[str, str]) -> str:
    """One digest of what units read, by their keys."""
    return digest("".join(f"{key} {found}\n" for key, found in units.items()).encode())
