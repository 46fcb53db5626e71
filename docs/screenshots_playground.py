"""Makes docs/images/playground-{light,dark,rule}.png: `python -m docs.screenshots_playground`. Needs Chromium."""

from __future__ import annotations

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from benchmarks.browser import started

IMAGES = Path(__file__).with_name("images")
SIZE = {"width": 1280, "height": 1000}


def main() -> None:
    """Start the service, show a text and a rule, and take both pictures."""
    command = [Path(sys.executable).with_name("cleaner"), "serve", "--port", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        address = re.search(r"http://[\d.:]+", process.stderr.readline())
        assert address, "the service did not start"
        _take(address[0])
    finally:
        process.terminate()
        process.wait()


def _take(address: str) -> None:
    IMAGES.mkdir(exist_ok=True)
    with started() as browser:
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce")
            page.goto(address)
            _prepare(page)
            _keep(page.screenshot(), f"playground-{scheme}.png")
        page.emulate_media(color_scheme="light")
        page.fill("#rules", page.input_value("#rules").replace("confidence: high", "confidence: hihg"))
        page.wait_for_selector("#problems li")
        page.evaluate("document.activeElement.blur()")
        _keep(page.locator(".rule").screenshot(), "playground-rule.png")


def _keep(picture: bytes, name: str) -> None:
    """With 255 colours, which is a third of the bytes and looks the same."""
    Image.open(BytesIO(picture)).convert("RGB").quantize(255).save(IMAGES / name, optimize=True)


def _prepare(page: Page) -> None:
    """A cut that is pointed at, and a rule in use."""
    page.check("#use")
    page.wait_for_selector("#proof li")
    page.wait_for_selector('#explained[aria-busy="false"]')
    page.hover("#explained .cut--byline")


if __name__ == "__main__":
    main()
