"""Where a document of a job comes from, for rules that are bound to sources."""

from __future__ import annotations

from cleaner.formats.base import Blank, Item, Place


def source_of(item: Item, place: Place | Blank, name: str, field: str = "") -> str:
    """A document's source: the URL of its record; else what stands in its `field` (a name, or a dotted path), if one is
    asked for and there is a text or a number in it; else the `name` of its file."""
    url = (item.about or {}).get("url")
    if isinstance(url, str) and url:
        return url
    if field and not isinstance(place, Blank):
        value = place.value(field)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return name
