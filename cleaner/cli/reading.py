"""The documents of files and directories, one after the other, for verbs that only look."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.errors import CleanerError
from cleaner.formats import documents
from cleaner.formats.base import Reading
from cleaner.formats.source import Source, Stream
from cleaner.jobs.origin import source_of
from cleaner.jobs.walk import Ask, Task, plan


class Found(NamedTuple):
    """A document: the name it is shown under (`file`, or `file:number` with a `number` in it), and where it comes from.

    With an `error` it could not be read, nor, without a number, its file.
    """

    name: str
    number: str
    text: str
    source: str
    error: str = ""


def found(sources: Sequence[Path], form: str | None, field: str, source: str | None = None) -> Iterator[Found]:
    """The documents; `source` says where all come from, if their URLs and names are not to. Raises BadJob at once."""
    if tuple(map(str, sources)) == ("-",):
        tasks = [Task("-", Stream(sys.stdin.buffer), form or "text", None, "text", "", "-")]
    else:
        tasks = plan(sources, None, Ask(form))
    return _found(tasks, Reading(field), source)


def _found(tasks: Sequence[Task], ask: Reading, source: str | None) -> Iterator[Found]:
    for task in tasks:
        path = task.source.path if isinstance(task.source, Source) else task.name
        name = task.name if task.name == "-" else str(path)
        try:
            if task.problem:
                raise CleanerError(task.problem)
            for item, place in documents(task.source, task.form, ask):
                shown = f"{name}:{item.name}" if item.name else name
                if item.error:
                    yield Found(shown, item.name, "", "", item.error)
                elif item.text is not None:
                    yield Found(shown, item.name, item.text, source or source_of(item, place, name))
        except (CleanerError, OSError, UnicodeError) as error:
            yield Found(name, "", "", "", str(error))
