from collections.abc import Callable

from cleaner.matching.wishes import Wishes

class Finder:
    def __new__(
        cls, wishes: Wishes, ends: int, scripts: tuple[tuple[tuple[int, int], ...], ...], bare: Callable[[str], str]
    ) -> Finder: ...
    def find(self, lines: list[str], indexes: list[int], scopes: list[int]) -> list[tuple[int, int]]: ...
