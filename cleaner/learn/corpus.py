"""The documents of a corpus, each with the source it is from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from cleaner.errors import CleanerError
from cleaner.formats import by_name
from cleaner.formats.base import Blank, Item, Place, Reading
from cleaner.jobs.units import units
from cleaner.jobs.walk import Shard, Task
from cleaner.learn.survey import Learned

_TEXT = Reading(looked_at=True)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Files to learn from. `group_by` is `host` (of a document's URL), `path` (the directory a file is in, as a glob of
    what is below it: `saltmere/*`) or the name of a field; `date` names a field with a date."""

    tasks: Sequence[Task]
    group_by: str
    date: str = ""
    reading: Reading = _TEXT

    def documents(self, shard: Shard) -> Iterator[Learned]:
        """The documents of a shard. What can't be read is left out: there is nothing to learn from it.

        Raises CleanerError if documents have no such field.
        """
        for unit in units(self.tasks, shard):
            for task, part in unit.pieces:
                if part.error:
                    continue
                try:
                    for item, place in by_name(task.form).read(task.source, part, self.reading):
                        if item.text and not isinstance(place, Blank):
                            yield self._learned(task, item, place)
                except (NoSource, OSError):
                    raise
                except (CleanerError, UnicodeError):
                    continue

    def _learned(self, task: Task, item: Item, place: Place) -> Learned:
        assert item.text is not None
        by_path = self.group_by == "path"
        source = (PurePath(task.name).parent / "*").as_posix() if by_path else self._source(item, place, task)
        date = str(place.value(self.date) or "") if self.date else ""
        return Learned(item.text, source, date)

    def _source(self, item: Item, place: Place, task: Task) -> str:
        if self.group_by == "host" and item.about and "url" in item.about:
            return host(str(item.about["url"]))
        value: Any = place.value("url" if self.group_by == "host" else self.group_by)
        if value is None or value == "":
            raise NoSource(f"{task.name}:{item.name}: no field {self.group_by!r} to group by")
        return host(str(value)) if self.group_by == "host" else str(value)


class NoSource(CleanerError):
    """A document does not tell which source it is from."""


def host(url: str) -> str:
    """The host of a URL, without `www.`; of what is none, the thing itself."""
    found = urlsplit(url if "//" in url else f"//{url}").hostname or url
    return found.removeprefix("www.")
