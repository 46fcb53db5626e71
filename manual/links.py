"""Links that lead out of docs/ in a checkout, as they are on the site."""

from __future__ import annotations

import posixpath
import re

# Files beside docs/ that have a page, or stand as they are, on the site.
PAGES = {"CHANGELOG.md": "changes.md", "CONTRIBUTING.md": "contributing.md", "README.md": "index.md"}
FILES = ("examples/",)
_LINK = re.compile(r"(\]\()([^)\s#:]+)(#[^)\s]*)?(\))")


def rewritten(markdown: str, folder: str, page: str) -> str:
    """The Markdown of `page` (its path on the site), whose links are written for `folder` (a path in the checkout)."""

    def one(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, found[2]))
        if target in PAGES:
            there = PAGES[target]
        elif target.startswith("docs/"):
            there = target.removeprefix("docs/")
        elif target.startswith(FILES):
            there = target
        else:
            return found[0]
        return f"{found[1]}{posixpath.relpath(there, posixpath.dirname(page) or '.')}{found[3] or ''}{found[4]}"

    return _LINK.sub(one, markdown)
