"""Fields of a document as plain data: putting the text among them, and writing them as JSON."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from typing import Any


def put(fields: dict[str, Any], path: str, text: str) -> dict[str, Any]:
    """The fields with `text` at a name, or at a path of names with dots between if there is no such name."""
    if path in fields or "." not in path:
        return fields | {path: text}
    top, rest = next(
        (path[:i], path[i + 1 :])
        for i, character in enumerate(path)
        if character == "." and isinstance(fields.get(path[:i]), dict)
    )
    return fields | {top: put(fields[top], rest, text)}


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


def json_line(data: Any) -> bytes:
    """One line of JSON Lines, in UTF-8; a text with lone surrogates is escaped."""
    try:
        return (json_text(data) + "\n").encode("utf-8")
    except UnicodeEncodeError:
        return (json.dumps(data, default=_as_text) + "\n").encode("ascii")


def _as_text(value: Any) -> Any:
    if isinstance(value, bytes | bytearray | memoryview):
        return b64encode(value).decode("ascii")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
