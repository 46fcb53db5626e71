"""Precision against recall over thresholds, as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaner.bench.figures import Figures
from cleaner.plot import drawing


def plot(file: Path, sweep: Mapping[float, Sequence[Figures]], own: float) -> None:
    """Draw a curve for each set, a point for each threshold, the pipeline's `own` filled. Raises NoPlot.

    The same figures give the same bytes.
    """
    with drawing(file, 7, 5) as figure:
        axes = figure.add_subplot()
        for number in range(len(next(iter(sweep.values())))):
            _curve(axes, [(level, sets[number]) for level, sets in sorted(sweep.items())], own)
        axes.set(xlabel="recall of noise", ylabel="precision of removal", title="Removal, by threshold of certainty")
        axes.set_ylim(min(0.9, axes.get_ylim()[0]), 1.01)
        axes.grid(alpha=0.3)
        axes.legend(loc="best", fontsize=8)


def _curve(axes: Any, points: Sequence[tuple[float, Figures]], own: float) -> None:
    """One set's line. Thresholds that make no difference share a point, named by the least and the greatest."""
    levels: dict[tuple[float, float], list[float]] = {}
    for level, each in points:
        if each.recall is not None and each.precision is not None:
            levels.setdefault((each.recall, each.precision), []).append(level)
    recalls, precisions = [place[0] for place in levels], [place[1] for place in levels]
    (line,) = axes.plot(recalls, precisions, marker="o", mfc="white", ms=5, label=points[0][1].name)
    for place, shared in levels.items():
        if own in shared:
            axes.plot(*([value] for value in place), marker="o", ms=7, color=line.get_color())
        name = f"{shared[0]:g}" if len(shared) == 1 else f"{shared[0]:g}–{shared[-1]:g}"
        axes.annotate(name, place, textcoords="offset points", xytext=(-4, 6), ha="right", fontsize=7)
