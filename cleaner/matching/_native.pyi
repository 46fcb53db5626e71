from collections.abc import Callable

from cleaner.matching.wishes import Wish

class Finder:
    def __new__(
        cls,
        literals: list[tuple[str, bool, int, tuple[Wish, ...]]],
        rules: list[tuple[int, int, bool]],
        phrases: dict[str, tuple[int, ...]],
        longest_phrase: int,
        ends: int,
        scripts: tuple[tuple[tuple[int, int], ...], ...],
        gate_of: Callable[[int], tuple[tuple[str, ...], ...]],
        bare: Callable[[str], str],
    ) -> Finder: ...
    def find(self, lines: list[str], indexes: list[int], scopes: list[int]) -> list[tuple[int, int]]: ...
