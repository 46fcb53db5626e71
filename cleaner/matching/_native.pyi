from collections.abc import Callable

from cleaner.matching.wishes import Wishes

Members = Callable[[str, int], bytes]

class Finder:
    def __new__(
        cls,
        wishes: Wishes,
        ends: int,
        scripts: tuple[tuple[tuple[int, int], ...], ...],
        bare: Callable[[str], str],
        pattern: Callable[[int], tuple[str, bool] | None],
        members: Members,
        most_seen: int,
    ) -> Finder: ...
    def find(
        self, lines: list[str], cased: list[str], indexes: list[int], scopes: list[int]
    ) -> list[tuple[int, int]]: ...

class Prefilter:
    def __new__(cls, patterns: list[str], members: Members) -> Prefilter: ...
    def lets(self, text: str) -> list[int]: ...
    def is_known(self, number: int) -> bool: ...
