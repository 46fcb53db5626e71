"""What the cut lines said of the story is kept beside it: the value, and where it stood in the original."""

import pytest

STORIES = {
    "en": "The old weighbridge opened again on Saturday, and forty farmers came to see it. Nobody had used it since "
    "the dairy closed, said the woman who keeps the key.\n\nThe council will decide in autumn whether it may stay.",
    "de": "Die alte Brückenwaage ist am Samstag wieder geöffnet worden, und vierzig Bauern kamen, um sie zu sehen. "
    "Seit die Molkerei schloss, hatte sie niemand benutzt.\n\nDer Gemeinderat entscheidet im Herbst über die Waage.",
    "fr": "Le vieux pont-bascule a rouvert samedi, et quarante paysans sont venus le voir. Personne ne s'en servait "
    "depuis la fermeture de la laiterie.\n\nLe conseil municipal décidera cet automne si la bascule peut rester.",
    "es": "La vieja báscula volvió a abrir el sábado, y cuarenta campesinos fueron a verla. Nadie la había usado "
    "desde que cerró la lechería.\n\nEl ayuntamiento decidirá en otoño si la báscula puede quedarse donde está.",
}
ROWS = [
    ("en", "Headline: Forty dogs weighed as bridge reopens\n\n", {"title": "Forty dogs weighed as bridge reopens"}),
    (
        "en",
        "Forty dogs weighed as bridge reopens\nBy Quennell Hartigan\n\n",
        {"title": "Forty dogs weighed as bridge reopens"},
    ),
    ("en", "UPDATE 2-Old scale returns to service\n\n", {"title": "Old scale returns to service"}),
    (
        "en",
        "Old scale returns to duty in Tarnbeck - Lowmoor News\n\n",
        {"title": "Old scale returns to duty in Tarnbeck"},
    ),
    ("en", "TARNBECK, March 14 (Reuters) - ", {"place": "TARNBECK", "date": "March 14", "agency": "Reuters"}),
    ("en", "TARNBECK, Ohio (AP) — ", {"place": "TARNBECK, Ohio", "agency": "AP"}),
    ("en", "TARNBECK (AFP) – ", {"place": "TARNBECK", "agency": "AFP"}),
    ("en", "TARNBECK, Ohio — ", {"place": "TARNBECK, Ohio"}),
    ("en", "MARROWBY, March 5 — ", {"place": "MARROWBY", "date": "March 5"}),
    ("en", "LAHORE: ", {"place": "LAHORE"}),
    ("de", "Vierzig Hunde auf der alten Waage\nVon Jana Oltrogge\n\n", {"title": "Vierzig Hunde auf der alten Waage"}),
    ("de", "Tannbach (dpa) - ", {"place": "Tannbach", "agency": "dpa"}),
    ("de", "TANNBACH (dpa/lnw) - ", {"place": "TANNBACH", "agency": "dpa/lnw"}),
    ("de", "Tannbach (AFP) – ", {"place": "Tannbach", "agency": "AFP"}),
    ("de", "Wien (APA) - ", {"place": "Wien", "agency": "APA"}),
    ("de", "Tannbach, 14. März (Reuters) - ", {"place": "Tannbach", "date": "14. März", "agency": "Reuters"}),
    ("de", "Von Jana Oltrogge\n\n", {"author": "Jana Oltrogge"}),
    ("de", "Autor: Jana Oltrogge\n\n", {"author": "Jana Oltrogge"}),
    ("fr", "Montravel (AFP) - ", {"place": "Montravel", "agency": "AFP"}),
    ("fr", "PARIS, 14 mars (Reuters) - ", {"place": "PARIS", "date": "14 mars", "agency": "Reuters"}),
    ("fr", "MONTRAVEL (AFP) – ", {"place": "MONTRAVEL", "agency": "AFP"}),
    ("fr", "Par Almandine Ferrand\n\n", {"author": "Almandine Ferrand"}),
    ("fr", "Auteur : Almandine Ferrand\n\n", {"author": "Almandine Ferrand"}),
    ("es", "Villarrubia, 14 mar (EFE).- ", {"place": "Villarrubia", "date": "14 mar", "agency": "EFE"}),
    ("es", "MADRID, 14 Mar. (EUROPA PRESS) - ", {"place": "MADRID", "date": "14 Mar", "agency": "EUROPA PRESS"}),
    ("es", "LIMA (AP) — ", {"place": "LIMA", "agency": "AP"}),
    ("fr", "Par Almandine Ferrand | Publié le 14 mars 2024\n\n", {"author": "Almandine Ferrand"}),
    ("fr", "Publié : 14/03/2024 à 09h15\n\n", {"published": "14/03/2024"}),
    ("fr", "Quarante chiens sur la vieille bascule\nPar Almandine Ferrand\n\n", {"author": "Almandine Ferrand"}),
    ("fr", "Propos recueillis par Almandine Ferrand\n\n", {"author": "Almandine Ferrand"}),
    ("fr", "GENÈVE (ATS) - ", {"place": "GENÈVE", "agency": "ATS"}),
    ("de", "Von Jana Oltrogge und Emil Kraus\n\n", {"author": "Jana Oltrogge und Emil Kraus"}),
    ("de", "Autorin: Jana Oltrogge\n\n", {"author": "Jana Oltrogge"}),
    ("de", "BERLIN (Reuters) - ", {"place": "BERLIN", "agency": "Reuters"}),
    (
        "es",
        "Cuarenta perros en la vieja báscula\nPor Lucía Arrieta\n\n",
        {"title": "Cuarenta perros en la vieja báscula"},
    ),
    ("es", "BOGOTÁ (AFP) - ", {"place": "BOGOTÁ", "agency": "AFP"}),
    ("es", "Madrid, 14 mar (EFE).- ", {"place": "Madrid", "date": "14 mar", "agency": "EFE"}),
    ("en", "WASHINGTON (AP) — ", {"place": "WASHINGTON", "agency": "AP"}),
    ("en", "LONDON, March 14 (Xinhua) -- ", {"place": "LONDON", "date": "March 14", "agency": "Xinhua"}),
    ("en", "NAIROBI, Kenya, Mar 5 – ", {"place": "NAIROBI, Kenya", "date": "Mar 5"}),
    ("es", "Autor: Lucía Arrieta\n\n", {"author": "Lucía Arrieta"}),
]


@pytest.mark.parametrize(("language", "head", "kept"), ROWS, ids=[f"{row[0]}-{n}" for n, row in enumerate(ROWS)])
def test_what_a_cut_line_said_is_kept(pipeline, language, head, kept):
    text = head + STORIES[language]
    cleaned = pipeline.clean(text)
    assert cleaned.text == STORIES[language]
    for name, value in kept.items():
        assert value in {found.value for found in cleaned.metadata.get(name, ())}, name
    for found in (found for several in cleaned.metadata.values() for found in several):
        assert text[found.span.start : found.span.end] == found.value
        assert found.span.end <= len(head)


@pytest.mark.parametrize("language", sorted(STORIES))
def test_a_story_alone_says_nothing_of_itself(pipeline, language):
    cleaned = pipeline.clean(STORIES[language])
    assert cleaned.text == STORIES[language]
    assert not cleaned.metadata


def test_a_whole_head_keeps_all_it_said(pipeline):
    head = "World\nForty dogs weighed as old bridge reopens\nBy Quennell Hartigan\n\nTARNBECK, March 14 (Reuters) - "
    cleaned = pipeline.clean(head + STORIES["en"])
    assert cleaned.text == STORIES["en"]
    wanted = {
        "title": "Forty dogs weighed as old bridge reopens",
        "place": "TARNBECK",
        "date": "March 14",
        "agency": "Reuters",
    }
    assert {name: found[0].value for name, found in cleaned.metadata.items() if name in wanted} == wanted
