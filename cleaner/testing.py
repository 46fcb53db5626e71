"""The laws, as functions to test a pipeline or a kind of filter with, and documents to test them on (needs Hypothesis).

from cleaner.testing import assert_filter_laws
assert_filter_laws(MyKind, my_rules)
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner.bench.marks import unmark_gold as unmark_gold  # tests of marked documents look for it here
from cleaner.document import Document
from cleaner.filters.base import Filter
from cleaner.matching.joined import JoinedScanner
from cleaner.matching.scan import Scanner, brute_force
from cleaner.pipeline import Pipeline
from cleaner.proof import unmark
from cleaner.record import LEVELS, Cleaned, apply, restore
from cleaner.ruleset.model import ProvenRule
from cleaner.ruleset.settings import Settings
from cleaner.shapes import has_letters
from cleaner.spans import Offsets, cut

_BREAKS = ("\n", "\n", "\n\n", "\n\n", "\r\n", "\r\n\r\n", "\n \n", "\n\n\n", " ", "", "\r", "\u2028", "\t")
_ORDERS = 3
_SOURCE = "saltmerepost.example"
_STORY = (
    "The ferry left at seven, as it has done every morning since the war.",
    "Nobody on the quay could say who had ordered the second bell.",
    '"Sign up, it costs nothing," stood on page one of the letter, she said.',
    "A narrow road to the north",
    "What changes",
    "- two onions, finely chopped",
    "Der Fluss steigt seit Montag, sagte die Bürgermeisterin am Abend.",
    "雨は夜のうちにやみ、駅には朝から人の列ができていた。",
    "وصل القطار إلى المحطة في موعده صباح يوم الأحد.",
    "half of the beehives that were counted in the valley last summer\nstood empty by the end of the winter.",
)


def pieces(rules: Sequence[ProvenRule]) -> st.SearchStrategy[str]:
    """Lines for documents: examples of `rules`, marked or not, sentences of stories, and any Unicode at all."""
    examples = [unmark(text)[0] for rule in rules for text in (*rule.examples.removes, *rule.examples.keeps)]
    lines = [line for text in examples for line in text.split("\n") if line.strip()]
    known = st.sampled_from([*examples, *lines]) if examples else st.nothing()
    return st.one_of(
        known,
        known,
        st.sampled_from(_STORY),
        st.text(max_size=40),
        st.text(alphabet="+-\"'«»“”|·⟦⟧()[]:. \u200b\u00a0\ufeffaİıß©\n", max_size=30),
    )


def documents(rules: Sequence[ProvenRule]) -> st.SearchStrategy[str]:
    """Documents of up to a dozen such lines with all sorts of breaks between them."""
    rows = st.lists(st.tuples(pieces(rules), st.sampled_from(_BREAKS)), max_size=12)
    return rows.map(lambda parts: "".join(text + gap for text, gap in parts))


# --- the laws --------------------------------------------------------------------------------------------------------


def only_deletes(cleaned: Cleaned) -> None:
    """Law 1: the output is the input without the removals' spans."""
    assert cleaned.text == cut(cleaned.original, cleaned.spans)


def reversible(cleaned: Cleaned) -> None:
    """Law 2: record and output give the input back, record and input the output."""
    record = cleaned.record()
    assert restore(cleaned.text, record) == cleaned.original
    assert apply(cleaned.original, record) == cleaned.text


def idempotent(pipeline: Pipeline, cleaned: Cleaned, source: str | None = None) -> None:
    """Law 3: what is clean is not changed."""
    assert pipeline.clean(cleaned.text, source=source).text == cleaned.text


def shuffled(pipeline: Pipeline, seed: int) -> Pipeline:
    """The same rules in another order."""
    rules = list(pipeline.rules)
    random.Random(seed).shuffle(rules)
    return Pipeline(rules, pipeline.settings, pipeline.detect)


def order_free(other: Pipeline, cleaned: Cleaned, source: str | None = None) -> None:
    """Law 4: another order of rules, the same output.

    `other` is of `shuffled`: building one takes a while.
    """
    assert other.clean(cleaned.original, source=source).text == cleaned.text


def memoryless(pipeline: Pipeline, cleaned: Cleaned, before: str, source: str | None = None) -> None:
    """Law 5: nothing cleaned before shows, from wherever it came."""
    pipeline.clean(before)
    pipeline.clean(before, source=source)
    assert pipeline.clean(cleaned.original, source=source) == cleaned


def without_others(pipeline: Pipeline, source: str | None) -> Pipeline:
    """A pipeline of those rules that are asked about documents from `source`, bound to nothing."""
    asked = {each.rule.id for each in pipeline.asked(source).filters}
    rules = [rule.model_copy(update={"sources": ()}) for rule in pipeline.rules if rule.id in asked]
    return Pipeline(rules, pipeline.settings, pipeline.detect)


def bound_to_theirs(pipeline: Pipeline, alone: Pipeline, text: str, source: str | None) -> None:
    """The law of bound rules: they are rules like others for documents from there, and for others they are not there.

    `alone` is of `without_others`: building one takes a while.
    """
    assert pipeline.clean(text, source=source) == alone.clean(text)


def explained(cleaned: Cleaned) -> None:
    """Law 6: each deleted character has a removal with rule, class, confidence and evidence."""
    gone = sum(span.end - span.start for span in cleaned.spans)
    assert len(cleaned.original) - gone == len(cleaned.text)
    for removal in cleaned.removals:
        assert 0 <= removal.span.start < removal.span.end <= len(cleaned.original)
        assert removal.rule and removal.noise_class and removal.confidence and removal.evidence


def guarded(pipeline: Pipeline, cleaned: Cleaned) -> None:
    """Law 7: over the budget a document stays whole and is reported; within it, it stays within."""
    if cleaned.spared:
        assert cleaned.text == cleaned.original and cleaned.vetoes and not cleaned.removals
    else:
        gone = len(cleaned.original) - len(cleaned.text)
        assert gone <= pipeline.settings.budget * len(cleaned.original)


def bounded(pipeline: Pipeline, cleaned: Cleaned) -> None:
    """Law 8, the part that can be told without a clock: passes have a limit."""
    assert cleaned.passes <= pipeline.settings.passes


def sure_as_told(pipeline: Pipeline, text: str, source: str | None = None) -> None:
    """What a filter is sure enough of are those of its removals, at every certainty asked for.

    Filters of words are asked if a word of theirs is there, as the pipeline does.
    """
    doc = Document(text, detect=pipeline.detect)
    asked = pipeline.asked(source)
    near = asked.scanner.scan(doc)
    for each in asked.filters:
        if each.matcher and not near.of(each.rule.id):
            continue
        proposed = list(each.removals(doc, near))
        for least in (0.5, *LEVELS.values(), 0.97):
            assert list(each.sure(doc, near, least)) == [r for r in proposed if r.certainty >= least]


def zones_hold(pipeline: Pipeline, text: str, source: str | None = None) -> None:
    """The law of zones: no cut turns what is left of a prose line into head or tail."""
    doc = Document(text)
    kept, _, _ = pipeline.propose(doc, source)
    if not kept:
        return
    runs = pipeline.runs(doc.text, kept)
    after = Document(cut(text, runs))
    offsets = Offsets(runs)
    prose = [doc.line(index) for index in range(len(doc)) if doc.prose(index)]
    for scope in ("head", "tail"):
        for index in after.zones.lines(scope):
            line = after.line(index)
            if line.end > line.start and has_letters(after.folded[index]):
                hull = offsets.hull((line.start, line.end))
                assert not any(p.start <= hull.start < p.end or p.start < hull.end <= p.end for p in prose)


def scanner_is_exact(
    pipeline: Pipeline,
    plain: Scanner | JoinedScanner,
    text: str,
    source: str | None = None,
    language: str | None = "en",
) -> None:
    """The scanner finds what trying every rule on every line finds in a text of that language (None: any).

    With its compiled automaton and without (`plain`, which `plainly` gives: building one takes a while), and with what
    it remembers of lines from another text.
    """
    asked = pipeline.asked(source)
    matchers = [each.matcher for each in asked.filters if each.matcher]
    doc = Document(text, language)
    truth = brute_force(matchers, doc).pairs()
    scanner = asked.scanner
    near, slowly = scanner.scan(doc), plain.scan(doc)
    assert near.pairs() == slowly.pairs() == truth
    assert near.covered == slowly.covered
    scanner.scan(Document(text[len(text) // 3 :] + "\n" + text, language))
    again = scanner.scan(doc)
    assert again.pairs() == truth and again.covered == near.covered


def tidies_only_space(text: str, runs: Sequence[tuple[int, int]], widened: Sequence[tuple[int, int]]) -> None:
    """Law 9 for tidying: it takes no letter and no digit, and nothing away from a cut."""
    taken = set(range(len(text)))
    for start, end in widened:
        taken -= set(range(start, end))
    extra = set(range(len(text))) - taken - {i for start, end in runs for i in range(start, end)}
    assert not any(text[i].isalnum() for i in extra)
    assert all(any(start <= run[0] and run[1] <= end for run in runs) or start == end for start, end in widened)
    assert all(a[1] < b[0] for a, b in pairwise(widened))


def check_laws(pipeline: Pipeline, text: str, before: str = "", source: str | None = None) -> None:
    """Every law, on one text, from `source` if that is told."""
    cleaned = pipeline.clean(text, source=source)
    only_deletes(cleaned)
    reversible(cleaned)
    idempotent(pipeline, cleaned, source)
    memoryless(pipeline, cleaned, before, source)
    explained(cleaned)
    guarded(pipeline, cleaned)
    bounded(pipeline, cleaned)
    sure_as_told(pipeline, text, source)
    zones_hold(pipeline, text, source)


def assert_filter_laws(kind: type[Filter], rules: Sequence[ProvenRule], examples: int = 100) -> None:
    """Every law for a kind of filter, over documents made from the examples of `rules`, which must be of that kind."""
    assert rules, "the laws need at least one rule of the kind"
    pipeline = Pipeline(rules, Settings(detector=None, budget=0.9, certainty=0.5))
    assert all(isinstance(each, kind) for each in pipeline.filters)

    plain = pipeline.scanner.plainly()
    orders = [shuffled(pipeline, seed) for seed in range(_ORDERS)]
    # The same rules, every other one bound to a source.
    bound = Pipeline(
        [rule.model_copy(update={"sources": (_SOURCE,)}) if n % 2 else rule for n, rule in enumerate(rules)],
        pipeline.settings,
    )
    elsewhere = without_others(bound, None)

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents(rules), documents(rules), st.sampled_from(orders))
    def laws(text: str, before: str, other: Pipeline) -> None:
        check_laws(pipeline, text, before)
        order_free(other, pipeline.clean(text))
        scanner_is_exact(pipeline, plain, text)
        bound_to_theirs(bound, pipeline, text, _SOURCE)
        bound_to_theirs(bound, elsewhere, text, None)

    laws()
