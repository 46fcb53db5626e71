"""Curves of cost per byte, drawn to a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

Curve = dict[int, float]  # nanoseconds a byte by what it is drawn against


def draw(file: Path, against: str, curves: Mapping[str, Curve]) -> None:
    """Draw each curve as cost per byte against `against` (on a log scale), from zero up."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for name, curve in curves.items():
        axes.plot(list(curve), list(curve.values()), marker="o", label=name)
    axes.set(xscale="log", xlabel=against, ylabel="CPU time per byte, ns")
    ticks = sorted({at for curve in curves.values() for at in curve})
    axes.set_xticks(ticks, [f"{tick:,}" for tick in ticks])
    axes.minorticks_off()
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, dpi=150)
