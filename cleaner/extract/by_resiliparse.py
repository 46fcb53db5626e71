"""Article text through resiliparse, which need not be installed: the one importer of the package."""

from __future__ import annotations

from cleaner.errors import CleanerError


def text(page: str) -> str:
    """The main content of an HTML page, "" if there is none. Raises CleanerError if resiliparse is not installed.

    Bylines and dates stay (the rules read them, and record them), list items have their bullets and numbers, which
    tell a list from a run of teasers. Alternative texts of images, targets of links, form fields, what is for browsers
    without scripts, and comments are left out. So is, as navigation, a bulleted list that stands less than three
    elements deep in the page's body; no option says otherwise (versions 0.14 to 2.0).
    """
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ModuleNotFoundError:
        raise CleanerError("resiliparse is not installed: pip install 'cleaner[resiliparse]'") from None
    found = extract_plain_text(
        _encodable(page),
        preserve_formatting=True,
        main_content=True,
        list_bullets=True,
        alt_texts=False,
        links=False,
        form_fields=False,
        noscript=False,
        comments=False,
    )
    return str(found)


def _encodable(page: str) -> str:
    """The page with U+FFFD for each lone surrogate: resiliparse takes valid Unicode alone."""
    return page if page.isascii() else page.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
