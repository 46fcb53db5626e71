"""What was found on lines that come again: boilerplate recurs, and what is left of a text is looked at once more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
Key = tuple[str, str, int]  # a line folded, the same with its case, the scopes it stands in and its languages

# A generation is over when its lines have so many characters (about as many megabytes): some two hundred articles.
ROOM = 1_000_000
_SMALL_CHANGE = 100  # what a line takes beside its characters, in characters


class Memory(Generic[T]):
    """Answers by line, of the latest lines: two generations, of which the older is forgotten when the younger is full.

    An answer must depend on nothing but its key. Many threads may use a memory at once: what they lose of it is asked
    for again.
    """

    __slots__ = ("_earlier", "_latest", "_room", "_taken")

    def __init__(self, room: int = ROOM) -> None:
        """`room` in characters."""
        self._room = room
        self._taken = 0
        self._latest: dict[Key, T] = {}
        self._earlier: dict[Key, T] = {}

    def recall(self, keys: Sequence[Key]) -> list[T | None]:
        """What is known of each key; a text's lines are asked for together, and none of them is forgotten before."""
        if self._taken > self._room:
            self._earlier, self._latest, self._taken = self._latest, {}, 0
        known = list(map(self._latest.get, keys))
        if earlier := self._earlier:
            again = {}
            for index, answer in enumerate(known):
                if answer is None and (answer := earlier.get(keys[index])) is not None:
                    known[index] = again[keys[index]] = answer
            self.keep(again)
        return known

    def clear(self) -> None:
        """Forget all."""
        self._earlier, self._latest, self._taken = {}, {}, 0

    def keep(self, answers: Mapping[Key, T]) -> None:
        """Keep answers by key."""
        self._latest.update(answers)
        self._taken += sum(len(line) for line, _, _ in answers) + _SMALL_CHANGE * len(answers)
