"""Where the document of a decision came from, as far as it matters: for rules that are bound to sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.pipeline import Pipeline
from cleaner.review.decisions import Decision
from cleaner.ruleset.bound import example_of


def whence(decisions: Iterable[Decision], pipeline: Pipeline) -> str | None:
    """A source for the document that all of `decisions` are on: one that a rule of the pipeline is bound to, if any is.

    A decision tells the document's host or directory; its id may tell more; and if a bound rule made a cut there, the
    document came from one of that rule's sources.
    """
    told = list(decisions)
    if pipeline.bound:
        for source in _sources(told, pipeline):
            if pipeline.asked(source) is not pipeline.asked():
                return source
    return next((each.source for each in told if each.source), None)


def _sources(told: list[Decision], pipeline: Pipeline) -> Iterator[str]:
    for each in told:
        yield each.document
        if each.source:
            yield each.source
    cut = {each.rule for each in told}
    for head in pipeline.rules.heads:
        if head.sources and head.id in cut:
            yield example_of(head.sources[0])
