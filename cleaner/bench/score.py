"""Scoring one document: which tokens went, and whether gold says they should have.

Cleaning is deletion, and a `Cleaned` knows the offsets: what was removed is known exactly, nothing is aligned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cleaner.bench.labels import Labels
from cleaner.bench.shingles import Agreement, agreement
from cleaner.bench.words import one_line
from cleaner.record import Cleaned, Removal
from cleaner.spans import Span


@dataclass(slots=True)
class Tally:
    """What a class or a rule removed: tokens of noise (`right`) and of the story (`wrong`); its cuts, likewise.

    A cut is right if at least half of its tokens are noise; a cut without any token is counted as neither.
    """

    right: int = 0
    wrong: int = 0
    cuts_right: int = 0
    cuts_wrong: int = 0

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name in ("right", "wrong", "cuts_right", "cuts_wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class PageScore:
    """How a page agrees with its body as extracted, as cleaned, and at best; and the whole lines that went.

    `closed` is the best that a cleaner of whole lines could do: every line of noise gone, and no other.
    """

    before: Agreement
    after: Agreement
    closed: Agreement
    noise_lines: int
    noise_lines_gone: int
    story_lines: int
    story_lines_gone: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that went or stayed against gold; `why` is what cut it, or its class in gold."""

    text: str
    span: Span
    tokens: int
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one document, in tokens.

    `story` counts those that gold wants kept (of a page: the tokens of its body); `noisy` is true if gold wants
    anything gone. `noise` maps each class of noise in gold to what there was and what of it went; `classes` and
    `rules` tell what each class and rule removed.
    """

    name: str
    digest: str
    tokens: int
    story: int
    right: int
    wrong: int
    noisy: bool
    exact: bool
    changed: bool
    noise: Mapping[str, tuple[int, int]]
    classes: Mapping[str, Tally] = field(default_factory=dict)
    rules: Mapping[str, Tally] = field(default_factory=dict)
    page: PageScore | None = None
    lost: tuple[Piece, ...] = ()
    left: tuple[Piece, ...] = ()

    @property
    def loss(self) -> float:
        """The share of the story that went, from 0 to 1."""
        return self.wrong / self.story if self.story else float(self.wrong > 0)


def score(name: str, digest: str, labels: Labels, cleaned: Cleaned) -> Score:
    """The score of what a pipeline made of a labelled text."""
    gone = labels.words.covered(cleaned.spans)
    plain = score_tokens(name, digest, labels, gone, cleaned.text)
    return replace(
        plain,
        classes=_tallies(labels, cleaned.removals, lambda removal: removal.noise_class),
        rules=_tallies(labels, cleaned.removals, lambda removal: removal.rule),
        lost=tuple(replace(piece, why=_rules_at(cleaned.removals, piece.span)) for piece in plain.lost),
    )


def score_tokens(name: str, digest: str, labels: Labels, gone: Sequence[int], output: str) -> Score:
    """The score of any cleaner, by which tokens went (for each token 1 or 0) and the text that came out."""
    noise: dict[str, tuple[int, int]] = {}
    for noise_class, removed in zip(labels.classes, gone, strict=True):
        if noise_class:
            there, went = noise.get(noise_class, (0, 0))
            noise[noise_class] = (there + 1, went + removed)
    right = sum(went for _, went in noise.values())
    if labels.page:
        kept = [word for word, removed in zip(labels.words.texts, gone, strict=True) if not removed]
        exact = kept == list(labels.wanted.texts)
    else:
        exact = one_line(output) == one_line(labels.body)
    return Score(
        name=name,
        digest=digest,
        tokens=len(gone),
        story=len(labels.wanted),
        right=right,
        wrong=sum(gone) - right,
        noisy=labels.noisy,
        exact=exact,
        changed=output != labels.text,
        noise=noise,
        page=_page(labels, gone) if labels.page else None,
        lost=tuple(_pieces(labels, gone, story=True)),
        left=tuple(_pieces(labels, gone, story=False)),
    )


def _tallies(labels: Labels, removals: Sequence[Removal], key: Callable[[Removal], str]) -> dict[str, Tally]:
    """What each class or rule removed. Where two cut the same token, it counts for each of them."""
    tallies: dict[str, Tally] = {}
    for name in sorted({key(removal) for removal in removals}):
        spans = [removal.span for removal in removals if key(removal) == name]
        tally = tallies[name] = Tally()
        tally.right, tally.wrong = _sides(labels, labels.words.between(spans))
        for span in spans:
            right, wrong = _sides(labels, labels.words.between([span]))
            tally.cuts_right += right >= wrong and right > 0
            tally.cuts_wrong += wrong > right
    return tallies


def _sides(labels: Labels, tokens: Sequence[int]) -> tuple[int, int]:
    """How many of some tokens are noise, and how many story."""
    right = sum(1 for index in tokens if labels.classes[index])
    return right, len(tokens) - right


def _page(labels: Labels, gone: Sequence[int]) -> PageScore:
    texts, body = labels.words.texts, labels.wanted.texts
    closed = [texts[i] for first, end, story in labels.lines if story for i in range(first, end)]
    went = [(story, all(gone[first:end])) for first, end, story in labels.lines]
    return PageScore(
        before=agreement(body, texts),
        after=agreement(body, [text for text, removed in zip(texts, gone, strict=True) if not removed]),
        closed=agreement(body, closed),
        noise_lines=sum(not story for story, _ in went),
        noise_lines_gone=sum(all_gone and not story for story, all_gone in went),
        story_lines=sum(story for story, _ in went),
        story_lines_gone=sum(all_gone and story for story, all_gone in went),
    )


def _pieces(labels: Labels, gone: Sequence[int], *, story: bool) -> Iterator[Piece]:
    """The stretches of story that went, or of noise that stayed."""
    start: int | None = None
    for index in range(len(gone) + 1):
        against = index < len(gone) and bool(gone[index]) == story and (not labels.classes[index]) == story
        if against and start is None:
            start = index
        elif not against and start is not None:
            span = Span(labels.words.spans[start].start, labels.words.spans[index - 1].end)
            yield Piece(" ".join(labels.text[slice(*span)].split()), span, index - start, labels.classes[start])
            start = None


def _rules_at(removals: Sequence[Removal], span: Span) -> str:
    """The rules that cut something of a stretch."""
    there = {each.rule for each in removals if each.span.start < span.end and span.start < each.span.end}
    return " ".join(sorted(there))
