"""Decisions to test with: any of them, and one on a given stretch of a text."""

from hypothesis import strategies as st

from cleaner.record import CLASSES, digest
from cleaner.review.decisions import Decision


def decided(text, stretch, verdict="wrong", rule="teaser.en-hark", **more):
    """A decision on the first place where `stretch` stands in `text`."""
    start = text.index(stretch)
    fields = {"document": "quay.txt", "language": "en", "noise_class": "teaser", "original": text} | more
    rule = None if verdict == "missed" else rule
    return Decision(
        sha256=digest(text), start=start, end=start + len(stretch), text=stretch, verdict=verdict, rule=rule, **fields
    )


_ANY = st.text(st.characters(), max_size=20)  # half characters (lone surrogates) too


@st.composite
def decisions(draw):
    """Any decision that can be."""
    text = draw(st.text(st.characters(), min_size=1, max_size=20))
    before, after = draw(_ANY), draw(_ANY)
    verdict = draw(st.sampled_from(["right", "wrong", "missed", None]))
    missed = verdict == "missed" or (verdict is None and draw(st.booleans()))
    known = draw(st.booleans())
    return Decision(
        sha256=digest(before + text + after),
        document=draw(_ANY),
        start=len(before),
        end=len(before) + len(text),
        text=text,
        verdict=verdict,
        noise_class=draw(st.sampled_from(CLASSES)),
        rule=None if missed else draw(st.sampled_from(["ad.en-a", "nav.b", "promo.c"])),
        certainty=draw(st.none() | st.floats(0, 1)),
        source=draw(st.none() | _ANY),
        language=draw(st.none() | st.sampled_from(["en", "de", "zh"])),
        original=before + text + after if known else None,
        at=draw(st.sampled_from(["", "2026-03-02T07:12:00Z"])),
    )
