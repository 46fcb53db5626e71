"""Boilerplate that the story tells of, and labels that head a chapter of it: all languages, and nothing goes."""

import pytest
from test_near_misses import AFTER, BEFORE
from test_other_languages import STORIES

FRAMES = {"en": (BEFORE, AFTER), **STORIES}
TOLD = {
    "en": [
        "All rights reserved, said the tin lid, and she ate the last biscuit.",
        "Subscribe to our newsletter, read the banner over the stable door.",
        "Click here to unsubscribe, it says on the wooden gate behind the chapel.",
        "No reproduction without permission, the card warned, in violet ink.",
    ],
    "de": [
        "Alle Rechte vorbehalten, steht in Kreide auf der Stalltür.",
        "Bitte abonnieren Sie unseren Newsletter, stand auf dem Brotpapier.",
        "Nachdruck verboten, rief der Drucker und lachte über die leere Seite.",
    ],
    "fr": [
        "Tous droits réservés, lit-on sur le couvercle de la boîte à biscuits.",
        "Abonnez-vous à notre newsletter, prévient une pancarte au bord du pré.",
        "Reproduction interdite, annonce le tampon au dos de chaque recette.",
    ],
    "es": [
        "Todos los derechos reservados, pone en la tapa del bote de harina.",
        "Suscríbete a nuestro boletín, reza la pizarra de la panadería.",
        "Prohibida la reproducción total o parcial, se lee en el corral.",
    ],
    "it": [
        "Tutti i diritti riservati, si legge sul coperchio della marmellata.",
        "Iscriviti alla nostra newsletter, c'è scritto sul muro della stalla.",
        "Riproduzione riservata, recita il cartello sopra il forno.",
    ],
    "pt": [
        "Todos os direitos reservados, lê-se na tampa do frasco de mel.",
        "Assine a nossa newsletter, dizia o cartaz pregado no celeiro.",
    ],
    "nl": [
        "Alle rechten voorbehouden, staat er met krijt op de staldeur.",
        "Meld je aan voor onze nieuwsbrief, luidt de tekst op het broodzakje.",
    ],
    "pl": [
        "Wszelkie prawa zastrzeżone, głosi napis na wieku skrzyni.",
        "Zapisz się na nasz newsletter, czytamy na drzwiach stodoły.",
    ],
    "ru": [
        "Все права защищены, гласит надпись на крышке сундука.",
        "Подпишитесь на нашу рассылку, было написано мелом на двери сарая.",
    ],
    "uk": [
        "Усі права захищено, каже пасічник і накриває вулик кожухом.",
        "Підпишіться на нашу розсилку, написано крейдою на дверях стодоли.",
    ],
    "tr": [
        "Tüm hakları saklıdır diye yazıyor fırının eski camında.",
        "Bültenimize abone olun yazılı tahta, ahırın kapısında duruyor.",
    ],
    "ar": ["جميع الحقوق محفوظة، كتب الخباز بالطباشير على باب فرنه القديم."],
    "zh": ["版权所有，老板娘笑着说，谁也别想学会这碗面。"],
    "ja": ["無断転載を禁じます、と味噌樽の蓋に筆で書いてある。"],
}
HEADINGS = {
    "en": "Most read", "de": "Meistgelesen", "es": "Lo más leído", "it": "I più letti", "pt": "Mais lidas",
    "ru": "Самое читаемое", "uk": "Найпопулярніше", "tr": "Son haberler", "ja": "人気記事", "zh": "热门文章",
    "nl": "Meest gelezen", "pl": "Najnowsze", "fr": "Les plus lus",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentence"),
    [pytest.param(lang, line, id=f"{lang}-{n}") for lang, lines in TOLD.items() for n, line in enumerate(lines)],
)
def test_what_is_told_stays(pipeline, language, sentence):
    first, second = FRAMES[language]
    for between in ("\n\n", "\n"):
        text = between.join([first, sentence, second])
        assert pipeline.clean(text).text == text


@pytest.mark.parametrize("language", HEADINGS)
def test_a_label_without_a_list_stays_above_its_paragraph(pipeline, language):
    first, second = FRAMES[language]
    for between in ("\n\n", "\n"):
        text = between.join([first, HEADINGS[language], second])
        assert pipeline.clean(text).text == text
