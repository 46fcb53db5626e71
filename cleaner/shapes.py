"""What a line looks like, told from its characters alone, in any script.

Every test here is about one line and nothing around it: zones hang on these, and a line must not change its nature
because its neighbours were cut (the law of zones).
"""

from __future__ import annotations

import re

A_NUMBER = r"\d+(?:[.,:/-]\d+)*"  # also a date, a time, a fraction
CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яёіїєґ]"
ITEM_NUMBER = r"\(?\d{1,3}[.)]\s"  # at the beginning of a line
AND = "(?:and|und|et|y|e|en|i|и|та|і|ve)"  # between names
PARTICLES = "de|da|do|dos|das|del|della|di|du|la|le|van|von|zu|zur|der|den|ter|ten|bin|ibn|al|el"  # inside names
WORD = re.compile(r"[^\W\d_][\w'-]*")
SENTENCE_END = ".。．…۔।"
_OTHER_END = "!?！？؟"
_CLOSERS = "'\")]}›」』】）”’»* "
# Scripts written without spaces between words: two characters count as a word.
SPACELESS = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\u0e01-\u0eff"
# Letters of scripts that have spaces and no capitals, Hebrew, Arabic, Devanagari; a few words, as a name has.
_CASELESS = "[\u05d0-\u05ea\u0620-\u065f\u066e-\u06d3\u0900-\u0963]{2,}"
CASELESS_NAME = re.compile(f"{_CASELESS}(?: {_CASELESS}){{1,3}}")
UNSPACED = re.compile(f"[{SPACELESS}]")
# Tells most lines sooner that nothing of that is on them.
_SPACED = re.compile("[\\0-\u0e00\u0f00-\u3004]*\\Z")
_MONTHS = "jan|feb|febr|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|dic"
# Full stops that end no sentence. What may also be a word (mar., dec.) counts only behind a number,
_ABBREVIATION = re.compile(
    r"(?:\b[ap]\. ?m|\b(?:inc|ltd|corp|co|jr|sr|dr|mr|mrs|ms|prof|u\. ?s|u\. ?k|vs|bzw|z\. ?b|cf)|"
    rf"\d\W{{0,3}}(?:{_MONTHS}|hrs|min|sek|std|мин|хв|г|гг|р))\.$",
    re.IGNORECASE,
)
# or on a line that is no more than a month and two words ("Updated Sept.").
_MONTH_ALONE = re.compile(rf"\W*(?:\w+\W+){{0,2}}(?:{_MONTHS})\.$", re.IGNORECASE)
_INNER_END = re.compile(r"[.!?。！？؟۔।…]['\")\]»”’」』）]*(?:\s+(?=\S)|(?<=[。！？」』])(?=\S))")

_SIGN_OFF = re.compile(r"(?<=.)\s*[(（\[][^()（）\[\]]{1,60}[)）\]]\s*$")

_TITLE_CASE = 0.65  # share of words with a capital
SENTENCE_IN_WORDS = 4
_SENTENCE_IN_CHARACTERS = 20  # what is as long is no month with two words beside it
# A line this long is prose without a full stop at its end: with a sentence ended inside, or with none at all.
LONG_IN_WORDS, LONGER_IN_WORDS = 20, 30


def words(line: str) -> int:
    """How many words a line has; in scripts without spaces, half its characters."""
    count = len(line.split())
    if line.isascii() or _SPACED.match(line):
        return count
    return max(count, len(UNSPACED.findall(line)) // 2)


def has_words(line: str, least: int) -> bool:
    """True if the line has at least `least` words: `words(line) >= least`, without counting the rest."""
    if len(line.split(None, least - 1)) >= least:
        return True
    return not line.isascii() and len(UNSPACED.findall(line)) // 2 >= least


def in_title_case(cased: str) -> bool:
    """True if most words of a line have a capital: it tells no names there, and is no sentence."""
    tokens = WORD.findall(cased)
    return len(tokens) > 2 and sum(token[0].isupper() for token in tokens) > _TITLE_CASE * len(tokens)


def ends_sentence(line: str) -> bool:
    """True if the line ends with a full stop (behind closing quotes and brackets), not an abbreviation's."""
    stripped = line.rstrip(_CLOSERS)
    if not stripped or stripped[-1] not in SENTENCE_END:
        return False
    # Most sentences end with a longer word than any abbreviation.
    if len(stripped) >= _SENTENCE_IN_CHARACTERS and stripped[-6:-1].isalpha():
        return True
    return not (
        _ABBREVIATION.search(stripped[-16:])
        or (len(stripped) < _SENTENCE_IN_CHARACTERS and _MONTH_ALONE.match(stripped))
    )


def ends_utterance(line: str) -> bool:
    """True if the line ends with a full stop, a question mark or an exclamation mark."""
    stripped = line.rstrip(_CLOSERS)
    return bool(stripped) and (stripped[-1] in _OTHER_END or ends_sentence(stripped))


def is_prose(line: str) -> bool:
    """True if a line (plain or folded) reads as prose: a sentence of four words and more, or a long line.

    A question or exclamation alone may be a headline, so it counts only beside another sentence.
    """
    if not has_words(line, SENTENCE_IN_WORDS):
        return False
    # Most sentences are told at once.
    if line[-1] == "." and line[-6:-1].isalpha() and len(line) >= _SENTENCE_IN_CHARACTERS:
        return True
    if ends_sentence(line):
        return True
    count = words(line)
    if count >= LONGER_IN_WORDS or ends_sentence(_SIGN_OFF.sub("", line[-400:])):
        return True
    if count < 12 or not _INNER_END.search(line.rstrip(_CLOSERS)):
        return False
    return count >= LONG_IN_WORDS or ends_utterance(line)


def has_letters(line: str) -> bool:
    """True if anything on the line is a letter or a digit."""
    return any(map(str.isalnum, line))
