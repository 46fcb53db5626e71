"""Pictures in files: the one importer of matplotlib."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from warnings import catch_warnings, filterwarnings

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


@contextmanager
def drawing(file: Path, width: float, height: float) -> Iterator[Any]:
    """A matplotlib Figure of that size in inches, written to `file` when all is drawn. Raises NoPlot.

    The same drawing gives the same bytes.
    """
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": "cleaner", "font.size": 9}):
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(figure)
        yield figure
        metadata = {} if file.suffix.lower() == ".png" else {"CreationDate" if _pdf(file) else "Date": None}
        try:
            with catch_warnings():
                filterwarnings("ignore", "Glyph .* missing")  # a name in a script the font lacks is shown as boxes
                figure.savefig(file, metadata=metadata, dpi=150)
        except OSError as error:
            raise NoPlot(f"{file}: {error.strerror}") from None


def _pdf(file: Path) -> bool:
    return file.suffix.lower() == ".pdf"
