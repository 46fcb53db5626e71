"""Which cuts to look at first, so that few looks teach most.

The cuts are parted by rule (a stratified sample): one cut of each rule comes before a second of any. The rules take
turns in the order of the harm they may do: the characters of the story that they would cut if each cut were wrong as
often as its certainty allows. Of one rule the cut comes first that it cuts in other words than those before, then the
least certain, then that of the document that loses most. Nothing is random: the same cuts are in the same order,
however they come.

Stratifying: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), chapter 5; the least certain first: D. D. Lewis and
W. A. Gale, "A sequential algorithm for training text classifiers", SIGIR 1994.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from hashlib import blake2b
from math import fsum
from typing import NamedTuple


class Cut(NamedTuple):
    """A cut to be looked at: the number of its document, its rule, how sure it is (0 to 1), its class, where it stands
    (characters of the original), the words that go (`text`, or a part that tells them from others), and how much of
    the document all its cuts take (`share`, 0 to 1)."""

    document: int
    rule: str
    certainty: float
    noise_class: str
    start: int = 0
    end: int = 0
    text: str = ""
    share: float = 0.0


def order(cuts: Iterable[Cut]) -> list[Cut]:
    """The cuts in the order in which to look at them."""
    rules: defaultdict[str, list[Cut]] = defaultdict(list)
    for cut in cuts:
        rules[cut.rule].append(cut)
    turns = sorted(rules, key=lambda rule: (-_harm(rules[rule]), _digest(rule), rule))
    queues = [_of_one_rule(rules[rule]) for rule in turns]
    rounds = max(map(len, queues), default=0)
    return [queue[number] for number in range(rounds) for queue in queues if number < len(queue)]


def _harm(cuts: Iterable[Cut]) -> float:
    """The characters that would go by mistake if each cut were wrong as often as its certainty allows."""
    return fsum((1 - cut.certainty) * (cut.end - cut.start) for cut in cuts)  # exact: in any order the same


def _of_one_rule(cuts: Iterable[Cut]) -> list[Cut]:
    """The cuts of a rule in their order: a second cut of the same words after the first of all others."""
    doubtful = sorted(cuts, key=lambda cut: (cut.certainty, -cut.share, _digest(cut), cut))
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int, Cut]] = []
    for cut in doubtful:
        words = " ".join(cut.text.split()).casefold()
        turns.append((seen[words], len(turns), cut))
        seen[words] += 1
    return [cut for _, _, cut in sorted(turns)]


def _digest(thing: Cut | str) -> bytes:
    """Breaks ties without favour: in no order that has to do with a document's place or a rule's name."""
    return blake2b(repr(thing).encode("utf-8", "backslashreplace"), digest_size=8).digest()
