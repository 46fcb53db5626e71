"""Bringing originals back: what was cleaned and its records, read side by side."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from cleaner.atomic import replacing
from cleaner.errors import CleanerError, RecordError
from cleaner.formats import by_name, csv, documents, jsonl, told
from cleaner.formats.base import Blank, Item, Part, Place, Reading, Writing
from cleaner.formats.codec import compressing
from cleaner.formats.encoding import decode_as, encode
from cleaner.formats.source import Source
from cleaner.formats.text import contents
from cleaner.jobs.store import BadRecords
from cleaner.jobs.walk import shown
from cleaner.record import restore as restore_text

Record = Mapping[str, Any]
Letters = Mapping[str, Mapping[int, bytes]]  # by file, the originals of documents that failed, by their numbers
_MISMATCH = "its record does not belong to this text: putting the cuts back does not give its original"


@dataclass(frozen=True, slots=True)
class File:
    """A cleaned file: its name as records may have it, where it is, and where its original goes."""

    name: str
    path: Path
    target: Path


def cleaned_files(cleaned: Path, out: Path) -> list[File]:
    """A cleaned file, or the files of a cleaned directory, whose originals go to `out`."""
    if cleaned.is_dir():
        found = sorted(path for path in cleaned.rglob("*") if path.is_file())
        return [File(shown(path.relative_to(cleaned)), path, out / path.relative_to(cleaned)) for path in found]
    return [File(shown(cleaned), cleaned, out / cleaned.name if out.is_dir() else out)]


@dataclass
class Restored:
    """What came of it: files that are back, and why others are not."""

    done: set[str] = field(default_factory=set)
    failures: dict[str, str] = field(default_factory=dict)


def restore_files(files: Sequence[File], records: Iterable[Record], letters: Letters) -> Restored:
    """Restore files from records, which come grouped by the file they were written for, in its documents' order.

    A file's records are those under its name, or else under a name with the same last part that fit it. Each original
    is checked against the sum its record holds. Raises BadRecords.
    """
    found = Restored()
    exact = {file.name: file for file in files}
    last: dict[str, list[File]] = {}
    for file in files:
        last.setdefault(last_part(file.name), []).append(file)
    for number, (output, group) in enumerate(groupby(records, lambda record: str(record["output"]))):
        candidates = [exact[output]] if output in exact else last.get(last_part(output), [])
        if not candidates and len(files) == 1 and number == 0:
            candidates = list(files)  # a file by another name: its records fit or do not
        if len(candidates) == 1:
            _try(candidates[0], group, letters, found)
        elif candidates:
            mine = list(group)
            for candidate in candidates:
                _try(candidate, mine, letters, found)
    for file in files:
        if file.name not in found.done:
            found.failures.setdefault(file.name, "there is no record of it")
        else:
            found.failures.pop(file.name, None)
    return found


def _try(file: File, group: Iterable[Record], letters: Letters, found: Restored) -> None:
    if file.name in found.done:
        return
    try:
        _restore(file, iter(group), letters)
        found.done.add(file.name)
    except BadRecords:
        raise
    except OSError as error:
        found.failures[file.name] = error.strerror or str(error)
    except (CleanerError, UnicodeError) as error:
        found.failures[file.name] = str(error)


def last_part(name: str) -> str:
    """A file's name without the way to it."""
    return name.rsplit("/", 1)[-1]


def _restore(file: File, records: Iterator[Record], letters: Letters) -> None:
    first = next(records)
    form, codec = told(file.path.name)
    source = Source(file.path, codec, file.name)
    with replacing(file.target) as target, compressing(target, codec) as sink:
        if "field" not in first:
            text, encoding = original_text(source, [first, *records])
            sink.write(encode(text, encoding))
        else:
            aligned = _aligned(source, form, first, records, letters)
            (_lines if form in _LINES else _table)(aligned, source, form, str(first["field"]), sink)


def original_text(source: Source, records: Sequence[Record]) -> tuple[str, str]:
    """The original of a file that is one document, and its encoding. Raises RecordError if no record fits."""
    data = contents(source, Part())
    for record in records:
        encoding = "utf-8" if record.get("extracted") else str(record.get("encoding", "utf-8"))
        # Cleaned texts are UTF-8, those cleaned in place are in the source's encoding: the record's sum tells.
        for written in dict.fromkeys(("utf-8", encoding)):
            try:
                text = _original(decode_as(data, written), record)
                encode(text, encoding)
                return text, encoding
            except (RecordError, UnicodeError):
                continue
    raise RecordError(_MISMATCH)


def _original(text: str, record: Record) -> str:
    try:
        return restore_text(text, record)
    except RecordError:
        # UTF-16 is always written with a mark, also where the first line went and the mark with it.
        if not text.startswith("\ufeff"):
            raise
        return restore_text(text[1:], record)


Aligned = tuple[Place | Blank | bytes, str | None, Record]  # a place with its text, or what failed, as it came


def _aligned(
    source: Source, form: str, record: Record | None, records: Iterator[Record], letters: Letters
) -> Iterator[Aligned]:
    """The documents of a file with their original texts; those without a record (nulls, failures) as they are."""
    assert record is not None
    file = str(record["id"]).rsplit(":", 1)[0]
    left = dict(letters.get(file, {}))
    for item, place in documents(source, form, Reading(str(record["field"]))):
        if item.text is None or record is None or (text := fits(item, record)) is None:
            yield place, None, {}
            continue
        yield from _failed_before(left, _number(record))
        yield place, text if record["removals"] else None, record
        record = next(records, None)
    if record is not None:
        raise RecordError(f"{_MISMATCH} ({record['id']})")
    yield from _failed_before(left, None)


def fits(item: Item, record: Record) -> str | None:
    """The original of a cleaned document; None if the record is of another one."""
    try:
        return restore_text(item.text or "", record)
    except RecordError:
        return None


def _number(record: Record) -> int:
    return int(record["line"] if "line" in record else record["row"])


def _failed_before(left: dict[int, bytes], number: int | None) -> Iterator[Aligned]:
    for each in sorted(left):
        if number is None or each < number:
            yield left.pop(each), None, {}


_LINES: Mapping[str, Callable[..., str]] = {"jsonl": jsonl.restored, "csv": csv.restored, "tsv": csv.restored}


def _lines(aligned: Iterable[Aligned], source: Source, form: str, field: str, sink: BinaryIO) -> None:
    """Lines and rows of text, spelled as they were."""
    if form != "jsonl":
        sink.write(_head(source, form))
    for place, text, record in aligned:
        if isinstance(place, bytes):
            sink.write(place)
        elif isinstance(place, Blank):
            sink.write(place.data)
        else:
            raw = place.raw() if text is None else _LINES[form](place, text, record)
            sink.write(raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass"))


def _head(source: Source, form: str) -> bytes:
    return next((part.head for part in by_name(form).parts(source, 1)), b"")


def _table(aligned: Iterable[Aligned], source: Source, form: str, field: str, sink: BinaryIO) -> None:
    """Parquet and Arrow, all columns and metadata as they were."""
    with TemporaryDirectory(prefix="cleaner-") as folder:
        part = Path(folder) / "rows"
        with part.open("wb") as file:
            writer = by_name(form).writer(file, Writing(field))
            for place, text, _ in aligned:
                if not isinstance(place, bytes):  # what failed has no form that fits a table
                    writer.write(place, text, {})
            writer.close()
        by_name(form).join([part], sink, source)


def read_letters(path: Path | None) -> Letters:
    """The documents in a file of failures, by file and number. Raises RecordError if it is none."""
    letters: dict[str, dict[int, bytes]] = {}
    if path is None:
        return letters
    with path.open("rb") as rows:
        for number, row in enumerate(rows, 1):
            try:
                letter = json.loads(row)
                file, _, which = str(letter["id"]).rpartition(":")
                if "original_base64" in letter:
                    letters.setdefault(file, {})[int(which)] = b64decode(letter["original_base64"])
                elif "original" in letter:
                    letters.setdefault(file, {})[int(which)] = letter["original"].encode("utf-8", "surrogatepass")
            except (ValueError, KeyError, TypeError, AttributeError):
                raise RecordError(f"{path}:{number}: not a document that failed") from None
    return letters
