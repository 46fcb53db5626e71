"""The shape of a line: what can be told from its characters alone, in any script."""

from __future__ import annotations

import re

from cleaner.shapes import ITEM_NUMBER, WORD, words
from cleaner.stopwords import STOPWORDS

_ENDS = {
    **dict.fromkeys(".。．۔।", "ends_stop"),
    **dict.fromkeys("?？؟", "ends_question"),
    **dict.fromkeys("!！", "ends_exclamation"),
    **dict.fromkeys(":：", "ends_colon"),
    **dict.fromkeys(",;，；、،؛-", "ends_comma"),
    "…": "ends_ellipsis",
}
_SIZES = ((2, "words_1"), (2, "words_2_3"), (3, "words_4_6"), (5, "words_7_11"), (8, "words_12_19"), (1, "words_20_up"))
_SIZE_OF = [name for count, name in _SIZES for _ in range(count)]  # by the number of words, 20 being the last
_BULLET = re.compile(rf"[-*•·‣◦▪■□●○►▸+]\s|{ITEM_NUMBER}")
_ADDRESS = re.compile(r"https?:|www\.|[\w-]\.(?:com|org|net|de|fr|es|it|pl|ru|co\.uk)\b")
_HANDLE = re.compile(r"(?<!\w)[@#]\w|\w@\w")
_SEPARATOR = re.compile(r"\S ?[|·•»›>→/] ?\S")
_CODE = re.compile(r"[{};=<>\\]|\w\(\)|\w\.\w+\(")
_CLOCK_OR_DATE = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b(?:19|20)\d\d\b|\d[-/.]\d{1,2}[-/.]\d|\d[年月日]")
_SCORE = re.compile(r"\b\d{1,3} ?[-:] ?\d{1,3}\b")
_NAME = re.compile(r"^(?:[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄ][\w'.-]*\s){1,3}[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄ][\w'.-]*$")
QUOTES = re.compile('["「『]')
_AMOUNT = re.compile(r"[$€£¥%°]")
# Without one of these a line has none of the signs but digits, and most lines have none.
_ANY_SIGN = re.compile(r"""[|·•»›>→/\"「『:.@#{};=<(\\$€£¥%°]""")
_MAY_BE_DIGIT = re.compile("[0-9\u0080-\U0010ffff]")


def shape(folded: str, cased: str) -> dict[str, float]:
    """Features of one line; `folded` and `cased` are its two forms in a document. Those that are not said are 0."""
    found = {_SIZE_OF[min(words(folded), 20)]: 1.0}
    found[_ENDS.get(folded.rstrip("'\")]» ")[-1:], "ends_open")] = 1.0
    if folded.endswith("..."):
        found["ends_ellipsis"] = 1.0
    opening = _opening(folded, cased[0])
    if opening:
        found[opening] = 1.0
    if _MAY_BE_DIGIT.search(folded):
        _figures(folded, found)
    if _ANY_SIGN.search(folded):
        _signs(folded, found)
    tokens = WORD.findall(cased)
    _case(cased, tokens, found)
    # To make ASCII small is all that folding does to it.
    tokens = list(map(str.lower, tokens)) if cased.isascii() else WORD.findall(folded)
    if len(tokens) > 2:
        found["stopwords"] = sum(map(STOPWORDS.__contains__, tokens)) / len(tokens)
    return found


def _opening(folded: str, first: str) -> str | None:
    if _BULLET.match(folded):
        return "opens_bullet"
    if first.isdigit():
        return "opens_digit"
    if first in "'\"«»“”„":
        return "opens_quote"
    if first.islower():
        return "opens_lower"
    return "opens_bracket" if first in "([【" else None


def _figures(folded: str, found: dict[str, float]) -> None:
    digits = sum(map(str.isdigit, folded))
    if digits:
        found["digits"] = digits / len(folded)
        if _CLOCK_OR_DATE.search(folded):
            found["date_or_time"] = 1.0
        if _SCORE.search(folded):
            found["score_line"] = 1.0


def _signs(folded: str, found: dict[str, float]) -> None:
    if QUOTES.search(folded):
        found["quotes"] = 1.0
    if "|" in folded and folded.count("|") > 2:
        found["table_row"] = 1.0
    elif _SEPARATOR.search(folded):
        found["separator"] = 1.0
    if ": " in folded[:-1]:
        found["inner_colon"] = 1.0
    for name, pattern in (("address", _ADDRESS), ("handle", _HANDLE), ("code", _CODE), ("amount", _AMOUNT)):
        if pattern.search(folded):
            found[name] = 1.0


def _case(cased: str, tokens: list[str], found: dict[str, float]) -> None:
    """How its words are written; nothing in scripts without case."""
    if not cased.isascii():
        tokens = [token for token in tokens if token.lower() != token.upper()]
    if not tokens:
        return
    capital = sum([token[0].isupper() for token in tokens])
    if len(tokens) > 1:
        found["capitals"] = capital / len(tokens)
    if len(tokens) > 2 and capital == len(tokens):
        found["title_case"] = 1.0
    if len(cased) > 2 and cased.isupper():
        found["all_capitals"] = 1.0
    if _NAME.match(cased):
        found["name"] = 1.0
