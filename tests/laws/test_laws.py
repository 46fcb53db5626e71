"""The laws, for the default pipeline over documents made from every shipped example and any Unicode at all."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Pipeline, testing
from cleaner.pipeline import known_rules
from cleaner.ruleset.locate import bundled
from cleaner.ruleset.settings import load_settings
from cleaner.spans import cut, union

RULES = known_rules()
SETTINGS = load_settings(bundled() / "pipeline.yaml")
PIPELINE = Pipeline.load(detect=lambda text: "en")
DOCUMENTS = testing.documents(RULES)


# What takes a while to build is built where it is first asked for: not in each process that collects these tests.
@cache
def in_reverse():
    """The pipeline with its rules in another order."""
    return Pipeline(PIPELINE.rules[::-1], SETTINGS, lambda text: "en")


@cache
def plain():
    """The pipeline's scanner in Python."""
    return PIPELINE.scanner.plainly()


@pytest.fixture(scope="module")
def whole_documents(fixtures):
    """Every fixture document as it would come in."""
    marked = [testing.unmark_gold(path.read_text("utf-8"))[0] for path in sorted((fixtures / "marked").glob("*.txt"))]
    return marked + [path.read_text("utf-8") for path in sorted((fixtures / "untouched").glob("*.txt"))]


@settings(max_examples=300)
@given(DOCUMENTS, DOCUMENTS)
def test_every_law(text, before):
    testing.check_laws(PIPELINE, text, before)


@settings(max_examples=150)
@given(DOCUMENTS)
def test_order_free(text):
    assert PIPELINE.clean(text).text == in_reverse().clean(text).text


# A part of the rules bound to one source, a part to another and to both; all else is asked everywhere.
SOURCES = (None, "https://www.saltmere.example/news", "/feeds/krona/a.jsonl", "both.example", "other.example")
GLOBS = ((), (), ("saltmere.example", "both.example"), ("feeds/krona/*", "*.krona.example"), ("both.example",))


@cache
def bound():
    """Some of the rules, bound so."""
    return Pipeline(
        [rule.model_copy(update={"sources": GLOBS[n % len(GLOBS)]}) for n, rule in enumerate(RULES[::9])],
        SETTINGS,
        lambda text: "en",
    )


@cache
def bound_in_reverse():
    """The same in another order."""
    return Pipeline(bound().rules[::-1], SETTINGS, lambda text: "en")


@cache
def bound_plain(source):
    """The scanner in Python for documents from a source."""
    return bound().asked(source).scanner.plainly()


@cache
def alone(source):
    """The pipeline without the rules of other sources."""
    return testing.without_others(bound(), source)


@settings(max_examples=150)
@given(DOCUMENTS, DOCUMENTS, st.sampled_from(SOURCES))
def test_every_law_with_bound_rules(text, before, source):
    testing.check_laws(bound(), text, before, source)
    assert bound_in_reverse().clean(text, source=source).text == bound().clean(text, source=source).text
    testing.scanner_is_exact(bound(), bound_plain(source), text, source)


@settings(max_examples=150)
@given(DOCUMENTS, st.sampled_from(SOURCES))
def test_a_document_is_what_it_is_without_rules_of_other_sources(text, source):
    testing.bound_to_theirs(bound(), alone(source), text, source)


@pytest.mark.long
@settings(max_examples=60)
@given(DOCUMENTS, st.sampled_from([None, "en", "de", "pt", "ru", "ar", "zh"]))
def test_the_scanner_is_equal_to_brute_force(text, language):
    testing.scanner_is_exact(PIPELINE, plain(), text, language=language)


@pytest.mark.long
def test_every_law_on_whole_documents(whole_documents):
    before = ""
    for text in whole_documents:
        testing.check_laws(PIPELINE, text, before)
        testing.scanner_is_exact(PIPELINE, plain(), text)
        before = text


@settings(max_examples=100)
@given(DOCUMENTS, st.lists(st.sampled_from(["title", "teaser", "dateline", "share", "ad"]), min_size=1, max_size=2))
def test_the_laws_hold_for_any_choice_of_classes(text, classes):
    for choice in ({"keep": tuple(classes)}, {"only": tuple(classes)}):
        chosen = PIPELINE.under(SETTINGS.model_copy(update=choice))
        cleaned = chosen.clean(text)
        testing.check_laws(chosen, text)
        cut_classes = {removal.noise_class for removal in cleaned.removals}
        assert not cut_classes & set(classes) if "keep" in choice else cut_classes <= set(classes)


def test_memoryless_across_threads_processes_and_batches(whole_documents):
    one_by_one = [PIPELINE.clean(text) for text in whole_documents]
    assert list(PIPELINE.clean_many(reversed(whole_documents))) == one_by_one[::-1]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(PIPELINE.clean, whole_documents)) == one_by_one
    quiet = Pipeline(RULES, SETTINGS)
    again = pickle.loads(pickle.dumps(quiet))
    assert [again.clean(text) for text in whole_documents] == [quiet.clean(text) for text in whole_documents]


@given(st.lists(st.sampled_from(["x", "Advertisement\n", "++ Divers find a bell\n", "Read more: a\n"]), max_size=30))
def test_guards_judge_all_or_nothing(parts):
    """A budget that was filled up step by step would spare part of a document's noise."""
    text = "The ferry left at seven in the morning.\n" + "".join(parts)
    cleaned = PIPELINE.clean(text)
    testing.guarded(PIPELINE, cleaned)
    full = PIPELINE.under(SETTINGS.model_copy(update={"budget": 1.0})).clean(text)
    assert cleaned.text in (text, full.text)


@given(DOCUMENTS)
def test_work_grows_with_the_text_not_faster(text):
    """A document three times over asks the rules at most three times as often, and a little for the seams."""
    if not text.endswith("\n\n"):
        text += "\n\n"
    counts = []
    for times in (1, 3):
        doc = testing.Document(text * times, "en")
        near = PIPELINE.scanner.scan(doc)
        counts.append(sum(len(near.of(rule)) for rule in near.rules))
    assert counts[1] <= 3 * counts[0] + 3 * len(RULES)


@settings(max_examples=100)
@given(DOCUMENTS)
def test_no_word_goes_that_no_rule_proposed(text):
    """Tidying takes no letter: every letter deleted in a pass stands inside a proposal."""
    doc = testing.Document(text, "en")
    kept, _, _ = PIPELINE.propose(doc)
    if kept:
        proposed = union(removal.span for removal in kept)
        testing.tidies_only_space(text, proposed, PIPELINE.runs(text, kept))
        assert set(cut(text, PIPELINE.runs(text, kept))) <= set(text)
