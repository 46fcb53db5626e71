"""The words of lines by their first letters, so that an inflected form is the same word.

In scripts without spaces, pairs of characters instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from itertools import pairwise
from math import fsum

from cleaner.shapes import SPACELESS, UNSPACED

try:
    from cleaner.evidence import _stems
except ImportError:  # no compiler when the package was installed
    _stems = None  # type: ignore[assignment]

_TOKEN = re.compile(rf"[{SPACELESS}]+|[^\W\d_{SPACELESS}][^\W_{SPACELESS}'-]{{2,}}|\d{{2,}}")
# Of a line's terms a word or number of one character is one too.
_WORD = re.compile(rf"[{SPACELESS}]+|[^\W\d_{SPACELESS}][^\W_{SPACELESS}]*|\d+")
_NUMBER = "0"  # the stem of each
# The same as in the compiled module; see `Scale.loud`.
_SHARED, _FEW, _FEW_OF = 0.2, 3, 5
_QUOTED = re.compile('"[^"]*"')
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


def terms(line: str, size: int, *, quoted: bool) -> set[str]:
    """What a folded line is made of: stems of all its words, of `size` letters at most, and pairs of them.

    A pair is two stems one after the other, with a space between them. Each number has the stem "0"; in scripts without
    spaces pairs of characters are stems. What stands between double quotes counts only if `quoted`.
    """
    stems: list[str] = []
    for token in _WORD.findall(line if quoted else _QUOTED.sub(" ", line)):
        if UNSPACED.match(token):
            stems += (token[k : k + 2] for k in range(len(token) - 1))
        else:
            stems.append(_NUMBER if token[0].isdecimal() else token[:size])
    return {*stems, *map(" ".join, pairwise(stems))}


class Scale:
    """Weighs the lines of a text by their terms."""

    def __init__(self, weights: Mapping[str, float], size: int) -> None:
        """`weights` by term (see `terms`); stems have `size` letters at most: what is longer is none."""
        weights = {
            term: weight
            for term, weight in weights.items()
            if all(0 < len(stem) <= size for stem in term.split(" ", 1))
        }
        self._size = size
        self._scale = None if _stems is None else _stems.Scale(weights, size)
        self._weights = {} if self._scale else weights  # thousands of them need not be held twice

    def loud(self, lines: list[str], longest: int, least: int, above: float) -> list[tuple[int, dict[str, float]]]:
        """The folded lines whose terms weigh more than `above` together: (index, what each term adds).

        They have `longest` characters at most, and `least` different terms that weigh more than nothing. What stands
        between double quotes does not count. A term that weighs more than nothing adds a fifth of it if it stands on
        another line too; lines that weigh enough by themselves are no such others, if they are few. At the bound itself
        rounding may decide.
        """
        return (self._scale.loud if self._scale else self._loud)(lines, longest, least, above)

    def _loud(self, lines: list[str], longest: int, least: int, above: float) -> list[tuple[int, dict[str, float]]]:
        """The same in Python alone."""
        weights = self._weights
        said = [terms(line, self._size, quoted=False) if len(line) <= longest else set() for line in lines]
        alone = [{term: weights[term] for term in each & weights.keys()} for each in said]

        def enough(parts: Mapping[str, float]) -> bool:
            return fsum(parts.values()) > above and sum(weight > 0 for weight in parts.values()) >= least

        loud = [len(line) <= longest and enough(parts) for line, parts in zip(lines, alone, strict=True)]
        few = sum(loud) <= _FEW or sum(loud) * _FEW_OF <= sum(map(bool, lines))
        others = Counter(
            term
            for line, is_loud in zip(lines, loud, strict=True)
            if not (few and is_loud)
            for term in terms(line, self._size, quoted=True)
        )
        found = []
        for index, parts in enumerate(alone):
            if loud[index]:
                for term, weight in parts.items():
                    if weight > 0 and others[term] > (0 if few else 1):
                        parts[term] = weight * _SHARED
                if enough(parts):
                    found.append((index, parts))
        return found
