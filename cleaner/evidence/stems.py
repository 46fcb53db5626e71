"""The words of lines by their first letters, so that an inflected form is the same word.

In scripts without spaces, pairs of characters instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from cleaner.shapes import SPACELESS, UNSPACED

try:
    from cleaner.evidence import _stems
except ImportError:  # no compiler when the package was installed
    _stems = None  # type: ignore[assignment]

_TOKEN = re.compile(rf"[{SPACELESS}]+|[^\W\d_{SPACELESS}][^\W_{SPACELESS}'-]{{2,}}|\d{{2,}}")
Known = Callable[[set[str]], set[str]]  # of some stems, those that are known


class Stems:
    """Takes lines apart: into the first `size` letters of each word that is no stopword."""

    def __init__(self, stopwords: Collection[str], size: int) -> None:
        self._stopwords = stopwords
        self._size = size
        self._lexicon = None if _stems is None else _stems.Lexicon(stopwords, size)

    def of(self, line: str) -> set[str]:
        """The stems of a folded line."""
        return self._lexicon.stems(line) if self._lexicon else self._of(line)

    def known_in(self, lines: list[str]) -> Known:
        """Tells which of some stems stand in folded lines."""
        return self._lexicon.story(lines).known if self._lexicon else set().union(*map(self.of, lines)).intersection

    def _of(self, line: str) -> set[str]:
        """The same as `of` in Python alone."""
        tokens = _TOKEN.findall(line)
        if not line.isascii() and UNSPACED.search(line):
            pairs = {token[k : k + 2] for token in tokens if UNSPACED.match(token) for k in range(len(token) - 1)}
            return pairs | self._stemmed([token for token in tokens if not UNSPACED.match(token)])
        return self._stemmed(tokens)

    def _stemmed(self, tokens: list[str]) -> set[str]:
        return {token[: self._size] for token in tokens if token not in self._stopwords}


class Scale:
    """Tells at a glance about what a line weighs, so that few lines need to be taken apart."""

    def __init__(self, weights: Mapping[str, float], size: int) -> None:
        """`weights` by stem; stems have `size` letters at most: what is longer is none."""
        known = {stem: weight for stem, weight in weights.items() if len(stem) <= size}
        self._scale = None if _stems is None else _stems.Scale(known, size)

    def weigh(self, line: str) -> tuple[float, int] | None:
        """(sum, count) of a folded line without what is quoted on it; None without the compiled module.

        The sum is of the weights of its different stems, stopwords too, up to rounding; `count` is how many of these
        weigh more than nothing.
        """
        return self._scale.weigh(line) if self._scale else None
