"""Cases for tests: texts with their cuts marked, as records."""

from cleaner.bench.marks import unmark_gold
from cleaner.record import Cleaned, Removal, Veto
from cleaner.review.cases import Case
from cleaner.spans import Span, cut, union


def made(name, marked, *, language="en", whole=True, source="", confidence="high", vetoes=(), rule="", more=()):
    """A case of a text whose cuts stand in ⟦class|…⟧; `vetoes` are (words, class) and stay, `more` further removals."""
    text, marks = unmark_gold(marked)
    removals = [
        Removal(span, rule or f"{noise}.test", noise, confidence, text[slice(*span)].strip()[:40])
        for noise, span in marks
    ]
    removals += more
    stopped = []
    for words, noise in vetoes:
        at = text.index(words)
        removal = Removal(Span(at, at + len(words)), f"{noise}.test", noise, "high", words)
        stopped.append(Veto(removal, "quotation", "it is said by somebody in the story"))
    kept = cut(text, union(removal.span for removal in removals))
    cleaned = Cleaned(text, kept, tuple(removals), tuple(stopped), language=language)
    return Case(cleaned.record(id=name, output=name), text if whole else None, source)
