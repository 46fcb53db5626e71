"""Which of some patterns may match on a line: told in a moment, so that few are tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cleaner.lazy import lazy
from cleaner.matching import native
from cleaner.pattern import LINE_LIMIT
from cleaner.syntax.parts import START
from cleaner.syntax.quick import quick


class Prefilter:
    """Rules out patterns that can't match on a line. It is made when it is first asked."""

    def __init__(self, sources: Sequence[str], *, compiled: bool = native.AVAILABLE) -> None:
        """`compiled=False` does without the compiled module: more patterns are left to be tried."""
        self._sources = list(sources)
        self._compiled = compiled

    def lets(self, line: str) -> Sequence[int]:
        """The indexes of those that may match on a folded line, in order."""
        # Of a longer line a pattern sees a part, which may end where the line does not.
        return self._lets(line) if len(line) <= LINE_LIMIT else range(len(self._sources))

    @lazy
    def _lets(self) -> Callable[[str], Sequence[int]]:
        if self._compiled:
            return native.prefilter(self._sources).lets
        tests = [quick(source).lets for source in self._sources]
        return lambda line: [index for index, lets in enumerate(tests) if lets(START + line)]
