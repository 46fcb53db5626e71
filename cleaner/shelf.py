"""Compiled patterns, kept on disk from one process to the next.

To compile a pattern takes some forty times as long as to read back what came of it. What a process had to compile is
put down in growing steps (see `cleaner.cache`), so that nobody waits for patterns that no text asks for.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from cleaner.cache import keep, recall

_NAME = "patterns"
_FIRST_STEP, _LARGEST_STEP = 16, 256  # patterns
_MOST = 20_000  # patterns that are kept at most: more are of rules that somebody is writing


class Shelf:
    """What is known of patterns, by their source: plain data, such as a pattern is pickled as."""

    def __init__(self) -> None:
        self._known: Mapping[str, str] | None = None
        self._new: dict[str, str] = {}
        self._step = _FIRST_STEP
        self._lock = Lock()

    def get(self, source: str) -> Any:
        """What was put there for a pattern, by any process; None if there is nothing, or nothing that can be read."""
        if self._known is None:
            self._known = self._read()
        kept = self._known.get(source)
        try:
            return None if kept is None else _decoded(json.loads(kept))
        except (ValueError, KeyError, TypeError):
            return None

    def put(self, source: str, data: Any) -> None:
        """Keep what is known of a pattern; what is no plain data is not kept."""
        try:
            kept = json.dumps(_encoded(data), separators=(",", ":"))
        except TypeError:
            return
        with self._lock:
            self._new[source] = kept
            if len(self._new) >= self._step:
                self._step = min(2 * self._step, _LARGEST_STEP)
                self._write()

    def _read(self) -> Mapping[str, str]:
        found = recall(_NAME, b"")
        if not isinstance(found, dict) or not all(isinstance(kept, str) for kept in found.values()):
            return {}
        return found

    def _write(self) -> None:
        """Put down what is new beside what others put down meanwhile."""
        known = {**self._read(), **self._new}
        self._new.clear()
        if len(known) <= _MOST:
            keep(_NAME, b"", known)
        self._known = known


def _encoded(data: Any) -> Any:
    """Plain data as JSON can hold it. Raises TypeError for any other."""
    if isinstance(data, str | int):
        return data
    if isinstance(data, list):
        return [_encoded(each) for each in data]
    if isinstance(data, bytes):
        return {"bytes": b64encode(data).decode()}
    if isinstance(data, tuple):
        return {"tuple": [_encoded(each) for each in data]}
    if isinstance(data, dict):
        return {"dict": [[_encoded(key), _encoded(value)] for key, value in data.items()]}
    raise TypeError(f"{type(data).__name__} is no plain data")


_DECODERS: Mapping[str, Callable[[Any], Any]] = {
    "bytes": b64decode,
    "tuple": lambda held: tuple(_decoded(each) for each in held),
    "dict": lambda held: {_decoded(key): _decoded(value) for key, value in held},
}


def _decoded(held: Any) -> Any:
    if isinstance(held, list):
        return [_decoded(each) for each in held]
    if isinstance(held, dict):
        ((kind, inside),) = held.items()
        return _DECODERS[kind](inside)
    return held
