"""Styles and scripts of the pages that show what was cut: the review page and the playground."""

from importlib.resources import files

# What every answer of a server of these pages tells a browser; each server adds its policy.
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",  # an address may hold a token
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}

# What every page begins with, in this order; its own files follow.
STYLES = ("base.css", "document.css")
SCRIPTS = ("dom.js", "text.js", "document.js", "theme.js")


def asset(name: str) -> str:
    """The text of a file of this package (`base.css`, `document.js`). Raises FileNotFoundError."""
    return files(__name__).joinpath(name).read_text("utf-8")
