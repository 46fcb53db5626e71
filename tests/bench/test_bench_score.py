from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cleaner.bench.figures import Figures
from cleaner.bench.labels import from_marks, from_page
from cleaner.bench.marks import unmark_gold
from cleaner.bench.score import score
from cleaner.record import Cleaned, Removal
from cleaner.spans import Span, cut, union

DOCUMENT = (
    "⟦section|Local News\n\n⟧⟦byline|By Jo Smee\n\n⟧The dig began in May, and it went on.\n⟦ad|Buy two boats now\n⟧"
)


def removals(*spans, rule="ad.test", noise_class="ad"):
    return tuple(Removal(Span(*span), rule, noise_class, "high", "test") for span in spans)


def cleaned(text, *cuts):
    return Cleaned(text, cut(text, union(each.span for each in cuts)), tuple(cuts))


def scored(document, *cuts, name="x"):
    text, marks = unmark_gold(document)
    return score(name, name, from_marks(text, marks), cleaned(text, *cuts))


def perfect(document):
    _, marks = unmark_gold(document)
    return [Removal(span, f"{name}.x", name, "high", "test") for name, span in marks]


def figures(*scores):
    return Figures("set", "marked", scores)


WORDS = st.lists(st.sampled_from(["dig", "bell", "May", "雨", "quay", "\n"]), min_size=1, max_size=8).map(" ".join)
DOCUMENTS = st.lists(st.tuples(WORDS, st.sampled_from(["", "ad", "byline"])), max_size=6).map(
    lambda rows: "".join(f"⟦{name}|{row}\n⟧" if name else f"{row}\n" for row, name in rows)
)


@given(DOCUMENTS)
def test_a_perfect_cleaner_scores_one_and_damages_nothing(document):
    found = figures(scored(document, *perfect(document)))
    assert (found.precision, found.recall, found.f1) == ((1, 1, 1) if found.noise else (None, None, None))
    assert found.exact == 1 and found.damaged == found.losing == 0


@given(DOCUMENTS)
def test_a_cleaner_that_cuts_nothing_has_no_recall_and_no_damage(document):
    found = figures(scored(document))
    assert found.precision is None and found.recall == (0 if found.noise else None)
    assert found.damaged == found.losing == found.clean_touched == 0


@given(st.lists(DOCUMENTS, max_size=5), st.randoms())
def test_the_order_of_documents_does_not_count(documents, random):
    scores = [scored(each, *perfect(each)[::2], name=str(i)) for i, each in enumerate(documents)]
    shuffled = random.sample(scores, len(scores))
    assert figures(*scores) == figures(*shuffled) and figures(*scores).digest == figures(*shuffled).digest


@given(DOCUMENTS, st.data())
def test_each_token_is_counted_on_one_side(document, data):
    edges = st.integers(0, len(unmark_gold(document)[0]))
    spans = [sorted(data.draw(st.tuples(edges, edges))) for _ in range(3)]
    found = scored(document, *removals(*(span for span in spans if span[0] < span[1])))
    left = sum(piece.tokens for piece in found.left)
    assert found.right + left == sum(there for there, _ in found.noise.values())
    assert found.wrong == sum(piece.tokens for piece in found.lost)


def test_classes_and_rules_are_told_apart():
    text = unmark_gold(DOCUMENT)[0]
    section = removals((0, 12), rule="section.x", noise_class="section")
    start = text.index("it went on")
    greedy = removals((start, len(text)), rule="ad.x")
    found = scored(DOCUMENT, *section, *greedy)
    assert found.noise == {"section": (2, 2), "byline": (3, 0), "ad": (4, 4)}
    assert (found.classes["ad"].right, found.classes["ad"].wrong) == (4, 3)
    assert (found.rules["ad.x"].cuts_right, found.rules["ad.x"].cuts_wrong) == (1, 0)
    assert [(piece.text, piece.why) for piece in found.lost] == [("it went on", "ad.x")]
    assert [(piece.text, piece.why) for piece in found.left] == [("By Jo Smee", "byline")]
    assert not found.exact and found.loss == 3 / 9


def test_what_two_rules_cut_counts_for_each_but_once_in_all():
    whole = unmark_gold(DOCUMENT)[1][2][1]
    found = scored(DOCUMENT, *removals(whole, rule="ad.a"), *removals(whole, rule="ad.b"))
    assert found.right == found.rules["ad.a"].right == found.rules["ad.b"].right == 4
    assert found.classes["ad"].right == 4


def test_white_space_does_not_make_a_document_inexact_but_a_dash_does():
    assert scored("Bells rang.\n\n\n⟦ad|Buy\n\n⟧They rang.", *removals((13, 18))).exact
    assert not scored("Bells rang.⟦ad| – Buy⟧", *removals((14, 17))).exact


def test_a_clean_document_that_was_changed_is_counted():
    found = figures(scored("Bells rang.", *removals((0, 5))), scored("They rang.", name="y"))
    assert (found.clean, found.clean_touched, found.damaged, found.losing) == (2, 1, 1, 1)
    assert replace(found, damage=0.5).damaged == 0


def test_noise_without_a_word_is_noise():
    found = figures(scored("Bells rang.\n⟦nav|* * *\n⟧", *removals((12, 18))))
    assert (found.clean, found.clean_touched, found.exact, found.precision) == (0, 0, 1, None)


def test_a_page_is_compared_with_its_body_by_shingles_and_lines():
    body = "The ferry left at seven as it always did.\n"
    noisy = "Share this page with all your friends\n" + body
    untouched = score("p", "p", from_page(noisy, body), cleaned(noisy))
    done = score("p", "p", from_page(noisy, body), cleaned(noisy, *removals((0, len(noisy) - len(body)))))
    before, after = (Figures("set", "pages", (each,)).pages for each in (untouched, done))
    assert before.before == before.after == after.before and before.room_closed == 0
    assert after.after.f1 == after.closed.f1 == after.room_closed == 1 and done.exact
    assert (after.noise_lines_gone, after.noise_lines, after.story_lines_gone, after.story_lines) == (1, 1, 0, 1)
    assert (after.better, after.worse) == (1, 0)
