"""In what script and, roughly, what language text is: told from its letters and its function words alone.

Asked of single lines, where language detectors are wrong too often, so it answers only when the signs are plain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from cleaner.counter import by_language, by_script
from cleaner.lazy import lazy
from cleaner.shapes import WORD
from cleaner.stopwords import LANGUAGES_OF, STOPWORDS_OF

# Scripts that two or three languages share have all of them: their packs know which words are theirs.
_LANGUAGES_IN = {
    "Cyrillic": frozenset(["ru", "uk", "be", "bg", "sr", "mk", "kk"]),
    "Arabic": frozenset(["ar", "fa", "ur", "ps", "ckb"]),
    "East Asian": frozenset(["zh", "ja"]),
}
# What is plain: a script's share of the letters; function words' share of the words, and how much more than those of
# the next language they are. On pages in 20 languages langdetect never saw it otherwise where these were met.
_PLAIN_SCRIPT, _PLAIN_SHARE, _PLAIN_LEAD = 0.7, 0.12, 1.5
# Shares of kana among East Asian letters. Between them either language may be quoted in the other.
_LITTLE_KANA, _MUCH_KANA = 0.03, 0.15
_KANA = re.compile("[\u3041-\u30fa]")
_TURKISH = 0.01  # share of these two letters: Turkish has five times as many, its kin that has them writes ə too
_NEARLY_ALL = 0.9  # of what is no blank: then other scripts need not be counted
# A longer text is judged by so many characters, and by lines of so many, spread evenly over it.
_SAMPLE_IN_LETTERS, _SAMPLE_IN_LINES = 3_000, 2_500


class Tongue:
    """The script and the language of one text, folded to lines."""

    def __init__(self, text: str, lines: Sequence[str]) -> None:
        self._text = text
        self._lines = lines

    def script(self, least: float) -> str | None:
        """The script of at least the share `least` of the letters, if there is one."""
        counts = self._scripts
        name = max(counts, key=counts.__getitem__, default=None)
        return name if name and counts[name] >= least * sum(counts.values()) else None

    def language(self, least: float, lead: float = 1.0) -> str | None:
        """The language whose function words are over the share `least` of the words, if there is one.

        They must be `lead` times as many as those of the next language. Words are what blanks part.
        """
        counts, total = self._function_words
        *_, (second, _), (most, name) = sorted((count, name) for name, count in counts.items())
        return name if most > least * total and most >= lead * second else None

    @lazy
    def at_a_glance(self) -> frozenset[str] | None:
        """The languages that the text may be in; None if it can't be told.

        A script that few languages use tells them; where it is Latin, function words must tell one plainly.
        """
        found = self.script(_PLAIN_SCRIPT)
        if found != "Latin":
            return _LANGUAGES_IN.get(found) if found else None
        name = self.language(_PLAIN_SHARE, _PLAIN_LEAD)
        if name is None and self._text.count("ğ") + self._text.count("ı") > _TURKISH * len(self._text):
            name = "tr"  # which says much with endings and little with function words
        return frozenset([name]) if name else None

    @lazy
    def by_kana(self) -> str | None:
        """Japanese, which is half kana, or Chinese, which has next to none; None if it is neither for sure.

        Detectors take a text of Taiwan for Korean at times.
        """
        if self.script(_PLAIN_SCRIPT) != "East Asian":
            return None
        sample = self._text[:: 1 + len(self._text) // _SAMPLE_IN_LETTERS]
        share = len(_KANA.findall(sample)) / self._scripts["East Asian"]
        if _LITTLE_KANA <= share <= _MUCH_KANA:
            return None
        return "ja" if share > _MUCH_KANA else "zh"

    @lazy
    def _scripts(self) -> dict[str, int]:
        """How many letters of each script there are; of a long text every so many-th letter is asked."""
        counts, signs = by_script(self._text, 1 + len(self._text) // _SAMPLE_IN_LETTERS)
        found: dict[str, int] = {}
        for name, count in counts.items():
            if count:
                found[name] = count
            if count > _NEARLY_ALL * signs:
                break
        return found

    @lazy
    def _function_words(self) -> tuple[Mapping[str, int], int]:
        """How many function words of each language there are, and how many words; of many lines some are asked."""
        lines = list(filter(None, self._lines))
        return by_language(lines[:: 1 + sum(map(len, lines)) // _SAMPLE_IN_LINES])


def function_words(line: str) -> tuple[Counter[str], int]:
    """How many words of a folded line are function words of each language, and how many words it has."""
    counts: Counter[str] = Counter(dict.fromkeys(STOPWORDS_OF, 0))
    tokens = WORD.findall(line)
    for token in tokens:
        for name in LANGUAGES_OF.get(token, ()):
            counts[name] += 1
    return counts, len(tokens)
