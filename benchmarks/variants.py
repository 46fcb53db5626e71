"""Copies of rules that look for other words: their letters are exchanged, in literals and patterns alike.

A vowel becomes another vowel, any other letter a letter of its script that is near it, so that words stay as long and
about as common in shape as they were, and a pattern still holds what the literals ask for.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from cleaner.pattern import BadPattern, Pattern
from cleaner.ruleset.model import Match, Rule

# Letters that may stand for each other; Chinese and Japanese characters are moved along instead.
_ALPHABETS = (
    "aeiou", "bcdfghklmnprstvw", "аеиоу", "бвгдзклмнпрст", "áéíóú", "àèìòù", "äöü", "ابتثجحخدرسشصعفقكلمن",
    "あいうえおかきくけこさしすせそたちつてと",
)  # fmt: skip
_CJK = re.compile("[\u4e00-\u9f00]")
# What of a pattern is no text: escapes, groups' openings, sets, counts.
_SYNTAX = re.compile(r"\\[pPNLgk][{<][^}>]*[}>]|\\.|\(\?P?<?[^:)>=!]*[:>=!)]|\[(?:\\.|[^\]])*\]|\{[\d,]*\}")


def copies(rules: Sequence[Rule], seed: int) -> Iterator[Rule]:
    """Different copies without end, in the order of the rules; those whose words can't be exchanged are left out."""
    for turn in count(1):
        letters = exchange(seed + turn)
        for rule in rules:
            found = rule.match and altered(rule.match, letters)
            if found and found != rule.match:
                yield rule.model_copy(update={"id": f"{rule.id}-copy{turn}", "match": found})


def exchange(seed: int) -> Mapping[int, int]:
    """What stands for each letter."""
    chance = random.Random(seed)
    letters = {}
    for alphabet in _ALPHABETS:
        by = chance.randrange(1, len(alphabet))  # moved along: no letter stays what it is
        letters |= dict(zip(map(ord, alphabet), map(ord, alphabet[by:] + alphabet[:by]), strict=True))
    step = chance.randrange(100, 3_000)
    return letters | {code: 0x4E00 + (code - 0x4E00 + step) % 0x5100 for code in range(0x4E00, 0x9F00)}


def altered(match: Match, letters: Mapping[int, int]) -> Match | None:
    """The match for other words; None if its pattern does not survive that."""
    literals = {
        name: tuple(each.casefold().translate(letters) for each in getattr(match, name))
        for name in ("lines", "labels", "starts", "anchors")
    }
    pattern = match.pattern and altered_pattern(match.pattern, letters)
    if pattern:
        try:
            Pattern(pattern).compiled()
        except BadPattern:
            return None
    return match.model_copy(update={**literals, "pattern": pattern})


def altered_pattern(pattern: str, letters: Mapping[int, int]) -> str:
    """The pattern with the letters exchanged that stand for themselves."""
    parts = []
    at = 0
    for found in _SYNTAX.finditer(pattern):
        parts += [pattern[at : found.start()].translate(letters), found.group()]
        at = found.end()
    return "".join(parts) + pattern[at:].translate(letters)
