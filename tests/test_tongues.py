"""Packs are asked about texts of their language: told at a glance, or all of them where it can't be told."""

import pytest

from cleaner.document import Document

STORIES = {
    "en": "The harbour board voted on Monday to dredge the northern channel, and the pilots had asked for it.",
    "de": "Der Hafenrat hat am Montag beschlossen, die nördliche Rinne auszubaggern, und die Lotsen sind froh.",
    "pt": "O conselho do porto decidiu na segunda-feira dragar o canal do norte, e os pilotos não esperavam mais.",
    "tr": "Liman kurulu pazartesi günü kuzey kanalını taramaya karar verdi ve bu karar çok geç olarak görüldü.",
}


@pytest.mark.parametrize("language", STORIES)
def test_function_words_tell_a_language_in_latin_script(language):
    assert Document(STORIES[language]).tongues == {language}


def test_a_script_tells_the_languages_that_are_written_in_it():
    assert Document("港务委员会星期一决定二十年来首次疏浚北航道。").tongues == {"zh", "ja"}
    assert {"ru", "uk"} <= Document("Портовый совет решил углубить северный канал.").tongues
    assert "ar" in Document("قرر مجلس الميناء تعميق القناة الشمالية.").tongues


@pytest.mark.parametrize("text", ["", "12 345", "Krk Brač Vis", "Ferry паром ferry паром"])
def test_what_can_not_be_told_may_be_anything(text):
    assert Document(text).tongues is None


def test_a_language_that_is_given_is_not_doubted():
    assert Document(STORIES["en"], "sv").tongues == {"sv"}


def test_a_pack_is_silent_in_a_text_of_another_language(pipeline):
    german = f"{STORIES['de']}\n\nAnzeige\n\n{STORIES['de']} Das sagte sie.\n"
    assert "Anzeige" not in pipeline.clean(german).text
    english = f"{STORIES['en']}\n\nAnzeige\n\n{STORIES['en']} So she said.\n"
    assert "Anzeige" in pipeline.clean(english).text
    assert "Anzeige" not in pipeline.clean(english, "de").text


def test_english_packs_are_asked_everywhere(pipeline):
    text = f"{STORIES['de']}\n\nAdvertisement\n\n{STORIES['de']} Das sagte sie.\n"
    assert "Advertisement" not in pipeline.clean(text).text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("港務委員會星期一決定二十年來首次疏浚北航道，領港員從春天等到現在。", "zh"),
        ("港湾委員会は月曜日、北の航路を二十年ぶりに掘り下げることを決めた。", "ja"),
        (
            "港務委員會星期一決定二十年來首次疏浚北航道，領港員從春天等到現在，題為「みなと」。",
            "ko",
        ),  # neither for sure: the detector is asked
    ],
)
def test_kana_tells_japanese_from_chinese_without_a_detector(text, language):
    assert Document(text, None, lambda _: "ko").language == language
