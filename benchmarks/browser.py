"""Chromium, headless: for what is measured in a browser, what is tested in one, and pictures of pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def installed() -> str | None:
    """The path of the browser; None if there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


@contextmanager
def started() -> Iterator[Any]:
    """The browser as Playwright drives it. Raises RuntimeError if none is installed."""
    from playwright.sync_api import sync_playwright

    path = installed()
    if path is None:
        raise RuntimeError("no Chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])  # no sandbox for root
        yield browser
        browser.close()
