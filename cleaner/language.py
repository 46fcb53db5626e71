"""The language of a text, asked only when a rule needs it: plain cases by function words, others by langdetect.

Function words tell the language of most articles a hundred times as fast. langdetect (this is its one importer) is
seeded and sees a sample; it follows Shuyo, "Language Detection Library for Java" (2010): character n-grams and naive
Bayes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from struct import Struct
from threading import Lock
from typing import Any

from cleaner.tongue import Tongue

SAMPLE = 1000  # characters: three times as fast as whole articles, and as right
SEED = 0
_loading = Lock()


class LangDetect:
    """Detects languages; the same text always gives the same answer. Its profiles are read when first asked."""

    def __call__(self, text: str) -> str | None:
        """The primary language tag (`zh` for both Chinese scripts), None if the text gives no hint."""
        sample = _sample(text)
        plain = Tongue(sample, sample.lower().split("\n")).at_a_glance
        if plain and len(plain) == 1:
            return next(iter(plain))
        from langdetect import LangDetectException

        with _loading:  # reading the profiles takes half a second: once is enough
            factory = _factory()
        detector = factory.create()
        detector.append(sample)
        try:
            found = detector.detect()
        except LangDetectException:
            return None
        return None if found == "unknown" else str(found).split("-")[0]


@lru_cache(maxsize=1)
def _factory() -> Any:
    from langdetect import detector_factory

    factory = detector_factory.DetectorFactory()
    profiles = sorted(path for path in Path(detector_factory.PROFILES_DIRECTORY).iterdir() if path.is_file())
    factory.word_lang_prob_map = _Grams(len(profiles))
    for number, path in enumerate(profiles):
        profile = json.loads(path.read_text(encoding="utf-8"))
        factory.langlist.append(profile["name"])
        factory.word_lang_prob_map.add(number, profile["freq"], profile["n_words"])
    factory.set_seed(SEED)
    return factory


class _Grams:
    """How likely each n-gram is in each language, as langdetect asks for it: a list of as many as there are languages.

    Most n-grams are of two languages of fifty-five. Only those are held; langdetect's own lists take ten times as much.
    """

    _ENTRY = Struct("=Bd")  # number of the language, probability

    def __init__(self, languages: int) -> None:
        self._languages = languages
        self._entries: dict[str, bytes] = {}

    def add(self, language: int, counts: Mapping[str, int], totals: Sequence[int]) -> None:
        """Take in a profile: the counts of n-grams, and of all those of one, two and three characters."""
        for gram, count in counts.items():
            known = self._entries.get(gram, b"")
            if len(gram) <= len(totals):
                known += self._ENTRY.pack(language, count / totals[len(gram) - 1])
            self._entries[gram] = known

    def __contains__(self, gram: str) -> bool:
        return gram in self._entries

    def __getitem__(self, gram: str) -> list[float]:
        found = [0.0] * self._languages
        for language, probability in self._ENTRY.iter_unpack(self._entries[gram]):
            found[language] = probability
        return found


def _sample(text: str) -> str:
    """The longest lines, which are the likeliest to be prose, up to SAMPLE characters, in the order of the text."""
    lines = text.split("\n")
    chosen: list[int] = []
    room = SAMPLE
    for index in sorted(range(len(lines)), key=lambda i: (-len(lines[i]), i)):
        if room <= 0:
            break
        chosen.append(index)
        room -= len(lines[index])
    return "\n".join(lines[index] for index in sorted(chosen))[:SAMPLE]
