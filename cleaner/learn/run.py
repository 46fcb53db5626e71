"""Both passes over a corpus, here or in several processes: what comes out is the same."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeVar

from cleaner.garbage import settled
from cleaner.jobs.walk import Shard
from cleaner.learn.corpus import Corpus
from cleaner.learn.evidence import Evidence, Frequent
from cleaner.learn.judge import Verdict, verdicts
from cleaner.learn.survey import Survey

T = TypeVar("T")


def learn(
    corpus: Corpus, *, least: int, share: float, workers: int = 1, seen: Callable[[str], None] = lambda step: None
) -> tuple[Evidence, list[Verdict]]:
    """What recurs in the documents of each source: in `least` stories and in that share of a source's, or more.

    `seen` is told of each step. Raises CleanerError.
    """
    seen("counting")
    whole = _surveyed(corpus, workers)
    seen("comparing stories")
    frequent = Frequent(whole, least)
    del whole  # what it alone holds takes room
    seen("gathering evidence")
    parts = _spread(partial(gather, corpus, frequent), workers)
    evidence = parts[0]
    for part in parts[1:]:
        evidence.merge(part)
    seen("judging")
    return evidence, verdicts(evidence, least=least, share=share)


def _surveyed(corpus: Corpus, workers: int) -> Survey:
    whole, *others = _spread(partial(survey, corpus), workers)
    for other in others:
        whole.merge(other)
    return whole


def survey(corpus: Corpus, shard: Shard) -> Survey:
    """The first pass over a shard."""
    found = Survey()
    with settled():
        for document in corpus.documents(shard):
            found.add(document)
    return found


def gather(corpus: Corpus, frequent: Frequent, shard: Shard) -> Evidence:
    """The second pass over a shard."""
    found = Evidence()
    with settled():
        found.add(corpus.documents(shard), frequent)
    return found


def _spread(work: Callable[[Shard], T], workers: int) -> list[T]:
    shards = [Shard(number, workers) for number in range(1, workers + 1)]
    if workers == 1:
        return [work(shards[0])]
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(work, shards))
