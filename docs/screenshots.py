"""Makes the pictures of pages that the documentation shows: `python -m docs.screenshots [NAMES]`.

It needs Chromium and Playwright (both come with what `.[dev]` and CONTRIBUTING.md ask for). A picture is one entry of
`PICTURES`: its name, and a function that brings a page of a fresh browser to where it is to be taken.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks.browser import started

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
CLEANER = Path(sys.executable).with_name("cleaner")
WIDE, PHONE = (1280, 800), (390, 844)


class Picture(NamedTuple):
    """A picture: the size of the window, light or dark, and how to get there, with a directory to work in."""

    size: tuple[int, int]
    colours: str
    show: Callable[[Any, Path], None]


def report(folder: Path) -> str:
    """The address of a review page of the project's own documents."""
    page = folder / "report.html"
    sources = [ROOT / "fixtures" / name for name in ("raw", "gold", "untouched")]
    command = [CLEANER, "review", *sources, "-o", page, "--title", "Saltmere and others", "--quiet"]
    subprocess.run(list(map(str, command)), check=True)
    return page.as_uri()


def review(page: Any, folder: Path) -> None:
    """The page with its summary."""
    page.goto(report(folder))
    page.wait_for_selector("html[data-searchable=true]", state="attached")


def review_document(page: Any, folder: Path) -> None:
    """A document, some of its cuts decided on."""
    review(page, folder)
    page.keyboard.press("j")
    page.wait_for_selector(".card")
    for key in ("r", "r", "n", "n"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)


PICTURES = {
    "review-light": Picture(WIDE, "light", review),
    "review-dark": Picture(WIDE, "dark", review_document),
    "review-narrow": Picture(PHONE, "light", review_document),
}


def main(*names: str) -> None:
    """Take the pictures of these names, or all."""
    IMAGES.mkdir(exist_ok=True)
    with started() as running:
        for name in names or PICTURES:
            (width, height), colours, show = PICTURES[name]
            context = running.new_context(
                viewport={"width": width, "height": height}, color_scheme=colours, reduced_motion="reduce"
            )
            with TemporaryDirectory() as folder:
                page = context.new_page()
                show(page, Path(folder))
                page.screenshot(path=IMAGES / f"{name}.png")
            context.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
