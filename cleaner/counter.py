"""Counting letters by script and function words by language: compiled, or in Python where there was no compiler."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from cleaner.stopwords import LANGUAGES_OF, STOPWORDS_OF

try:
    from cleaner._counter import Counter as _Compiled
except ImportError:  # no compiler when the package was installed
    _Compiled = None  # type: ignore[assignment,misc]

# The letters of each script, as ranges of three characters each.
SCRIPTS = {
    "Latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "Cyrillic": "\u0400-\u052f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Hebrew": "\u0590-\u05ff",
    "Devanagari": "\u0900-\u097f",
    "Hangul": "\uac00-\ud7af\u1100-\u11ff",
    "East Asian": "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff",
    "Thai": "\u0e01-\u0e5b",
}
_LETTERS = [re.compile(f"[{ranges}]") for ranges in SCRIPTS.values()]


class PlainCounter:
    """The counter in Python alone."""

    def words(self, lines: list[str]) -> tuple[list[int], int]:
        """How many words of `lines` each language has among its function words, and how many words there are.

        Languages as in `STOPWORDS_OF`; words are what blanks part.
        """
        words = " ".join(lines).split()
        counts = dict.fromkeys(STOPWORDS_OF, 0)
        for word, count in Counter(filter(LANGUAGES_OF.__contains__, words)).items():
            for name in LANGUAGES_OF[word]:
                counts[name] += count
        return list(counts.values()), len(words)

    def letters(self, text: str, step: int) -> list[int]:
        """How many of every `step`-th character are in each of SCRIPTS, and last how many of them are no blank."""
        sample = text[::step]
        return [*(len(letters.findall(sample)) for letters in _LETTERS), len(sample) - sample.count(" ")]

    def foreign(self, lines: list[str], language: int, most: float) -> list[int]:
        """The indexes of those lines, not blank, of whose words at most the share `most` are function words of one."""
        found = []
        for index, line in enumerate(lines):
            counts, total = self.words([line])
            if total and counts[language] <= most * total:
                found.append(index)
        return found


def _counter() -> _Compiled | PlainCounter:
    if _Compiled is None:
        return PlainCounter()
    return _Compiled(tuple(SCRIPTS.values()), tuple(map(tuple, STOPWORDS_OF.values())))


COUNTER = _counter()
_NUMBERS = {name: number for number, name in enumerate(STOPWORDS_OF)}


def by_language(lines: list[str]) -> tuple[Mapping[str, int], int]:
    """How many words of `lines` are function words of each language, and how many words there are."""
    counts, total = COUNTER.words(lines)
    return dict(zip(STOPWORDS_OF, counts, strict=True)), total


def foreign(lines: list[str], own: str, most: float) -> list[int]:
    """The indexes of those lines, not blank, of whose words at most the share `most` are function words of `own`."""
    return COUNTER.foreign(lines, _NUMBERS[own], most)


def by_script(text: str, step: int = 1) -> tuple[dict[str, int], int]:
    """How many of every `step`-th character of `text` are letters of each script, and how many are no blank."""
    *counts, signs = COUNTER.letters(text, step)
    return dict(zip(SCRIPTS, counts, strict=True)), signs
