"""The figures of a set: the scores of its documents, added up."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from cleaner.bench.score import Score, Tally
from cleaner.bench.shingles import Agreement, shares

DAMAGE = 0.02  # a document that lost a greater share of its story than this counts as damaged


def ratio(part: float, whole: float) -> float | None:
    """The share of a part in the whole, None if there is no whole."""
    return part / whole if whole else None


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float] | None:
    """The interval (95 % for the default `z`) of a share, None for a total of 0.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927): unlike the
    plain interval it says something sensible of a rule that was right three times out of three.
    """
    if not total:
        return None
    share, spread = right / total, z * z / total
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / total + spread / (4 * total)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Figures:
    """The figures of one set, whatever the order of its documents. Shares are from 0 to 1, None where there is none."""

    name: str
    kind: str
    scores: tuple[Score, ...]
    damage: float = DAMAGE
    skipped: int = 0
    failed: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "scores", tuple(sorted(self.scores, key=lambda score: score.name)))
        object.__setattr__(self, "failed", tuple(sorted(self.failed)))

    def _sum(self, value: Callable[[Score], int]) -> int:
        return sum(map(value, self.scores))

    @cached_property
    def noise(self) -> int:
        """Tokens of noise in the set."""
        return self._sum(lambda score: sum(there for there, _ in score.noise.values()))

    @cached_property
    def right(self) -> int:
        """Tokens of noise removed."""
        return self._sum(lambda score: score.right)

    @cached_property
    def wrong(self) -> int:
        """Tokens of the story removed."""
        return self._sum(lambda score: score.wrong)

    @property
    def precision(self) -> float | None:
        """Of the removed tokens the share that was noise."""
        return ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float | None:
        """Of the noise the share that was removed."""
        return ratio(self.right, self.noise)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return ratio(2 * self.right, self.noise + self.right + self.wrong)

    @property
    def exact(self) -> int:
        """Documents that came out as gold wants them, white space aside."""
        return self._sum(lambda score: score.exact)

    @property
    def damaged(self) -> int:
        """Documents that lost more than `damage` of their story."""
        return self._sum(lambda score: score.loss > self.damage)

    @property
    def losing(self) -> int:
        """Documents that lost any token of their story."""
        return self._sum(lambda score: score.wrong > 0)

    @property
    def clean(self) -> int:
        """Documents that have no noise."""
        return self._sum(lambda score: not score.noisy)

    @property
    def clean_touched(self) -> int:
        """Documents that have no noise and were changed."""
        return self._sum(lambda score: score.changed and not score.noisy)

    @property
    def digest(self) -> str:
        """SHA-256 over the names and texts of all documents and their gold, in hexadecimal."""
        rows = "".join(f"{score.name}\0{score.digest}\n" for score in self.scores)
        return hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def gold_classes(self) -> dict[str, tuple[int, int]]:
        """For each class in gold, tokens there were and tokens that went, whatever rule took them."""
        total: dict[str, tuple[int, int]] = {}
        for score in self.scores:
            for name, (there, went) in score.noise.items():
                before = total.get(name, (0, 0))
                total[name] = (before[0] + there, before[1] + went)
        return dict(sorted(total.items()))

    @cached_property
    def cut_classes(self) -> dict[str, Tally]:
        """What the removals of each class took."""
        return _added(score.classes for score in self.scores)

    @cached_property
    def rules(self) -> dict[str, Tally]:
        """What each rule took."""
        return _added(score.rules for score in self.scores)

    def worst(self, count: int) -> list[Score]:
        """Documents that lost the most tokens of their story, then those with the most noise left; at most `count`."""
        ranked = sorted(self.scores, key=lambda score: (-score.wrong, -sum(p.tokens for p in score.left), score.name))
        return [score for score in ranked if score.lost or score.left][:count]

    @property
    def pages(self) -> PageFigures | None:
        """What only page sets have."""
        return PageFigures(self.scores) if self.kind == "pages" else None


class PageFigures:
    """How a set of pages agrees with its bodies, by shingles, and what whole lines went."""

    def __init__(self, scores: Sequence[Score]) -> None:
        pages = [score.page for score in scores if score.page]
        self.before = shares(page.before for page in pages)
        self.after = shares(page.after for page in pages)
        self.closed = shares(page.closed for page in pages)
        self.better = sum(_f1(page.after) > _f1(page.before) + 1e-9 for page in pages)
        self.worse = sum(_f1(page.after) < _f1(page.before) - 1e-9 for page in pages)
        self.noise_lines = sum(page.noise_lines for page in pages)
        self.noise_lines_gone = sum(page.noise_lines_gone for page in pages)
        self.story_lines = sum(page.story_lines for page in pages)
        self.story_lines_gone = sum(page.story_lines_gone for page in pages)

    @property
    def room_closed(self) -> float | None:
        """The gain in F1 as a share of what dropping exactly the lines of noise would gain; None if that is nothing."""
        room = self.closed.f1 - self.before.f1
        return (self.after.f1 - self.before.f1) / room if room > 1e-9 else None


def _added(parts: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    total: dict[str, Tally] = {}
    for part in parts:
        for name, tally in part.items():
            total.setdefault(name, Tally()).add(tally)
    return dict(sorted(total.items()))


def _f1(page: Agreement) -> float:
    return 2 * page.both / (2 * page.both + page.extra + page.missed) if any(page) else 1.0
