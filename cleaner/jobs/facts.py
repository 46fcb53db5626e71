"""What one record tells for counting: its document's source, language and length, its cuts and its vetoes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cleaner.errors import CleanerError, RecordError
from cleaner.jobs.store import BadRecords, stored
from cleaner.record import CONFIDENCES, LEVELS
from cleaner.spans import Span, fresh

if TYPE_CHECKING:
    from upath import UPath

Record = Mapping[str, Any]
UNKNOWN = "und"  # BCP 47's tag for a language that nobody told


@dataclass(frozen=True, slots=True)
class Cut:
    """One removal; `characters` are those that no removal before it took."""

    rule: str
    noise_class: str
    certainty: float
    characters: int


@dataclass(frozen=True, slots=True)
class Facts:
    """One document. `length` is its original's, in characters; None if the record is too old to know."""

    name: str
    source: str
    language: str
    length: int | None
    cuts: tuple[Cut, ...]
    guards: tuple[str, ...]

    @property
    def cut(self) -> int:
        """Characters that went."""
        return sum(cut.characters for cut in self.cuts)


def read(paths: Iterable[Path | UPath]) -> Iterator[Facts]:
    """The facts of all records in some files. Raises BadRecords, which names the file and the line or row."""
    for path in paths:
        place = str(path)
        try:
            for number, record in enumerate(stored(path), 1):
                place = f"{path}:{number}"
                yield facts(record)
        except BadRecords:
            raise
        except RecordError as error:
            raise BadRecords(f"{place}: not a record: {error}") from None
        except CleanerError as error:
            raise BadRecords(f"{place}: {error}") from None
        except OSError as error:
            raise BadRecords(f"{place}: {error.strerror or error}") from None


def facts(record: Record) -> Facts:
    """The facts of one record. Raises RecordError if it is malformed."""
    try:
        cuts = tuple(_cuts(record["removals"]))
        length = None if record.get("characters") is None else int(record["characters"])
        if length is not None and length < max((int(each["end"]) for each in record["removals"]), default=0):
            raise ValueError(f"a cut beyond the end of {length} characters")
        guards = tuple(str(veto["guard"]) for veto in record.get("vetoes") or ())
        name, language = str(record["id"]), record.get("language")
        return Facts(name, source(record), str(language or UNKNOWN), length, cuts, guards)
    except KeyError as error:
        raise RecordError(f"it has no {error}") from None
    except (AttributeError, TypeError, ValueError) as error:
        raise RecordError(str(error)) from None


def source(record: Record) -> str:
    """Where a document is from: the host of its `url`, else the first directory of its `id`, else its `id`'s file.

    Of an `id` that is an absolute path it is the whole directory, of one that is a URL the host (or bucket).
    """
    file = str(record["id"])
    if "line" in record or "row" in record:
        file = file.rpartition(":")[0] or file
    return _host(record.get("url")) or _host(file) or _directory(file) or file


def _directory(file: str) -> str:
    """The first directory on the way to a file; all of the way if it is absolute; '' if there is none."""
    way = file.rpartition("/")[0]
    if file.startswith("/"):
        return way or "/"
    return next((part for part in way.split("/") if part not in ("", ".", "..")), "")


def _host(url: object) -> str:
    """The host that a URL names, in lower case and without its port; '' if there is none."""
    if not isinstance(url, str) or "://" not in url:
        return ""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _cuts(removals: Iterable[Record]) -> Iterator[Cut]:
    ordered = sorted(removals, key=order)
    for removal, characters in zip(ordered, fresh(map(_span, ordered)), strict=True):
        certainty = removal.get("certainty")
        if certainty is None:  # of a time when rules had nothing but their confidence
            certainty = LEVELS[removal["confidence"]]
        if not 0 <= certainty <= 1:
            raise ValueError(f"a certainty of {certainty}")
        yield Cut(str(removal["rule"]), str(removal["class"]), certainty, characters)


def _span(removal: Record) -> Span:
    span = Span(int(removal["start"]), int(removal["end"]))
    if not 0 <= span.start <= span.end:
        raise ValueError(f"a cut from {span.start} to {span.end}")
    return span


def order(removal: Record) -> tuple[int, int, int, str]:
    """Sorts the removals of a record as `Removal.order` does: who comes first is who a character is counted for."""
    span = _span(removal)
    return (span.start, -span.end, CONFIDENCES.index(removal["confidence"]), str(removal["rule"]))
