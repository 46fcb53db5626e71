"""Precision against recall over thresholds, as a picture, through the one importer of matplotlib."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaner.bench.figures import Figures
from cleaner.errors import CleanerError

ENDINGS = (".svg", ".png", ".pdf")


class NoPlot(CleanerError):
    """A picture that can't be drawn: matplotlib is missing, or the file can't be written."""


def ready(file: Path) -> None:
    """See that a plot can be drawn before anything is measured. Raises NoPlot."""
    if file.suffix.lower() not in ENDINGS:
        raise NoPlot(f"{file}: a plot is written as {', '.join(ENDINGS)}")
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise NoPlot("plots need matplotlib: pip install 'cleaner[plot]'") from None


def plot(file: Path, sweep: Mapping[float, Sequence[Figures]], own: float) -> None:
    """Draw a curve for each set, a point for each threshold, the pipeline's `own` filled. Raises NoPlot.

    The same figures give the same bytes.
    """
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": "cleaner", "font.size": 9}):
        figure = Figure(figsize=(7, 5), layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        for number in range(len(next(iter(sweep.values())))):
            _curve(axes, [(level, sets[number]) for level, sets in sorted(sweep.items())], own)
        axes.set(xlabel="recall of noise", ylabel="precision of removal", title="Removal, by threshold of certainty")
        axes.grid(alpha=0.3)
        axes.legend(loc="best", fontsize=8)
        try:
            figure.savefig(file, metadata={"Date": None} if file.suffix.lower() != ".png" else {}, dpi=150)
        except OSError as error:
            raise NoPlot(f"{file}: {error.strerror}") from None


def _curve(axes: Any, points: Sequence[tuple[float, Figures]], own: float) -> None:
    drawn = [
        (level, each.recall, each.precision)
        for level, each in points
        if each.recall is not None and each.precision is not None
    ]
    name = points[0][1].name
    (line,) = axes.plot([r for _, r, _ in drawn], [p for _, _, p in drawn], marker="o", mfc="white", ms=5, label=name)
    placed: set[tuple[float, float]] = set()
    for level, recall, precision in drawn:
        if level == own:
            axes.plot([recall], [precision], marker="o", ms=7, color=line.get_color())
        if (recall, precision) not in placed:  # thresholds that make no difference share a point
            placed.add((recall, precision))
            axes.annotate(f"{level:g}", (recall, precision), textcoords="offset points", xytext=(4, 4), fontsize=7)
