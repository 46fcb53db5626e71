"""Running a pipeline over gold, here or in worker processes, at its own threshold of certainty or at several."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from cleaner.bench.figures import DAMAGE, Figures
from cleaner.bench.marks import BadGold
from cleaner.bench.score import Score, score
from cleaner.bench.sources import Entry, GoldSet
from cleaner.errors import CleanerError
from cleaner.pipeline import Pipeline
from cleaner.record import Cleaned
from cleaner.ruleset.settings import PRESETS

GRID = (0.5, 0.7, 0.8, 0.85, 0.95, 0.98, 0.99, 0.995)  # thresholds tried beside those of the presets


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: for each threshold the scores of its documents, or why a document has none."""

    scores: Mapping[float, Sequence[Score]]
    failed: Sequence[tuple[str, str]] = ()
    bad: str = ""


def thresholds(pipeline: Pipeline) -> tuple[float, ...]:
    """The thresholds of a sweep, rising: a grid, the presets', and the pipeline's own."""
    presets = [changes["certainty"] for changes in PRESETS.values() if "certainty" in changes]
    return tuple(sorted({*GRID, *presets, pipeline.settings.certainty}))


def bench(
    sets: Sequence[GoldSet],
    pipeline: Pipeline,
    *,
    at: Sequence[float] = (),
    damage: float = DAMAGE,
    field: str = "text",
    workers: int = 1,
    seen: Callable[[], None] = lambda: None,
) -> dict[float, list[Figures]]:
    """The figures of each set, for each threshold in `at` (none: the pipeline's own).

    `damage` is the share of its story that a document may lose, `field` the JSON field that holds texts; `seen` is
    called when a file is done. The outcome does not depend on the number of workers. Raises BadGold.
    """
    levels = tuple(sorted(at)) or (pipeline.settings.certainty,)
    entries = [entry for gold in sets for entry in gold.entries]
    outcomes: list[Outcome | None] = [None] * len(entries)
    for index, outcome in _outcomes(entries, pipeline, levels, field, min(workers, len(entries))):
        if outcome.bad:
            raise BadGold(outcome.bad)
        outcomes[index] = outcome
        seen()
    done = iter(each for each in outcomes if each)
    parts = [(gold, [next(done) for _ in gold.entries]) for gold in sets]
    return {level: [_figures(gold, part, level, damage) for gold, part in parts] for level in levels}


def _figures(gold: GoldSet, outcomes: Sequence[Outcome], level: float, damage: float) -> Figures:
    scores = tuple(each for outcome in outcomes for each in outcome.scores[level])
    failed = tuple(each for outcome in outcomes for each in outcome.failed)
    return Figures(gold.name, gold.kind, scores, damage, gold.skipped, failed)


def score_file(entry: Entry, pipelines: Mapping[float, Pipeline], field: str) -> Outcome:
    """Clean and score the documents of one file at each threshold; the thresholds rise."""
    scores: dict[float, list[Score]] = {level: [] for level in pipelines}
    failed = []
    try:
        for name, digest, labels in entry.read(field):
            try:
                each = {level: score(name, digest, labels, c) for level, c in _sweep(labels.text, pipelines)}
            except CleanerError as error:
                failed.append((name, str(error)))
                continue
            for level, found in each.items():
                scores[level].append(found)
    except BadGold as error:
        return Outcome({}, bad=str(error))
    return Outcome(scores, failed)


def _sweep(text: str, pipelines: Mapping[float, Pipeline]) -> Iterator[tuple[float, Cleaned]]:
    """The text cleaned at each threshold: anew, for one pass depends on the one before, but only where it can differ.

    If all that was proposed, cut or not, is as certain as the next threshold asks, the same is proposed again.
    """
    last: Cleaned | None = None
    for level, pipeline in pipelines.items():
        proposed = [] if last is None else [*last.removals, *(veto.removal for veto in last.vetoes)]
        if last is None or any(removal.certainty < level for removal in proposed):
            last = pipeline.clean(text)
        yield level, last


def _pipelines(pipeline: Pipeline, levels: Sequence[float]) -> dict[float, Pipeline]:
    return {level: pipeline.at(level) for level in levels}


def _outcomes(
    entries: Sequence[Entry], pipeline: Pipeline, levels: Sequence[float], field: str, workers: int
) -> Iterator[tuple[int, Outcome]]:
    """The outcome of each file and which file it is, as they come."""
    if workers <= 1:
        pipelines = _pipelines(pipeline, levels)
        for index, entry in enumerate(entries):
            yield index, score_file(entry, pipelines, field)
        return
    context = multiprocessing.get_context("spawn")
    wires: list[Connection] = []
    processes = []
    try:
        for first in range(workers):
            wire, far = context.Pipe(duplex=False)
            share = list(enumerate(entries))[first::workers]
            process = context.Process(target=_work, args=(far, share, pipeline, levels, field), daemon=True)
            process.start()
            far.close()
            wires.append(wire)
            processes.append(process)
        yield from _received(wires)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _received(wires: list[Connection]) -> Iterator[tuple[int, Outcome]]:
    """What workers send, until each has said that it is done."""
    while wires:
        for ready in wait(wires):
            assert isinstance(ready, Connection)
            try:
                sent = ready.recv()
            except (EOFError, OSError):
                raise CleanerError("a worker process died; try again with fewer --workers") from None
            if sent is None:
                wires.remove(ready)
            else:
                yield sent


def _work(
    wire: Connection, share: Sequence[tuple[int, Entry]], pipeline: Pipeline, levels: Sequence[float], field: str
) -> None:
    """A worker's life: score its share of the files, report each, say when it is done."""
    pipelines = _pipelines(pipeline, levels)
    for index, entry in share:
        wire.send((index, score_file(entry, pipelines, field)))
    wire.send(None)
