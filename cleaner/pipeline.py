"""The pipeline: scan, propose, guard, unite, cut, and again on what is left until nothing more is proposed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleaner.document import Detect, Document
from cleaner.errors import CleanerError
from cleaner.filters.asked import Asked, BySource
from cleaner.filters.base import Filter, kinds
from cleaner.garbage import put_off
from cleaner.guards import Protection, guard
from cleaner.matching.scan import Candidates
from cleaner.metadata import collect
from cleaner.plugins import installed
from cleaner.record import Cleaned, Removal, Veto
from cleaner.ruleset.book import Book
from cleaner.ruleset.cached import cached_proven_rules, cached_rules
from cleaner.ruleset.locate import bundled, rule_files
from cleaner.ruleset.model import ProvenRule, Rule
from cleaner.ruleset.settings import PRESETS, Settings, load_settings
from cleaner.spans import Offsets, Span, union
from cleaner.tidy import tidy

DETECTORS = "cleaner.detectors"


class Pipeline:
    """Rules, guards and options, ready to clean texts.

    A pipeline never changes: it may be used by many threads at once and sent to other processes (it is pickled as its
    rules and settings and built anew there). The same text gives the same result, whatever was cleaned before.
    """

    def __init__(self, rules: Iterable[Rule], settings: Settings | None = None, detect: Detect | None = None) -> None:
        """`rules` as `ruleset.load` gives them; `detect` takes a text and returns its language or None."""
        self.settings = settings or Settings()
        self.rules = _stable(rules)
        self.detect = detect
        with put_off():
            self._build()

    def _build(self) -> None:
        self._by_source = BySource(self.rules)
        self.scanner = self._by_source.everywhere.scanner  # of rules that are bound to no source
        self._protect = Protection(self.settings.protect)
        self._caps = {head.id: head.cap for head in self.rules.heads if head.cap is not None}

    @property
    def filters(self) -> list[Filter]:
        """The filters of rules that are bound to no source."""
        return self._by_source.everywhere.filters

    @classmethod
    def load(
        cls,
        file: str | Path | None = None,
        *,
        preset: str = "default",
        rules: Sequence[str | Path] = (),
        detect: Detect | None = None,
        **changes: Any,
    ) -> Pipeline:
        """A pipeline of the packs that come with the package and of those in `rules` (directories or files).

        `file` is a pipeline file, if not the default one; over its settings is put what `preset` says (careful,
        default or thorough), and over that `changes`, by field (`keep=["dateline"]`, `languages=["en"]`). `detect`
        replaces the language detector that the settings name. Raises RuleError with every problem of every file, and
        CleanerError for a preset there is not.
        """
        if preset not in PRESETS:
            raise CleanerError(f"there is no preset {preset!r}: it is one of {', '.join(PRESETS)}")
        changes = PRESETS[preset] | {name: value for name, value in changes.items() if value}
        settings = load_settings(Path(file) if file else bundled() / "pipeline.yaml", **changes)
        wanted = {"mul", *settings.languages} if settings.languages else None
        with put_off():
            chosen = cached_rules(_files(rules), kinds(), trusted=bundled()).where(
                lambda head: head.id not in settings.without and (wanted is None or head.language in wanted)
            )
            return cls(chosen, settings, detect or _detector(settings.detector))

    def at(self, certainty: float) -> Pipeline:
        """The same pipeline with another threshold of certainty (0 to 1)."""
        return self.under(self.settings.model_copy(update={"certainty": certainty}))

    def under(self, settings: Settings) -> Pipeline:
        """The same rules under other settings; the two share all that takes time to build."""
        other = object.__new__(Pipeline)
        other.__dict__.update(self.__dict__)
        other.settings = settings
        other._protect = Protection(settings.protect)
        return other

    def beside(self, rules: Iterable[Rule]) -> Pipeline:
        """The same pipeline with more rules, of other ids, beside its own, which are not built again."""
        more = _stable(rules)
        other = self.under(self.settings)
        other.rules = self.rules + more
        other._by_source = self._by_source.beside(more)
        other.scanner = other._by_source.everywhere.scanner
        other._caps = self._caps | {head.id: head.cap for head in more.heads if head.cap is not None}
        return other

    def without(self, ids: Container[str]) -> Pipeline:
        """The same pipeline without the rules of these ids; itself, if it has none of them."""
        left = self.rules.where(lambda head: head.id not in ids)
        return self if len(left) == len(self.rules) else Pipeline(left, self.settings, self.detect)

    @property
    def bound(self) -> bool:
        """True if there are rules bound to sources: without, nobody needs to know where a document comes from."""
        return self._by_source.bound

    def asked(self, source: str | None = None) -> Asked:
        """The filters that are asked about documents from `source`, and the scanner for their words."""
        return self._by_source.of(source)

    def clean(self, text: str, language: str | None = None, source: str | None = None) -> Cleaned:
        """Clean one text. `language` (BCP 47) spares the detector, where one is known.

        `source` tells where the text comes from: a host, a URL, a path or a name (see `ruleset.bound`). Rules bound to
        sources are asked only about texts from there.

        Raises PatternTimeout if a rule's pattern can't cope with the text.
        """
        asked = self.asked(source)
        removals: list[Removal] = []
        vetoes: dict[tuple[Span, str, str], Veto] = {}
        aside: list[Removal] = []
        runs: tuple[Span, ...] = ()
        doc = whole = Document(text, language, self.detect)
        language_seen: str | None = None
        passes = 0
        while True:
            offsets = Offsets(runs)
            near = asked.scanner.scan(doc)
            kept, stopped, unwanted = self._propose(doc, near, asked)
            doc.let_go()
            for veto in stopped:
                moved = _moved(veto.removal, offsets)
                vetoes.setdefault((moved.span, moved.rule, veto.guard), replace(veto, removal=moved))
            aside += (_moved(removal, offsets) for removal in unwanted)
            if not kept:
                break
            if passes == self.settings.passes:
                return self._spared(text, removals, "passes", f"not quiet after {passes} passes")
            passes += 1
            widened = _widen(doc.text, kept)
            removals += (_moved(removal, offsets) for removal in widened)
            runs = union((*runs, *(offsets.hull(removal.span) for removal in widened)))
            language_seen = language_seen or doc.language_if_asked
            doc = whole.without(runs)
        gone = sum(span.end - span.start for span in runs)
        if gone > self.settings.budget * len(text):
            why = f"{gone / len(text):.0%} of the document would go, the budget is {self.settings.budget:.0%}"
            return self._spared(text, removals, "budget", why)
        return Cleaned(
            original=text,
            text=doc.text,
            removals=tuple(sorted(removals, key=lambda r: r.order)),
            vetoes=tuple(sorted(vetoes.values(), key=lambda v: (*v.removal.order, v.guard))),
            metadata=collect(text, [*removals, *aside]),
            passes=passes,
            language=language_seen or doc.language_if_asked,
        )

    def forget(self) -> None:
        """Let go of the lines that are kept because they may come again. What is cleaned next takes longer, no more."""
        self.scanner.forget()

    def clean_many(self, texts: Iterable[str], source: str | None = None) -> Iterator[Cleaned]:
        """Clean texts one after the other, as they come, all from one `source` if that is told."""
        return (self.clean(text, source=source) for text in texts)

    def propose(self, doc: Document, source: str | None = None) -> tuple[list[Removal], list[Veto], list[Removal]]:
        """One pass: the removals that stand, those a guard stopped, those of classes that are kept."""
        asked = self.asked(source)
        return self._propose(doc, asked.scanner.scan(doc), asked)

    def _propose(
        self, doc: Document, near: Candidates, asked: Asked
    ) -> tuple[list[Removal], list[Veto], list[Removal]]:
        first = [*(asked.by_rule[rule] for rule in near.rules if rule in asked.by_rule), *asked.structural]
        kept, vetoes, unwanted = self._weigh(doc, self._found(first, doc, near))
        if kept or not asked.last:
            return kept, vetoes, unwanted
        # What a rule of words would have cut and a guard or an option left in is no stranger either.
        left = union(removal.span for removal in (*unwanted, *(veto.removal for veto in vetoes)))
        found = self._found(asked.last, doc, near)
        fresh = [r for r in found if not any(r.span.start < span.end and span.start < r.span.end for span in left)]
        kept, more_vetoes, more_unwanted = self._weigh(doc, fresh)
        return kept, vetoes + more_vetoes, unwanted + more_unwanted

    def _found(self, filters: Iterable[Filter], doc: Document, near: Candidates) -> list[Removal]:
        """What filters propose and is sure enough, each once, in order."""
        found = {
            removal
            for each in filters
            for removal in each.sure(doc, near, self.settings.certainty)
            if removal.span.start < removal.span.end
        }
        return sorted(found, key=lambda removal: removal.order)

    def _weigh(self, doc: Document, proposals: Sequence[Removal]) -> tuple[list[Removal], list[Veto], list[Removal]]:
        """The proposals that stand, the vetoes, and those of classes that are kept."""
        keep, only = self.settings.keep, self.settings.only
        wanted = [r for r in proposals if r.noise_class not in keep and (not only or r.noise_class in only)]
        unwanted = [r for r in proposals if r not in wanted] if keep or only else []
        vetoes = guard(doc, wanted, self._protect, self._caps) if wanted else []
        stopped = {veto.removal for veto in vetoes}
        return [removal for removal in wanted if removal not in stopped], vetoes, unwanted

    @staticmethod
    def runs(text: str, removals: Sequence[Removal]) -> tuple[Span, ...]:
        """What a pass cuts: the union of the removals, tidied."""
        return tidy(text, union(removal.span for removal in removals))

    def _spared(self, text: str, removals: Sequence[Removal], name: str, why: str) -> Cleaned:
        """The document as it came, with what would have gone as vetoes."""
        vetoes = tuple(Veto(removal, name, why) for removal in sorted(removals, key=lambda r: r.order))
        return Cleaned(original=text, text=text, vetoes=vetoes)

    def __getstate__(self) -> dict[str, Any]:
        return {"settings": self.settings, "rules": self.rules, "detect": self.detect}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        with put_off():
            self._build()


def _stable(rules: Iterable[Rule]) -> Book:
    """Those of the rules that run."""
    return Book.of(rules).where(lambda head: head.status == "stable")


def known_rules(places: Sequence[str | Path] = ()) -> list[ProvenRule]:
    """Every rule of the packs that come with the package and of those in `places`, whatever its status.

    They come with their examples, which the rules of a pipeline that was loaded do not have. Raises RuleError with
    every problem of every file.
    """
    return cached_proven_rules(_files(places), kinds(), trusted=bundled())


def _files(places: Sequence[str | Path]) -> list[Path]:
    """The rule files of the package and of `places`."""
    return [path for place in (bundled(), *map(Path, places)) for path in rule_files(place)]


def _detector(name: str | None) -> Detect | None:
    """The language detector of that name, through the entry points of the group `cleaner.detectors`."""
    if name is None:
        return None
    points = installed(DETECTORS)
    if name not in points:
        raise CleanerError(f"there is no language detector {name!r}")
    detector: Detect = points[name].load()()
    return detector


def _widen(text: str, removals: Sequence[Removal]) -> list[Removal]:
    """The removals with what tidying takes beside them, so that each deleted character has a removal."""
    runs = union(removal.span for removal in removals)
    widened = tidy(text, runs)
    starts = [run.start for run in runs]
    # A run grows to the left to where its widened span begins, to the right up to the next run in that span.
    grown: list[Span] = []
    for i, run in enumerate(runs):
        around = widened[bisect_right(widened, (run.start, len(text) + 1)) - 1]
        first = i == 0 or runs[i - 1].end <= around.start
        last = i + 1 == len(runs) or runs[i + 1].start >= around.end
        grown.append(Span(around.start if first else run.start, around.end if last else runs[i + 1].start))
    result = []
    for removal in removals:
        i = bisect_right(starts, removal.span.start) - 1
        start = grown[i].start if removal.span.start == runs[i].start else removal.span.start
        end = grown[i].end if removal.span.end == runs[i].end else removal.span.end
        result.append(removal if removal.span == (start, end) else removal.over(Span(start, end)))
    return result


def _moved(removal: Removal, offsets: Offsets) -> Removal:
    """The removal with its offsets in the original text."""
    if not offsets.any_gone:
        return removal
    words = removal.words
    return Removal(
        offsets.hull(removal.span),
        removal.rule,
        removal.noise_class,
        removal.confidence,
        removal.evidence,
        offsets.hull(words) if words and words.end > words.start else None,
        tuple((name, offsets.hull(span)) for name, span in removal.fields),
        removal.score,
    )
