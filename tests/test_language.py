"""Language detection: seeded, on a sample."""

import pickle
from pathlib import Path

import pytest
from langdetect import detector_factory

from cleaner.language import SAMPLE, LangDetect, _factory, _sample

TEXTS = {
    "en": "The harbour board voted on Monday to dredge the northern channel for the first time in years.",
    "de": "Der Hafenrat hat am Montag beschlossen, die nördliche Rinne zum ersten Mal seit Jahren auszubaggern.",
    "nl": "Het havenbestuur heeft maandag besloten de noordelijke geul voor het eerst in jaren uit te baggeren.",
    "ja": "港湾委員会は月曜日、北側の航路を二十年ぶりに浚渫することを決めた。",
    "zh": "港务委员会星期一决定二十年来首次疏浚北航道，预计八月开工。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_it_tells_languages_and_always_the_same(language):
    detect = pickle.loads(pickle.dumps(LangDetect()))
    assert {detect(TEXTS[language]) for _ in range(3)} == {language}


def test_what_has_no_language():
    assert LangDetect()("12 345 - 6") is None and LangDetect()("") is None


def test_the_sample_is_the_longest_lines_in_order():
    text = "Menu\n" + "a" * 600 + "\nShare\n" + "b" * 700
    assert _sample(text).startswith("a" * 600 + "\nb") and len(_sample(text)) == SAMPLE


def test_n_grams_are_as_likely_as_langdetect_has_them():
    theirs = detector_factory.DetectorFactory()
    profiles = sorted(Path(detector_factory.PROFILES_DIRECTORY).iterdir())
    theirs.load_json_profile([path.read_text(encoding="utf-8") for path in profiles if path.is_file()])
    ours = _factory()
    assert ours.langlist == theirs.langlist
    assert all(gram in ours.word_lang_prob_map for gram in theirs.word_lang_prob_map)
    assert all(ours.word_lang_prob_map[gram] == likely for gram, likely in theirs.word_lang_prob_map.items())
    assert "qqq" not in theirs.word_lang_prob_map and "qqq" not in ours.word_lang_prob_map
