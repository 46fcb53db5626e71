"""Fields of a document as plain data: putting the text among them, and writing them as JSON."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any

from cleaner.told import PREFIX, TOLD

_ADDED = {PREFIX + name for name in TOLD}


def put(fields: dict[str, Any], path: str, text: str) -> dict[str, Any]:
    """The fields with `text` at a name, or at a path of names with dots between if there is no such name."""
    for name in [] if path in fields else reversed(fields):  # the last one counts, as where it is looked for
        rest = path.removeprefix(f"{name}.")
        if rest != path and _leads(fields[name], rest):
            return fields | {name: put(fields[name], rest, text)}
    return fields | {path: text}


def _leads(fields: Any, path: str) -> bool:
    """Whether there is something at a name or a path."""
    if not isinstance(fields, dict):
        return False
    return path in fields or any(
        _leads(value, path[len(name) + 1 :]) for name, value in fields.items() if path.startswith(f"{name}.")
    )


def added_last(names: Iterable[str]) -> list[str]:
    """The names, with those of fields that cleaning adds behind all others."""
    return sorted(names, key=_ADDED.__contains__)


def value_at(fields: Mapping[str, Any], path: str) -> Any:
    """The value at a name, or at a path of names with dots between if there is no such name; None if there is none."""
    if path in fields:
        return fields[path]
    for i, character in enumerate(path):
        if character == "." and isinstance(inner := fields.get(path[:i]), dict):
            found = value_at(inner, path[i + 1 :])
            if found is not None:
                return found
    return None


def json_text(data: Any) -> str:
    """Some data as JSON; what JSON has no form for is written as text, bytes as base64."""
    return json.dumps(data, ensure_ascii=False, default=_as_text)


def json_utf8(data: Any) -> str:
    """The same, but with escapes where UTF-8 has no form for a text."""
    text = json_text(data)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, default=_as_text)
    return text


def json_line(data: Any) -> bytes:
    """One line of JSON Lines, in UTF-8; a text with lone surrogates is escaped."""
    return (json_utf8(data) + "\n").encode("utf-8")


def _as_text(value: Any) -> Any:
    if isinstance(value, bytes | bytearray | memoryview):
        return b64encode(value).decode("ascii")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
