"""In what script and, roughly, what language a line is: told from its letters and its function words alone.

Asked of single lines, where language detectors are wrong too often, so it answers only when the signs are plain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from cleaner.evidence.shape import WORD
from cleaner.evidence.stopwords import LANGUAGES_OF, STOPWORDS_OF

_SCRIPTS = {
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
_LETTERS = {name: re.compile(f"[{ranges}]") for name, ranges in _SCRIPTS.items()}


def scripts(text: str) -> Counter[str]:
    """How many letters of each script a text has."""
    if text.isascii():
        return Counter(Latin=sum(map(str.isalpha, text)))
    return Counter({name: len(pattern.findall(text)) for name, pattern in _LETTERS.items()})


def script(text: str, least: float) -> str | None:
    """The script of at least the share `least` of a text's letters."""
    counts = scripts(text)
    name, most = max(counts.items(), key=lambda item: item[1])
    return name if most and most >= least * sum(counts.values()) else None


def function_words(lines: Iterable[str]) -> tuple[Counter[str], int]:
    """How many words of folded lines are function words of each language, and how many words they have."""
    counts: Counter[str] = Counter(dict.fromkeys(STOPWORDS_OF, 0))
    total = 0
    for line in lines:
        tokens = WORD.findall(line)
        total += len(tokens)
        for token in tokens:
            for language in LANGUAGES_OF.get(token, ()):
                counts[language] += 1
    return counts, total
