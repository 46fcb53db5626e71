"""Summed-up records as a picture: characters cut by class, source and language, and how sure the cuts were."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cleaner.jobs.facts import UNKNOWN
from cleaner.jobs.sources import Group
from cleaner.jobs.stats import STEPS, Stats, most_cut
from cleaner.plot import drawing

_ROWS = 16  # bars in a panel: as many as there are classes
_LONGEST = 34  # characters of a name
_COLOURS = ("#4c72b0", "#55a868", "#8172b3", "#c44e52")
_LEAST, _HISTOGRAM, _TITLE = 3, 7, 1.6  # heights, in bars: of a panel, of the histogram, of what stands around a panel

Bar = tuple[str, int, str]  # its name, its length, and what is said at its end


def picture(file: Path, stats: Stats) -> None:
    """Draw four panels. Raises NoPlot. The same sums give the same bytes."""
    classes = [(name, row.characters, _part(row.characters, stats.whole.cut)) for name, row in most_cut(stats.classes)]
    classes = classes[:_ROWS]
    sources = [_group(*row) for row in stats.sources[:_ROWS]]
    found = sorted((_group(*row) for row in stats.languages.items()), key=lambda bar: (-bar[1], bar[0]))
    languages = found[:_ROWS]
    above = max(_LEAST, len(sources))
    rows = max(max(_LEAST, len(classes)) + _HISTOGRAM, above + max(_LEAST, len(languages)))
    with drawing(file, 11, 0.8 + 0.27 * (rows + 2 * _TITLE)) as figure:
        figure.suptitle(_headline(stats), fontsize=11, x=0.01, ha="left")
        left, right = figure.subfigures(1, 2, wspace=0.03)
        tops = left.subplots(2, 1, height_ratios=(rows - _HISTOGRAM + _TITLE, _HISTOGRAM + _TITLE))
        _panel(tops[0], "by class (% of all that was cut)", classes, rows - _HISTOGRAM, _COLOURS[0])
        _certainty(tops[1], stats)
        tops = right.subplots(2, 1, height_ratios=(above + _TITLE, rows - above + _TITLE))
        _panel(tops[0], f"by source{_of(sources, stats.all_sources)} (% of its text)", sources, above, _COLOURS[1])
        title = f"by language{_of(languages, len(found))} (% of its text)"
        _panel(tops[1], title, languages, rows - above, _COLOURS[2])


def _headline(stats: Stats) -> str:
    whole = stats.whole
    share = "" if whole.share is None else f", {whole.share:.1%} of the text"
    return f"Characters cut: {whole.cut:,}{share}; {whole.changed:,} of {whole.documents:,} documents changed"


def _of(shown: Sequence[Bar], there: int) -> str:
    return f", {len(shown)} of {there:,}" if there > len(shown) else ""


def _part(characters: int, of: int) -> str:
    return f"{characters:,}  ({characters / of:.1%})" if of else f"{characters:,}"


def _group(name: str, group: Group) -> Bar:
    share = "" if group.share is None else f"  ({group.share:.1%})"
    return ("not told" if name == UNKNOWN else name, group.cut, f"{group.cut:,}{share}")


def _panel(axes: Any, title: str, bars: Sequence[Bar], rows: int, colour: str) -> None:
    """Horizontal bars, the first on top, in a panel with room for `rows`; each with its name and what is said of it."""
    _plain(axes, title)
    places = range(len(bars))
    axes.barh(places, [length for _, length, _ in bars], color=colour, height=0.72)
    axes.set_yticks(places, [_literal(name) for name, _, _ in bars], fontsize=8)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.spines["left"].set_bounds(-0.5, max(1, len(bars)) - 0.5)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])
    axes.set_xlim(0, 1.5 * max((length for _, length, _ in bars), default=0) or 1)  # room for what is said
    for place, (_, length, said) in zip(places, bars, strict=True):
        axes.annotate(said, (length, place), textcoords="offset points", xytext=(3, 0), va="center", fontsize=8)


def _certainty(axes: Any, stats: Stats) -> None:
    """Upright bars between the steps of certainty, from the first that has cuts."""
    _plain(axes, "cuts by certainty (% of all cuts)")
    counts = [row.cuts for row in stats.certainty.values()]
    first = next((number for number, count in enumerate(counts) if count), 0)
    counts = counts[first:]
    places = range(len(counts))
    axes.bar(places, counts, color=_COLOURS[3], width=0.94)
    axes.set_xticks([place - 0.5 for place in range(len(counts) + 1)], [f"{step:g}" for step in (*STEPS[first:], 1)])
    axes.set_xlim(-0.6, max(len(counts), 4) - 0.4)
    axes.set_yticks([])
    axes.set_ylim(0, 1.35 * max(counts) or 1)
    for place, count in zip(places, counts, strict=True):
        said = _part(count, sum(counts)).replace("  ", "\n")
        axes.annotate(said, (place, count), textcoords="offset points", xytext=(0, 3), ha="center", fontsize=8)


def _plain(axes: Any, title: str) -> None:
    axes.set_title(title, loc="left", fontsize=9, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(length=0)


def _literal(name: str) -> str:
    """The end of a name, of which nothing is taken for a formula; what is no character is shown as one missing."""
    short = name if len(name) <= _LONGEST else "…" + name[1 - _LONGEST :]
    return short.replace("$", r"\$").encode("utf-8", "replace").decode("utf-8")
