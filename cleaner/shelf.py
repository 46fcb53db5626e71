"""Compiled patterns, kept on disk from one process to the next.

To compile a pattern takes some forty times as long as to read back what came of it. What a process had to compile is
put down in growing steps (see `cleaner.cache`), so that nobody waits for patterns that no text asks for.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any, Protocol
from weakref import ref

from cleaner.cache import extend, recall, size

_NAME = "patterns"
_FIRST_STEP, _LARGEST_STEP = 16, 256  # patterns
# Compiled patterns that are left with those who use them, of some fifteen kilobytes each, and how many more before it
# is looked at again which of them are not used: most rules are met once in a million lines.
_MOST_LENT, _LENT_STEP = 2_000, 512
_MOST = 40_000_000  # bytes that are kept at most, of some 20,000 patterns: more are of rules that somebody is writing


class Lent(Protocol):
    """A pattern that may be compiled."""

    used: bool

    def take_back(self) -> tuple[str, Any] | None:
        """Its source and what is known of it, which it no longer has then; None if there is nothing."""


class Shelf:
    """What is known of patterns, by their source: plain data, such as a pattern is pickled as."""

    def __init__(self) -> None:
        self._known: dict[str, str] | None = None
        self._new: dict[str, str] = {}
        self._step = _FIRST_STEP
        self._size = 0  # of all that is kept, when it was last looked at
        self._lock = Lock()
        self._lent: list[ref[Lent]] = []
        self._room = _MOST_LENT
        self._back: dict[str, Any] = {}

    def get(self, source: str) -> Any:
        """What was put there for a pattern, by any process; None if there is nothing, or nothing that can be read.

        It is taken off: who has got it need not ask again, and thousands of patterns take memory.
        """
        back = self._back.pop(source, None)
        if back is not None:
            return back
        if self._known is None:
            self._known = self._read()
        kept = self._known.pop(source, None)
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

    def lend(self, pattern: Lent) -> None:
        """Tell that a pattern is compiled now. Of many, those that nobody used lately are taken back."""
        with self._lock:
            self._lent.append(ref(pattern))
            if len(self._lent) < self._room:
                return
            lent, self._lent = [held for each in self._lent if (held := each()) is not None], []
            for each in lent:
                if each.used:
                    each.used = False
                    self._lent.append(ref(each))
                elif back := each.take_back():
                    self._back[back[0]] = back[1]
            self._room = max(_MOST_LENT, len(self._lent) + _LENT_STEP)

    def _read(self) -> dict[str, str]:
        self._size = size(_NAME, b"")
        found = recall(_NAME, b"")
        try:
            known = dict(found or ())
        except (TypeError, ValueError):
            return {}
        return known if all(isinstance(kept, str) for kept in known.values()) else {}

    def _write(self) -> None:
        """Put down what is new behind what is there, also of others."""
        new = self._new
        if size(_NAME, b"") != self._size:  # others put some down meanwhile, the same ones perhaps
            there = self._read()
            new = {source: kept for source, kept in new.items() if source not in there}
        extend(_NAME, b"", list(new.items()), _MOST)
        self._size = size(_NAME, b"")
        self._new.clear()


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
