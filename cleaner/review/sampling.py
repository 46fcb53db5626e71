"""Which cuts to look at first, so that few looks teach most.

The cuts are parted by rule (a stratified sample): one cut of each rule comes before a second of any. The rules take
turns in the order of the harm they may do: the characters of the story that they would cut if each cut were wrong as
often as its certainty allows. Of one rule the cut comes first that goes by other words than those before, then the
least certain, then that of the document that loses most. Nothing is random: the same cuts are in the same order,
however they come.

Stratifying: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), chapter 5; the least certain first: D. D. Lewis and
W. A. Gale, "A sequential algorithm for training text classifiers", SIGIR 1994.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from math import fsum
from typing import NamedTuple

_NUMBER = re.compile(r"\d+")


class Cut(NamedTuple):
    """A cut to be looked at: the number of its document, its rule, how sure it is (0 to 1), how many characters go, a
    digest of what they say (see `words_of`), the share of the document that all its cuts take (0 to 1), and where in
    the original it begins."""

    document: int
    rule: str
    certainty: float
    characters: int
    words: bytes = b""
    share: float = 0.0
    start: int = 0


def words_of(text: str) -> bytes:
    """A digest of what a stretch says: the same for those that differ in case, space and numbers alone."""
    return _digest(_NUMBER.sub("0", " ".join(text.split()).casefold()))


def order(cuts: Sequence[Cut]) -> list[int]:
    """The numbers of the cuts (from 0) in the order in which to look at them."""
    rules: defaultdict[str, list[int]] = defaultdict(list)
    for number, cut in enumerate(cuts):
        rules[cut.rule].append(number)
    harm = {rule: _harm(cuts[number] for number in numbers) for rule, numbers in rules.items()}
    turns = sorted(rules, key=lambda rule: (-harm[rule], _digest(rule), rule))
    queues = [_of_one_rule(cuts, rules[rule]) for rule in turns]
    rounds = max(map(len, queues), default=0)
    return [queue[turn] for turn in range(rounds) for queue in queues if turn < len(queue)]


def _harm(cuts: Iterable[Cut]) -> float:
    """The characters that would go by mistake if each cut were wrong as often as its certainty allows."""
    return fsum((1 - cut.certainty) * cut.characters for cut in cuts)  # exact: in any order the same


def _of_one_rule(cuts: Sequence[Cut], numbers: Iterable[int]) -> list[int]:
    """The cuts of a rule in their order: a second cut by the same words after the first of all others."""

    def doubt(number: int) -> tuple[float, float, bytes, Cut]:
        cut = cuts[number]
        return cut.certainty, -cut.share, cut.words, cut

    seen: Counter[bytes] = Counter()
    turns: list[tuple[int, int, int]] = []
    for place, number in enumerate(sorted(numbers, key=doubt)):
        words = cuts[number].words
        turns.append((seen[words], place, number))
        seen[words] += 1
    return [number for _, _, number in sorted(turns)]


def _digest(text: str) -> bytes:
    """Also breaks ties without favour: in an order that has nothing to do with the alphabet."""
    return blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).digest()
