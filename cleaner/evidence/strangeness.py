"""How far a line is from the story around it: what another story's headline shows, and a section heading does not.

A heading speaks of what follows, so it shares words with the next paragraphs; what a line shares with paragraphs far
off may be chance, the more so the more the line and the story say. Words that every story has
(`cleaner.evidence.common`) prove little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import NamedTuple

from cleaner.document import Document
from cleaner.evidence.cohesion import Story, content, names
from cleaner.evidence.common import COMMON
from cleaner.evidence.headlines import TWO_SENTENCES
from cleaner.lazy import lazy
from cleaner.shapes import UNSPACED, WORD, in_title_case

# Every sign there is. A rule that names another does not load.
SIGNS = frozenset(
    [
        "above",
        "alone",
        "brackets",
        "brief_story",
        "colon",
        "comma",
        "digit",
        "elsewhere",
        "few_others",
        "known_names",
        "last",
        "long",
        "many_others",
        "next",
        "next_common",
        "no_case",
        "no_others",
        "opens_digit",
        "opens_heading",
        "pair",
        "quotes",
        "soon",
        "strange",
        "strange_names",
        "title_case",
        "two_sentences",
    ]
)
_MOST_STRANGE, _MOST_NAMES = 7.0, 3.0  # more words prove no more
_UNBOUNDED = ("above", "comma", "elsewhere", "known_names", "next", "next_common", "soon")
# Those that ask where the story has the line's words.
OF_PARAGRAPHS = ("above", "brief_story", "elsewhere", "last", "next", "next_common", "soon")
_COMMON = 0.4  # what a common word that the story has not proves, held against another
_FULL_SIZE = 1000  # characters of a story in which a word that belongs to it is likely to stand; see Story.size
_FEW, _MANY = 2, 5  # runs of short lines
_LONG = 100  # characters
# Headings like to ask, to look back or ahead, and to take their time; headlines of news begin with who or what.
_OPENERS_WORDS = """
    a an the how what when where which who whom whose why whether from between beyond behind inside before after towards
    toward without neither not never always sometimes perhaps maybe one some many few no more looking in on at with for
    wie was wann warum weshalb wer wo woher wohin zwischen von vom vor hinter ohne mit der die das ein eine nicht immer
    manchmal vielleicht nie mehr
    comment pourquoi quand où que quel quelle quels quelles qui entre derrière avant sans avec vers parfois toujours
    cómo por qué cuándo dónde quién cuál entre detrás antes sin con hacia siempre nunca
    como porquê quando onde quem qual entre atrás antes sem com rumo sempre nunca
    come perché quando dove chi quale fra tra dietro prima senza con verso sempre mai
    hoe wat wanneer waar waarom wie welke tussen achter voor zonder met de het een altijd soms nooit
    jak co kiedy gdzie dlaczego czemu kto który między za przed bez zawsze czasem nigdy
    как что когда где почему зачем кто какой между за перед без всегда иногда никогда
    як що коли де чому навіщо хто який між за перед без завжди інколи ніколи
    nasıl ne neden niçin kim nerede hangi bazen her
    كيف ماذا متى أين لماذا من بين قبل بعد دائما أحيانا
    """
_OPENERS = frozenset(_OPENERS_WORDS.split())
_NOUNS_IN_CAPITALS = frozenset(["de"])
_COMMA = re.compile(r",(?!\d)|[、，،]")
_ANY_END = re.compile("[.!?。]")


def most(weights: Mapping[str, float], signs: Iterable[str] = SIGNS) -> float:
    """What these signs of a line can add up to at most, under these weights."""
    bounds = {"strange": _MOST_STRANGE, "strange_names": _MOST_NAMES, **dict.fromkeys(_UNBOUNDED, inf)}
    return sum(weights[sign] * bounds.get(sign, 1.0) for sign in signs if weights.get(sign, 0.0) > 0)


class Standing(NamedTuple):
    """How a line stands: in a run of `run` lines between two paragraphs, the text having `others` more such runs."""

    run: int
    others: int

    def signs(self) -> Iterator[str]:
        """Alone or in a pair; the only short line of the text, one of a few, or one of many, as headings are."""
        if self.run <= 2:
            yield ("alone", "pair")[self.run - 1]
        if self.others <= _FEW:
            yield "few_others" if self.others else "no_others"
        elif self.others > _MANY:
            yield "many_others"


def weight(stems: Iterable[str]) -> float:
    """How many words these stems are: a pair of characters of a script without spaces is half of one."""
    return sum(0.5 if UNSPACED.match(stem) else 1.0 for stem in stems)


class Strangeness:
    """Signs of one line, in three steps of which each costs more than the one before. Those not said are 0.

    Counts are in words: `strange` (nowhere in the story, 7 at most), `strange_names` among them (3 at most), `next`,
    `soon` and `above` (in the paragraph below, the two after it, the one above), `elsewhere` (in the story at all),
    these without common words; `next_common` (common ones in the paragraph below); `known_names` (names that the story
    has). `comma` counts commas, `brief_story` is how much of a full story is missing. The others are 0 or 1.
    """

    def __init__(self, doc: Document, story: Story, index: int, standing: Standing) -> None:
        self._doc, self._story, self._index, self._standing = doc, story, index, standing
        self._stems = content(doc.folded[index])
        cased = doc.cased(index)
        # In capitals where all nouns or all words are, no names are told.
        self._caseless = cased.upper() == cased.lower() or doc.tongues == _NOUNS_IN_CAPITALS
        self._titled = not self._caseless and in_title_case(cased)
        self._called = set() if self._caseless or self._titled else names(cased) - COMMON

    def signs(self) -> Iterator[tuple[str, float]]:
        """All of them."""
        yield from self.at_a_glance()
        yield from self.of_words()
        yield from self.of_paragraphs()

    def at_a_glance(self) -> Iterator[tuple[str, float]]:
        """Those of its shape and of how it stands."""
        yield from _shape(self._doc.cased(self._index))
        yield from ((sign, 1.0) for sign in self._standing.signs())
        if self._caseless:
            yield "no_case", 1.0
        elif self._titled:
            yield "title_case", 1.0

    def most_of_words(self, weights: Mapping[str, float]) -> float:
        """What `of_words` can add at most, under these weights: if the story had none of them, or all."""
        all_of_them = {
            "strange": _strange(self._stems),
            "strange_names": min(_MOST_NAMES, weight(self._called)),
            "known_names": weight(self._called),
        }
        return sum(max(0.0, weights.get(sign, 0.0)) * value for sign, value in all_of_them.items())

    def of_words(self) -> Iterator[tuple[str, float]]:
        """Those that tell which of its words the story has."""
        strange = self._stems - self._known
        yield "strange", _strange(strange)
        if self._called:
            yield "strange_names", min(_MOST_NAMES, weight(self._called & strange))
            yield "known_names", weight(self._called & self._known)

    def of_paragraphs(self) -> Iterator[tuple[str, float]]:
        """Those that tell where the story has them, and how much of a story there is (see OF_PARAGRAPHS)."""
        above, below = self._story.around(self._index)
        if self._known:
            rare = self._known - COMMON
            yield "elsewhere", weight(rare)
            for name, places in (("above", above), ("next", below[:1]), ("soon", below[1:])):
                yield name, weight(self._story.in_any(rare, places))
            if below:
                yield "next_common", weight(self._story.in_any(self._known & COMMON, below[:1]))
        yield "brief_story", max(0.0, 1 - self._story.size / _FULL_SIZE)
        if not below:
            yield "last", 1.0

    @lazy
    def _known(self) -> set[str]:
        """Those of its words that the story has."""
        if self._doc.prose(self._index):
            return self._story.known_beside(self._stems, self._index)
        return self._story.known(self._stems)


def _strange(stems: set[str]) -> float:
    return min(_MOST_STRANGE, weight(stems - COMMON) + _COMMON * weight(stems & COMMON))


def _shape(cased: str) -> Iterator[tuple[str, float]]:
    if cased[0].isdigit():
        yield "opens_digit", 1.0
    elif any(map(str.isdigit, cased)):
        yield "digit", 1.0
    if ":" in cased or "：" in cased:
        yield "colon", 1.0
    if '"' in cased:
        yield "quotes", 1.0
    if cased[-1] in ")）]":
        yield "brackets", 1.0
    yield "comma", float(len(_COMMA.findall(cased)))
    if (opening := WORD.match(cased.lower())) and opening.group() in _OPENERS:
        yield "opens_heading", 1.0
    if len(cased) > _LONG:
        yield "long", 1.0
    if _ANY_END.search(cased) and TWO_SENTENCES.search(cased):
        yield "two_sentences", 1.0
