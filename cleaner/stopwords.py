"""The commonest function words of the languages that have packs: sentences are full of them, labels are not.

Chinese and Japanese are not in it: their words are not parted by spaces.
"""

from __future__ import annotations

_TEXTS = {
    "en": "the of and to in a is that for it as was with be by on not he his but at are this have from or had an "
    "they which you were her all she there would their we him been has when who will more no if out so what up "
    "about into than them can only other its some could do our your",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er "
    "hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor "
    "zur bis",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son "
    "cette ont été mais aux comme ou sa ses leur elle nous vous je y",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin "
    "sobre este ya entre cuando todo esta ser son dos también fue había era muy",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas foi ao ele das tem à seu "
    "sua ou ser quando muito nos já está eu também só pelo pela até isso",
    "it": "di che e la il un a per è in una non sono del le da si con i della nel dei come più al anche gli lo ma "
    "alla delle ha nella dal tra su questo o se",
    "nl": "de van het een en in is dat op te zijn met voor niet die aan er om als ook bij door naar uit over ze hij "
    "maar dan nog wel heeft was werd worden wordt hebben",
    "pl": "w i z na do się nie to że jest o jak po a co od za przez tym dla ale przy czy był ma tego są jego które "
    "oraz",
    "ru": "и в не на что я с он а как это по но его к из у за от то о так для же все мы бы вы был только было или она",
    "uk": "і в не на що з він а як це по та але його до із у за від то про так для ж все ми б ви був або вона є",
    "tr": "ve bir bu da de için ile çok daha olarak olan gibi ne kadar en sonra ama ya her o mi değil var ki",
    "ar": "في من على إلى أن عن التي الذي هذا هذه مع ما لا كان قد بعد أو كل بين ذلك لم وقد هو هي عند",
}
STOPWORDS_OF = {language: frozenset(words.split()) for language, words in _TEXTS.items()}
LANGUAGES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, known in STOPWORDS_OF.items() if word in known)
    for words in STOPWORDS_OF.values()
    for word in words
}
STOPWORDS = frozenset(LANGUAGES_OF)
