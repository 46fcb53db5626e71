"""Which lines of a text could be headlines of other stories, by their shape and their neighbours alone.

Lists, verse, interviews, tables, code, names under quotations and what is set like a section's heading are told here
and left out; what the lines speak of is not asked (see `cleaner.evidence.strangeness`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.document import Document
from cleaner.evidence.shape import QUOTES
from cleaner.evidence.surroundings import stands_again
from cleaner.lazy import lazy
from cleaner.shapes import WORD, ends_utterance, words
from cleaner.stopwords import STOPWORDS

_SIGNS = re.compile(r"[|{}<>=\\•·►▶_@#©®™…]")
# Without one of these a line has no longer sign and no end of a sentence, and most lines have none.
_MAY_BE_SIGN = re.compile("[:+(.!?。\x0b-\x1f\x85\u2028\u2029]")
_LONGER_SIGNS = re.compile(r"https?:|www\.|\S\(\)|\.{3}|\+\+|\s\s")
# A bullet, a bracket, a quotation mark, a number.
_LIST_ITEM = re.compile(r"\W|\d{1,3}[.)]\s|[一二三四五六七八九十]{1,3}[、.]")
# Words that were said, and who said them or what it is about: no list begins so.
_SAID = re.compile(r"(['\"]).{4,90}?\1\s?: \S+ \S+ \S")
# A sentence that ended: what ends open behind it was broken off, or is a headline's other half.
TWO_SENTENCES = re.compile(r"\w{4}[.!?]['\")\]]*\s+\S|[。!?]['\")\]」』]*[^\s'\")\]」』]")
_INNER_END = re.compile(r"[.!?;][)\]]?\s+\S")
_LABEL = re.compile(r"([^\s:]{1,14})\s?:")
# A person and what is told of them, as captions and lists of guests do; a part of a row.
_PERSON = re.compile(r"([^\W\d_][\w'.-]+(?: [^\W\d_][\w'.-]+){1,3})(?:,| \()")
_PART = re.compile(
    r"\d{3,4}\b|(?:chapter|step|part|lesson|rule|day|week|kapitel|schritt|teil|tag|chapitre|étape|partie|jour|capítulo|"
    r"paso|passo|parte|día|dia|capitolo|giorno|hoofdstuk|stap|deel|dag|rozdział|krok|część|dzień|глава|шаг|часть|день|"
    r"розділ|крок|частина|bölüm|adım|gün|الفصل|الجزء|الخطوة|اليوم)\b|第.{1,3}[章节節回部步条条話]"
)
# What a full stop parts into hours and minutes may be an amount: what follows it tells, or a currency in front.
_AMOUNT = (
    r"\s?(?:%|per ?cent|prozent|por ?cento?|por ciento|pour cent|procent|proc|процент|відсот|lakh|crore|bn\b|mn?\b|"
    r"tn\b|mio|mrd|mill|mil\b|bill|mln|млн|млрд|тыс|тис|[€$£₹¥]|euro?s?\b|dollars?\b|pounds?\b|руб)"
)
_CURRENCY = r"(?<![$€£₹¥] )(?<![$€£₹¥])(?<!\b(?:rs|tk|rm)\.)(?<!\b(?:rs|tk|rm) )"
_DATE = re.compile(
    rf"\d[:h]\d\d\b|{_CURRENCY}(?<![\d.,])(?:[01]?\d|2[0-4])\.[0-5]\d\b(?!{_AMOUNT})|"
    r"^.{0,30}\b(?:19|20)\d\d$|\d{1,2}[/.]\d{1,2}[/.]\d|年.{0,4}月|\w+ \d+ -"
)
_COMMA = re.compile(r",(?!\d)|[、，،;]")
_ANY_COMMA = re.compile("[,、，،;]")
_ANY_DIGIT = re.compile(r"[\d年]")
_AGE = re.compile(r", \d{1,3},")  # "Driver, 22, banned"
_CLOSED = ".。．!?！？؟।,;:：，；、،؛-"
_CALLS = "!?！？؟"
_CLOSERS = "'\")]」』) "
_SHORTEST, _MOST_COMMAS = 10, 2  # characters; commas of a line that is no list,
_WORDS_IN_PART = 2.5  # and words that each of its parts then has
# Who writes and who reads: stories speak to their readers, headlines of news seldom do.
_PERSONAL_WORDS = """
    i'm i've me my you your we our ich mich dich dein euch j'ai je moi nous vous yo nosotros usted nós você noi voi ik
    jij wij jullie ja ty wy я ты мы вы ти ми ви أنا نحن أنت
    """
_PERSONAL = frozenset(_PERSONAL_WORDS.split())
_I = re.compile(r"\bI\b")
# A sentence that opens so goes on from the one before, or speaks of what the reader knows.
_GOES_ON_WORDS = """
    the all both he she it they his her their its this that these those there but and so then here such
    der die das den dem er sie es ihr ihre sein seine dies diese dieser dieses doch aber und dann so dort dabei damit
    le la les il elle ils elles ce cela c'est cette ces son sa ses leur leurs mais et puis
    el los las él ella ellos lo su sus esto esta este estos eso pero y luego así
    o a os as ele ela eles seu sua isso isto mas e depois lui lei loro i gli suo sua questo questa quello ma poi così
    de het hij zij ze dit dat deze die er maar en toen dan on ona oni one to ten ta te tak ale więc potem
    он она оно они это этот эта эти его её их но а и потом так при тоді він вона воно вони це цей ця ці його її їх
    але та
    потім bu o şu onlar ama ve sonra böyle هو هي هم هذا هذه ذلك تلك لكن ثم
    """
_GOES_ON = frozenset(_GOES_ON_WORDS.split())
_ARTICLE = re.compile(r"l'|d'|c'|وال|ال|و")


class Headlines:
    """The lines of one document that could be headlines."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def alone(self, index: int) -> bool:
        """True if nothing else in the text reads like the line: a refrain is the story's."""
        return not stands_again(self._doc, index)

    @lazy
    def gaps(self) -> list[list[int]]:
        """The short lines between each paragraph that is over and the next, and those behind the last."""
        return [gap for above, gap in self._between() if self._closes(above, gap[0])]

    def _between(self) -> Iterator[tuple[str, list[int]]]:
        first = self._doc.zones.first or 0
        prose = frozenset(self._doc.prose_lines)
        gap: list[int] = []
        above = ""
        for index, line in enumerate(self._doc.folded[first:], first):
            if index in prose:
                if gap:
                    yield above, gap
                gap, above = [], line
            elif line:
                gap.append(index)
        if gap:
            yield above, gap

    def _closes(self, above: str, below: int) -> bool:
        """True if a paragraph is over: a colon opens a list, and below a quotation stands the name of who said it."""
        if not above:
            return False
        if above[-1] in "\"'" and all(word[0].isupper() for word in WORD.findall(self._doc.cased(below))):
            return False
        return ends_utterance(above) or above[-1] in "」』"

    def open(self, index: int, longest: int, *, single: bool = False) -> bool:
        """True if the line, which is no prose, could be a headline without a full stop.

        If it is the `single` one between two paragraphs, it may end as a line does that breaks off, and its first half
        may have a full stop.
        """
        line = self._doc.folded[index]
        # What is asked first costs least and spares many lines the rest.
        if len(line) > longest or line.rstrip(_CLOSERS)[-1:] in _CLOSED:
            return False
        if line.rsplit(None, 1)[-1] in STOPWORDS and not single:  # a wrapped line breaks off anywhere
            return False
        if not self._stands_apart(index) or not self._names_news(index, longest, halves=single):
            return False
        label = _LABEL.match(line)
        return not (label and self._labels[label.group(1)] > 1)

    def in_row(self, index: int, longest: int) -> bool:
        """True if the line, which is no prose, could be a headline beside others, with any sign but a full stop."""
        line = self._doc.folded[index]
        ending = line.rstrip(_CLOSERS)[-1:]
        if (ending in _CLOSED and ending not in _CALLS) or line.rsplit(None, 1)[-1] in STOPWORDS:
            return False
        return self._names_news(index, longest)

    def _names_news(self, index: int, longest: int, *, halves: bool = False) -> bool:
        """What headlines without a full stop have in common: no loud label, no stamp, no person, no part of a row."""
        line, cased = self._doc.folded[index], self._doc.cased(index)
        if cased.isupper() or line.count('"') % 2 or (_ANY_DIGIT.search(line) and _DATE.search(line)):
            return False
        return self.fits(index, longest, halves=halves) and not (_names_person(cased) or _PART.match(line))

    def closed(self, index: int, longest: int) -> bool:
        """True if the line, which is prose, could be a headline with a full stop: one sentence that begins anew."""
        line = self._doc.folded[index]
        # What is asked first costs least and spares most lines the rest.
        if line[-1] not in ".。" or not _SHORTEST <= len(line) <= longest or line.split(None, 1)[0] in _GOES_ON:
            return False
        if line[0].isdigit() or _ARTICLE.match(line) or _LABEL.match(line) or QUOTES.search(line):
            return False
        if _INNER_END.search(line) or not ends_utterance(self._before(index)):
            return False
        return self.fits(index, longest)

    def personal(self, index: int) -> bool:
        """True if the line speaks of its author or to its reader, outside quotation marks."""
        return '"' not in self._doc.folded[index] and self._speaks_to_people(index)

    def _speaks_to_people(self, index: int) -> bool:
        if not _PERSONAL.isdisjoint(WORD.findall(self._doc.folded[index])):
            return True
        cased = self._doc.cased(index)
        return "I" in cased and _I.search(cased) is not None

    def fits(self, index: int, longest: int = 160, *, halves: bool = False) -> bool:
        """What headlines with and without a full stop, and those in lists, have in common: their words."""
        line, cased = self._doc.folded[index], self._doc.cased(index)
        if not _SHORTEST <= len(line) <= longest or cased[0].islower():
            return False
        if _LIST_ITEM.match(line) and not _SAID.match(line):
            return False
        if _SIGNS.search(line):
            return False
        may = "  " in line or _MAY_BE_SIGN.search(line)
        if may and (_LONGER_SIGNS.search(line) or (not halves and TWO_SENTENCES.search(line))):
            return False
        if self._lists(line) or (_ANY_DIGIT.search(line) and sum(map(str.isdigit, line)) * 3 > len(line)):
            return False  # things, or figures, in a row
        return not self._speaks_to_people(index)

    def _lists(self, line: str) -> bool:
        """True if the line reads as a list of things."""
        if not _ANY_COMMA.search(line):
            return False
        commas = len(_COMMA.findall(_AGE.sub(" ", line)))
        return commas > _MOST_COMMAS or (commas > 1 and words(line) < _WORDS_IN_PART * (commas + 1))

    def _stands_apart(self, index: int) -> bool:
        """False if it is set close to the line below, as headings are, stands under a colon or may be wrapped."""
        doc = self._doc
        below = index + 1 < len(doc) and not doc.blank(index + 1)
        above = index > 0 and not doc.blank(index - 1)
        return not self._before(index).endswith(":") and (not below or (above and not doc.wrapped))

    def _before(self, index: int) -> str:
        """The line above, or above a blank one."""
        return next(filter(None, reversed(self._doc.folded[max(0, index - 2) : index])), "")

    @lazy
    def _labels(self) -> Counter[str]:
        """How often each label opens a line: a speaker's stands more than once."""
        found = (_LABEL.match(line) for line in self._doc.folded if line)
        return Counter(match.group(1) for match in found if match)


def _names_person(cased: str) -> bool:
    """True if the line opens with a name and goes on to tell of who bears it."""
    found = _PERSON.match(cased)
    return found is not None and not any(word[0].islower() for word in found[1].split())
