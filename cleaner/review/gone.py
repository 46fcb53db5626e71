"""Whether a stretch of a text is cut."""

from __future__ import annotations

from cleaner.record import Cleaned
from cleaner.spans import Span


def gone(cleaned: Cleaned, span: Span) -> bool:
    """True if at least half of the characters of a stretch that can be seen were cut, as `cleaner.bench` has it."""
    text = cleaned.original
    seen = sum(not char.isspace() for char in text[span.start : span.end])
    went = sum(
        not char.isspace()
        for start, end in cleaned.spans
        for char in text[max(start, span.start) : max(start, min(end, span.end))]
    )
    return seen > 0 and 2 * went >= seen
