"""The figures of a set as JSON data."""

from __future__ import annotations

from typing import Any

from cleaner.bench.figures import Figures, PageFigures, ratio, wilson
from cleaner.bench.score import Tally
from cleaner.bench.shingles import Shares


def data(figures: Figures) -> dict[str, Any]:
    """The figures as JSON data, shares unrounded."""
    pages = figures.pages
    return {
        "set": figures.name,
        "kind": figures.kind,
        "documents": len(figures.scores),
        "skipped": figures.skipped,
        "failed": [{"name": name, "reason": reason} for name, reason in figures.failed],
        "digest": figures.digest,
        "noise": figures.noise,
        "removed": figures.right + figures.wrong,
        "removed_noise": figures.right,
        "removed_story": figures.wrong,
        "kept_noise": figures.noise - figures.right,
        **{name: getattr(figures, name) for name in ("precision", "recall", "f1", "exact", "damaged", "losing")},
        "damage": figures.damage,
        "clean": figures.clean,
        "clean_touched": figures.clean_touched,
        "classes": _classes_data(figures),
        "rules": {name: _tally_data(tally) for name, tally in figures.rules.items()},
        **({"pages": _pages_data(pages)} if pages else {}),
    }


def point(level: float, figures: Figures) -> dict[str, Any]:
    """One point of a sweep as JSON data."""
    names = ("precision", "recall", "f1", "exact", "damaged", "losing", "clean_touched")
    return {"set": figures.name, "certainty": level, **{name: getattr(figures, name) for name in names}}


def _classes_data(figures: Figures) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for name in sorted({*figures.gold_classes, *figures.cut_classes}):
        there, went = figures.gold_classes.get(name, (0, 0))
        tally = figures.cut_classes.get(name, Tally())
        rows[name] = {"noise": there, "noise_removed": went, "recall": ratio(went, there), **_tally_data(tally)}
    return rows


def _tally_data(tally: Tally) -> dict[str, Any]:
    cuts = tally.cuts_right + tally.cuts_wrong
    return {
        "tokens_right": tally.right,
        "tokens_wrong": tally.wrong,
        "precision": ratio(tally.right, tally.right + tally.wrong),
        "cuts_right": tally.cuts_right,
        "cuts_wrong": tally.cuts_wrong,
        "cuts_precision": ratio(tally.cuts_right, cuts),
        "cuts_interval": wilson(tally.cuts_right, cuts),
    }


def _pages_data(pages: PageFigures) -> dict[str, Any]:
    def shown(each: Shares) -> dict[str, float]:
        return each._asdict()

    return {
        "before": shown(pages.before),
        "after": shown(pages.after),
        "closed": shown(pages.closed),
        "room_closed": pages.room_closed,
        **{name: getattr(pages, name) for name in ("better", "worse", "noise_lines", "noise_lines_gone")},
        **{name: getattr(pages, name) for name in ("story_lines", "story_lines_gone")},
    }
