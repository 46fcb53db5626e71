"""Scoring what was cut of made-up articles: characters of noise that went, and of the stories.

White space is not counted: whether a blank line went with a line or stayed is no measure of a rule.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.outlets import Article
from cleaner.record import Cleaned

Clean = Callable[[Article], Cleaned]


@dataclass
class Tally:
    """Characters that there were, and how many of them went."""

    there: int = 0
    gone: int = 0

    @property
    def share(self) -> float:
        """How much of them went, from 0 to 1; 1 if there were none."""
        return self.gone / self.there if self.there else 1.0


@dataclass(frozen=True)
class Loss:
    """A stretch of a story that went, and the rules that cut there."""

    article: str
    rules: str
    text: str
    size: int


@dataclass
class Score:
    """What went of the noise and the stories of some articles; of both, and of the noise by house, kind and element."""

    noise: Tally = field(default_factory=Tally)
    story: Tally = field(default_factory=Tally)
    sources: dict[str, tuple[Tally, Tally]] = field(default_factory=lambda: defaultdict(lambda: (Tally(), Tally())))
    kinds: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    elements: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    losses: list[Loss] = field(default_factory=list)
    harmed: int = 0  # articles of which any of the story went

    @property
    def precision(self) -> float:
        """Of the characters that went, the share that is noise; 1 if none went."""
        gone = self.noise.gone + self.story.gone
        return self.noise.gone / gone if gone else 1.0

    @property
    def recall(self) -> float:
        """Of the characters of noise, the share that went."""
        return self.noise.share


def score(articles: Iterable[Article], clean: Clean) -> Score:
    """The score of what `clean` makes of articles."""
    found = Score()
    for article in articles:
        _add(found, article, clean(article))
    return found


def _add(found: Score, article: Article, cleaned: Cleaned) -> None:
    size = len(article.text)
    gone = _mask(size, cleaned.spans)
    noise = _mask(size, [(each.start, each.end) for each in article.noise])
    of_noise, of_story = found.sources[article.source]
    for each in article.noise:
        counted = [gone[at] for at in range(each.start, each.end) if not article.text[at].isspace()]
        for tally in (found.noise, of_noise, found.kinds[each.kind], found.elements[article.source, each.element]):
            tally.there += len(counted)
            tally.gone += sum(counted)
    lost = bytearray(1 if went and not is_noise else 0 for went, is_noise in zip(gone, noise, strict=True))
    there = sum(not is_noise and not ch.isspace() for ch, is_noise in zip(article.text, noise, strict=True))
    losses = list(_losses(article, cleaned, lost))
    for tally in (found.story, of_story):
        tally.there += there
        tally.gone += sum(each.size for each in losses)
    found.losses += losses
    found.harmed += bool(losses)


def _mask(size: int, spans: Sequence[tuple[int, int]]) -> bytearray:
    """1 for each character in the spans."""
    mask = bytearray(size)
    for start, end in spans:
        mask[start:end] = b"\x01" * (end - start)
    return mask


def _losses(article: Article, cleaned: Cleaned, lost: bytearray) -> Iterator[Loss]:
    """The stretches of the story that went."""
    start = lost.find(1)
    while start >= 0:
        end = lost.find(0, start)
        end = len(lost) if end < 0 else end
        text = article.text[start:end]
        size = sum(not ch.isspace() for ch in text)
        if size:
            there = {each.rule for each in cleaned.removals if each.span.start < end and start < each.span.end}
            yield Loss(article.id, " ".join(sorted(there)), " ".join(text.split()), size)
        start = lost.find(1, end)
