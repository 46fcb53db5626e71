"""What the evidence on a piece amounts to: whether it is boilerplate, how sure that is, and what rule would cut it.

A piece is trusted the more, the more stories it stands in, and the more it stands where boilerplate does: before or
behind the story, or beside other frequent lines. In the middle of stories a sentence must stand in a good part of them:
the background of a running story recurs as well, but in few of a source's stories, and those are about the same. Where
all that is known of a source is one story, told many times over, no paragraph and no part of one is trusted at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from cleaner.learn.evidence import Evidence, Found, Source, Words
from cleaner.learn.pieces import NUMBER, Kind, Place, has_words, rows

Shape = Literal["line", "pattern", "span", "run"]
_DOUBTFUL = 0.5  # what is less sure is not worth a person's look
_HALVING = 4  # stories that halve the doubt
_AT_HOME = 0.3  # of a source's stories: what stands in so many, in their middle, is no background of one
_PATTERNED = 0.1  # of a source's stories, in which a template must stand
_SAME_STORY = 2.5  # times as alike as any of the source's stories: these are about one thing
_ALIKE = 0.15  # of their words: stories that share more are about one thing
_ALIKE_FEW = 0.08  # the same of a few stories: those of sites in the development sets share 0.06 at most, most 0.02
_FEW = 20  # stories
_LIST = 0.7  # of the documents must have a list below a line that opens one
_RANK: dict[Kind, int] = {"template": 0, "opening": 1, "line": 2, "lead": 3, "ending": 4, "inside": 5}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A piece that may be boilerplate: how sure that is (0 to 1), in what share of the source's stories it stands."""

    found: Found
    confidence: float
    share: float
    shape: Shape
    scope: Literal["anywhere", "head", "tail"]
    most: int = 0  # lines of the list below it


def verdicts(evidence: Evidence, *, least: int, share: float) -> list[Verdict]:
    """What is worth a rule, source by source: seen in `least` stories and in that share of the source's, or more.

    What another piece covers as surely is left out.
    """
    found: list[Verdict] = []
    by_source: dict[str, list[Found]] = {}
    for entry in evidence.found.values():
        by_source.setdefault(entry.source, []).append(entry)
    for name in sorted(by_source):
        source = evidence.sources[name]
        ground = alike(source.sample.values)
        judged = [judge(entry, source, ground) for entry in by_source[name] if _often(entry, source, least, share)]
        found += _needed([verdict for verdict in judged if verdict.confidence >= _DOUBTFUL])
    return found


def _often(entry: Found, source: Source, least: int, share: float) -> bool:
    return len(entry.stories) >= max(least, share * len(source.stories))


def judge(entry: Found, source: Source, ground: float) -> Verdict:
    """How sure it is that a piece is boilerplate; `ground` is how alike any stories of the source are."""
    stories = len(entry.stories)
    share = stories / len(source.stories)
    total = entry.head + entry.body + entry.tail
    edges = 1 - entry.body / total
    shape, most = _shape(entry, total)
    confidence = (
        (1 - 0.5 ** (stories / _HALVING)) * _standing(entry, share, edges, total) * _made(entry, share, edges, total)
    )
    limit = _ALIKE_FEW if len(source.stories) < _FEW else _ALIKE
    if ground > limit and _of_paragraphs(entry, total):
        confidence = 0.0  # all the source tells is one story: what recurs in it may be the story's
    elif 2 * entry.about > total or (confidence >= _DOUBTFUL and _one_story(entry.sample.values, ground)):
        confidence *= 0.5
    return Verdict(entry, round(confidence, 4), share, shape, _scope(entry, total), most)


def _standing(entry: Found, share: float, edges: float, total: int) -> float:
    """How much of boilerplate there is in where a piece stands."""
    if entry.kind == "lead":
        return entry.head / total
    if edges >= 0.8:
        return edges
    company = entry.company / total if entry.kind == "line" else 0.0
    inside = min(1.0, share / _AT_HOME)
    if not entry.prose and _is_label(entry.key):
        return max(edges, 0.6 * inside, company * inside * 0.95)  # a heading of the story's own looks the same
    return max(edges, inside, 0.9 * company * min(1.0, 2 * inside))


def _is_label(key: str) -> bool:
    """Whether a line may be a heading: a word or a few, no sentence, no number."""
    return len(key.split()) <= 4 and len(key) <= 40 and not any(c.isdigit() or c in ".!?:·|@" + NUMBER for c in key)


def _made(entry: Found, share: float, edges: float, total: int) -> float:
    """How much a piece tells by itself: a template needs words, and different wordings; a name is anybody's."""
    texts = len(entry.texts.values)
    if entry.kind != "line" and not has_words(entry.key):
        return 0.0
    if entry.kind in ("template", "opening") and texts < 3:
        return 0.0
    if entry.kind in ("template", "opening"):  # headlines have templates, too, but few of them
        return min(1.0, share / _PATTERNED) * (0.5 if len(entry.key) <= 3 else 1.0)
    if entry.kind == "line" and _is_name(entry.key) and not (edges >= 0.8 and entry.company >= 0.9 * total):
        return 0.5
    return 1.0


def _is_name(key: str) -> bool:
    words = key.split()
    return 2 <= len(words) <= 4 and all(word[:1].isupper() and word[1:].islower() for word in words)


def _shape(entry: Found, total: int) -> tuple[Shape, int]:
    if entry.kind in ("lead", "ending", "inside"):
        return "span", 0
    if entry.kind in ("template", "opening"):
        return "pattern", 0
    with_list = sum(entry.below[2:])
    # Before a story the list would end in its headline.
    if not entry.prose and entry.tail >= 0.8 * total and with_list >= _LIST * total:
        return "run", max(length for length, count in enumerate(entry.below) if count)
    return "line", 0


def _scope(entry: Found, total: int) -> Literal["anywhere", "head", "tail"]:
    """Where a rule is asked: short lines only where they were seen."""
    short = len(entry.key) < 25 and entry.key[-1].isalnum() and entry.key.isascii()
    if short and entry.kind == "line":
        sides: tuple[Place, Place] = ("head", "tail")
        for side in sides:
            if entry.places[side] == total:
                return "head" if side == "head" else "tail"
    return "anywhere"


def _of_paragraphs(entry: Found, total: int) -> bool:
    """Whether a piece is a paragraph or part of one: what a sentence of a story can be."""
    return entry.kind in ("ending", "inside") or (2 * entry.prose > total and entry.kind != "lead")


def _one_story(sample: Sequence[Words], ground: float) -> bool:
    """Whether the stories with a piece are more alike than those of the source are."""
    return len(sample) >= 3 and alike(sample) > max(_ALIKE, _SAME_STORY * ground)


def alike(sample: Sequence[Words]) -> float:
    """The mean of what two stories share of their words (Jaccard, from the smallest of both)."""
    pairs = list(combinations([(words, frozenset(words)) for words in sample], 2))
    return sum(_jaccard(*one, *other) for one, other in pairs) / len(pairs) if pairs else 0.0


def _jaccard(one: Words, one_set: frozenset[int], other: Words, other_set: frozenset[int]) -> float:
    both = sorted(one_set & other_set)
    if not both:
        return 0.0
    size = min(len(one), len(other))
    # How many words of either are smaller than a shared one: those of both are counted twice. (Both are sorted.)
    below = (bisect_left(one, word) + bisect_left(other, word) - at for at, word in enumerate(both))
    return sum(rank < size for rank in below) / size


def _needed(judged: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts without those that a wider one covers: a line that is one of the wordings of a template, say."""
    kept: list[Verdict] = []
    for verdict in sorted(judged, key=lambda v: (-len(v.found.stories), _RANK[v.found.kind], v.found.key)):
        if not any(_covers(wide, verdict) for wide in kept):
            kept.append(verdict)
    return sorted(kept, key=lambda v: (v.found.kind, v.found.key))


def _covers(wide: Verdict, narrow: Verdict) -> bool:
    """Whether a template or opening is as sure as a piece it covers."""
    if wide.shape != "pattern" or narrow.shape in ("span", "run"):
        return False
    if wide.confidence < min(0.9, narrow.confidence):
        return False
    row = rows(narrow.found.texts.values[0])[0]
    return any(piece.kind == wide.found.kind and piece.key == wide.found.key for piece in row.pieces)
