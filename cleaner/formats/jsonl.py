"""JSON Lines: one object a line, its text in one field. All else on the line stays as it was, to the letter."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from json.decoder import scanstring  # type: ignore[attr-defined]  # the decoder's own, as it exports it
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner.formats.base import Blank, Format, Item, Part, Place, Reading, Unwritable, Writer, Writing, digest
from cleaner.formats.blocks import blocks
from cleaner.formats.plain import json_line, json_text, json_utf8, put, value_at
from cleaner.formats.source import Source

_DECODER = json.JSONDecoder()
_SPACE = " \t\n\r"


class Line(NamedTuple):
    """A line, the field whose value is the text, and where on the line that value stands."""

    line: str
    field: str
    start: int
    end: int

    def fields(self, text: str | None) -> dict[str, Any]:
        """The object on the line, with `text` in place of its own."""
        try:
            data: dict[str, Any] = json.loads(self.line.lstrip("\ufeff"))
        except RecursionError:  # found on the way to the text, but one level too deep for the whole
            raise Unwritable("nested too deeply for another format") from None
        return data if text is None else put(data, self.field, text)

    def value(self, path: str) -> Any:
        """One field of the object, found without making the object."""
        found, _ = _find(self.line, self.line.index("{"), path)
        return found[0] if found else None

    def raw(self) -> str:
        """The line as it came."""
        return self.line


class Looked(NamedTuple):
    """A line that is only looked at, and its object."""

    line: str
    data: dict[str, Any]

    def fields(self, text: str | None) -> dict[str, Any]:
        """The object on the line, with `text` in place of its own: it can't be told which that is."""
        raise Unwritable("it was to be looked at only")

    def value(self, path: str) -> Any:
        """One field of the object."""
        return value_at(self.data, path)

    def raw(self) -> str:
        """The line as it came."""
        return self.line


class BadLine(NamedTuple):
    """A line that is no document."""

    data: bytes

    def fields(self, text: str | None) -> dict[str, Any]:
        """None: nobody can tell."""
        return {}

    def value(self, path: str) -> Any:
        """None, likewise."""
        return None

    def raw(self) -> bytes:
        """The line as it came."""
        return self.data


class _Jsonl(Format):
    name = "jsonl"
    whole = False
    written = "jsonl"

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        with source.measured() as (stream, raw):
            at = seen = done = 0
            for number, (data, error) in enumerate(blocks(stream, size)):
                done, before = (at + len(data) if source.seekable else raw.tell()), done
                held = data if error or not source.seekable else None
                yield Part(number, seen + 1, None, at, at + len(data), held, b"", digest(data), done - before, error)
                at += len(data)
                seen += data.count(b"\n")

    def read(self, source: Source, part: Part, ask: Reading) -> Iterator[tuple[Item, Place | Blank]]:
        data = part.data
        if data is None:
            with source.open() as stream:
                stream.seek(part.start)
                data = stream.read(part.end - part.start)
        for number, line in enumerate(_lines(data)):
            yield _item(line, str(part.first + number), ask)

    def writer(self, sink: BinaryIO, ask: Writing) -> Writer:
        return _Lines(sink, ends=ask.gathers, blanks=ask.same)

    def join(self, parts: Sequence[Path], sink: BinaryIO, source: Source | None) -> None:
        append(parts, sink)

    def appends(self, ask: Writing) -> bool:
        return True


def append(parts: Sequence[Path], sink: BinaryIO) -> None:
    """Copy files one behind the other."""
    for part in parts:
        with part.open("rb") as piece:
            shutil.copyfileobj(piece, sink, 1 << 20)


def _lines(data: bytes) -> Iterator[bytes]:
    """The lines of some bytes: only a line feed ends one."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield data[start:end]
        start = end


def _item(data: bytes, name: str, ask: Reading) -> tuple[Item, Place | Blank]:
    try:
        line = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Item(None, name, error=f"not UTF-8 at byte {error.start}"), BadLine(data)
    if not line.strip(_SPACE + "\ufeff"):
        return Item(None, name), Blank(data)
    if ask.looked_at and (looked := _looked_at(line, name, ask.field)):
        return looked
    try:
        text, start, end = find_field(line, ask.field)
    except ValueError as error:
        return Item(None, name, error=str(error)), BadLine(data)
    about = {"line": int(name), "field": ask.field} | (_spelling(text, line[start:end]) if text is not None else {})
    return Item(text, name, about), Line(line, ask.field, start, end)


def _looked_at(line: str, name: str, field: str) -> tuple[Item, Place] | None:
    """A line that is only looked at, read by the whole; None if it is to be read with care."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    text = data.get(field) if isinstance(data, dict) else None
    return (Item(text, name), Looked(line, data)) if isinstance(text, str) else None


def _spelling(text: str, literal: str) -> dict[str, Any]:
    """What brings the literal back from the text, if it is not spelled as we would."""
    if literal == json_text(text):
        return {}
    return {"escaped": True} if literal == json.dumps(text) else {"literal": literal}


class _Lines:
    """Writes objects; on a line that comes from JSON Lines only the text's value changes, and fields are added."""

    def __init__(self, sink: BinaryIO, *, ends: bool, blanks: bool) -> None:
        """With `ends` also the last line of a file has its end: another file's come behind it."""
        self._sink = sink
        self._ends = ends
        self._blanks = blanks

    def write(self, place: Place | Blank, text: str | None, more: Mapping[str, Any]) -> None:
        """Write a line. Raises Unwritable if a field to add is there already."""
        if isinstance(place, Blank) and not self._blanks:
            return
        if isinstance(place, Line):
            data = _changed(place, text, more).encode("utf-8")
        elif isinstance(place, Blank | BadLine):
            data = place.data
        else:
            data = json_line(joined(place.fields(text), more))
        self._sink.write(data + b"\n" if self._ends and not data.endswith(b"\n") else data)

    def close(self) -> None:
        """Nothing is held back."""


def joined(fields: dict[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a document and those that are added. Raises Unwritable if one is there already."""
    for name in more:
        if name in fields:
            raise Unwritable(f"there is a field {name!r} already")
    return {**fields, **more}


def _changed(place: Line, text: str | None, more: Mapping[str, Any]) -> str:
    line, _, start, end = place
    if text is not None:
        line = line[:start] + spelled(text, ascii_only=line[start:end].isascii()) + line[end:]
    if more:
        joined(place.fields(None), more)
        brace = line.rindex("}")
        line = line[:brace].rstrip(_SPACE) + "".join(f', "{k}": {json_utf8(v)}' for k, v in more.items()) + line[brace:]
    return line


def spelled(text: str, *, ascii_only: bool) -> str:
    """A text as a JSON string."""
    return json.dumps(text) if ascii_only else json_utf8(text)


def restored(place: Line, text: str, record: Mapping[str, Any]) -> str:
    """The line with its original text, spelled as it was by what its record says."""
    literal = record.get("literal") or spelled(text, ascii_only=bool(record.get("escaped")))
    return place.line[: place.start] + literal + place.line[place.end :]


def find_field(line: str, field: str) -> tuple[str | None, int, int]:
    """The text in a field of the object on a line, or None for null, and the span of its value, quotes included.

    `field` is a name, or a path of names with dots between; a field with that very name goes first. Raises ValueError
    if the line is no JSON object or the field is not there or no text.
    """
    at = _skip(line, 1 if line.startswith("\ufeff") else 0)
    if not line.startswith("{", at):
        raise ValueError("not a JSON object")
    try:
        found, at = _find(line, at, field)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("not JSON that can be read: nested too deeply") from None
    if line[at:].strip(_SPACE):
        raise ValueError("not JSON: there is more behind the object")
    if found is None:
        raise ValueError(f"no field {field!r}")
    if found[0] is not None and not isinstance(found[0], str):
        raise ValueError(f"the field {field!r} is not text")
    return found


def _find(line: str, at: int, field: str) -> tuple[tuple[Any, int, int] | None, int]:
    """The value of a field in the object that opens at `at`, and where the object ends."""
    found: tuple[Any, int, int] | None = None
    inside: tuple[Any, int, int] | None = None
    at = _skip(line, at + 1)
    while not line.startswith("}", at):
        if not line.startswith('"', at):
            raise ValueError(f"not JSON: a name was expected at character {at + 1}")
        name, at = scanstring(line, at + 1)
        at = _skip(line, at)
        if not line.startswith(":", at):
            raise ValueError(f"not JSON: ':' was expected at character {at + 1}")
        start = _skip(line, at + 1)
        if field.startswith(name + ".") and line.startswith("{", start):
            deeper, at = _find(line, start, field[len(name) + 1 :])
            inside = deeper or inside
        else:
            value, at = _DECODER.raw_decode(line, start)
            if name == field:
                found = value, start, at
        at = _skip(line, at)
        if line.startswith(",", at):
            at = _skip(line, at + 1)
            if line.startswith("}", at):
                raise ValueError(f"not JSON: a name was expected at character {at + 1}")
        elif not line.startswith("}", at):
            raise ValueError(f"not JSON: ',' or '}}' was expected at character {at + 1}")
    return found or inside, at + 1


def _skip(line: str, at: int) -> int:
    while at < len(line) and line[at] in _SPACE:
        at += 1
    return at


JSONL = _Jsonl()
