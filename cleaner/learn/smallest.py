"""A sample that does not depend on order: of all values, those with the smallest numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_NONE = 1 << 64
V = TypeVar("V", bound=Any)  # values that compare: of two under one number the smaller one stays


class Smallest(Generic[V]):
    """At most `most` values, each under a number of its own; where a number comes again, its smaller value stays."""

    __slots__ = ("_held", "_most", "bound")

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[int, V] = {}
        self.bound = _NONE  # numbers above it change nothing

    def add(self, number: int, make: Callable[[], V]) -> None:
        """Keep what `make` gives, if `number` is among the smallest."""
        if number in self._held:
            self._held[number] = min(self._held[number], make())
            return
        if number > self.bound:
            return
        if len(self._held) == self._most:
            del self._held[self.bound]
        self._held[number] = make()
        if len(self._held) == self._most:
            self.bound = max(self._held)

    def merge(self, other: Smallest[V]) -> None:
        """Add what another sample holds."""
        for number, value in other._held.items():
            self.add(number, lambda value=value: value)  # type: ignore[misc]

    @property
    def values(self) -> list[V]:
        """The values, by their numbers."""
        return [self._held[number] for number in sorted(self._held)]
