"""JSON Lines: one object a line, its text in one field. All else on the line stays as it was, to the letter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.decoder import scanstring  # type: ignore[attr-defined]  # the decoder's own, as it exports it
from typing import Any, BinaryIO, NamedTuple

from cleaner.formats.base import Format, Item

_DECODER = json.JSONDecoder()
_SPACE = " \t\n\r"


class Place(NamedTuple):
    """A line, and where on it the field's value stands."""

    line: str
    start: int
    end: int


class _Jsonl(Format):
    name = "jsonl"
    endings = (".jsonl", ".ndjson")
    output = None

    def read(self, source: BinaryIO, field: str) -> Iterator[tuple[Item, Any]]:
        for number, data in enumerate(source, 1):
            name = str(number)
            try:
                line = data.decode("utf-8")
            except UnicodeDecodeError as error:
                yield Item("", name, error=f"not UTF-8 at byte {error.start}"), data
                continue
            if not line.strip(_SPACE + "\ufeff"):
                yield Item("", name), data
                continue
            try:
                text, start, end = find_field(line, field)
            except ValueError as error:
                yield Item("", name, error=str(error)), data
                continue
            yield Item(text, name, about={"line": number, "field": field}), Place(line, start, end)

    def write(self, sink: BinaryIO, place: Any, text: str | None, *, same_encoding: bool) -> None:
        if isinstance(place, bytes):
            sink.write(place)
            return
        line, start, end = place
        if text is not None:
            value = json.dumps(text, ensure_ascii=line[start:end].isascii())
            line = line[:start] + value + line[end:]
        sink.write(line.encode("utf-8", "surrogatepass"))


def find_field(line: str, field: str) -> tuple[str, int, int]:
    """The text in a field of the object on a line, and the span of its value, quotes included.

    Raises ValueError if the line is no JSON object or the field is not there or no text.
    """
    at = _skip(line, 1 if line.startswith("\ufeff") else 0)
    if not line.startswith("{", at):
        raise ValueError("not a JSON object")
    found: tuple[Any, int, int] | None = None
    at = _skip(line, at + 1)
    try:
        while not line.startswith("}", at):
            if not line.startswith('"', at):
                raise ValueError(f"not JSON: a name was expected at character {at + 1}")
            name, at = scanstring(line, at + 1)
            at = _skip(line, at)
            if not line.startswith(":", at):
                raise ValueError(f"not JSON: ':' was expected at character {at + 1}")
            start = _skip(line, at + 1)
            value, at = _DECODER.raw_decode(line, start)
            if name == field:
                found = value, start, at
            at = _skip(line, at)
            if line.startswith(",", at):
                at = _skip(line, at + 1)
            elif not line.startswith("}", at):
                raise ValueError(f"not JSON: ',' or '}}' was expected at character {at + 1}")
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise ValueError("not JSON that can be read: nested too deeply") from None
    if line[at + 1 :].strip(_SPACE):
        raise ValueError("not JSON: there is more behind the object")
    if found is None:
        raise ValueError(f"no field {field!r}")
    if not isinstance(found[0], str):
        raise ValueError(f"the field {field!r} is not text")
    return found


def _skip(line: str, at: int) -> int:
    while at < len(line) and line[at] in _SPACE:
        at += 1
    return at


JSONL = _Jsonl()
