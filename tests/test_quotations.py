"""What stops a cut in a whole pipeline: quotation marks of every shape, protection, caps, the budget, seams."""

import pytest

from cleaner.ruleset.settings import Settings

STORY = "The orchestra tuned its strings in the empty hall."
REST = "Nobody had told the players that the tour was off."
PAIRS = [
    ('"', '"'),
    ("\u201c", "\u201d"),
    ("'", "'"),
    ("\u2018", "\u2019"),
    ("\u00ab", "\u00bb"),
    ("\u00ab\u00a0", "\u00a0\u00bb"),
    ("\u00ab\u202f", "\u202f\u00bb"),
    ("\u00bb", "\u00ab"),
    ("\u201e", "\u201c"),
    ("\u201a", "\u2018"),
    ("「", "」"),
    ("『", "』"),
    ("&quot;", "&quot;"),
    ("&laquo;", "&raquo;"),
]
TICKETS = "match: {anchors: [buy tickets], longest: 200}"


def settings(**more):
    return Settings(detector=None, budget=1.0).model_copy(update=more)


def guards(cleaned):
    return [veto.guard for veto in cleaned.vetoes]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_words_inside_any_pair_of_marks_stay_and_the_same_words_outside_go(make, left, right):
    said = f"{STORY}\nThe leaflet said {left}buy tickets at the door{right} and no more.\n"
    cleaned = make(TICKETS).clean(said + "Buy tickets now")
    assert cleaned.text == said
    assert guards(cleaned) == ["quotation"]
    assert said[slice(*cleaned.vetoes[0].removal.words)] == "buy tickets"


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_words_behind_a_closed_quotation_go(make, left, right):
    cleaned = make(TICKETS).clean(f"{STORY}\n{left}Winter tour{right} - buy tickets\n{REST}")
    assert cleaned.text == f"{STORY}\n{REST}" and not cleaned.vetoes


def test_a_quotation_that_is_never_closed_goes_on_to_the_end_of_the_line(make):
    text = f"{STORY}\n\u201cYou must buy tickets like all the others.\n{REST}"
    cleaned = make(TICKETS).clean(text)
    assert cleaned.text == text and guards(cleaned) == ["quotation"]


def test_a_chevron_used_as_a_bullet_opens_no_quotation(make):
    assert make(TICKETS).clean(f"{STORY}\n\u00bb Buy tickets\n{REST}").text == f"{STORY}\n{REST}"


def test_a_label_all_in_quotation_marks_is_said_by_somebody(make):
    text = f"{STORY}\n\u201eBuy tickets!\u201c\n{REST}"
    cleaned = make("match: {lines: [buy tickets]}").clean(text)
    assert cleaned.text == text and guards(cleaned) == ["quotation"]


def test_a_part_of_a_line_is_judged_by_itself(make):
    pipeline = make("kind: span\nmatch: {anchors: ['(buy'], pattern: '\\(buy [^)]*\\)'}")
    text = f'"It read (buy tickets) on the wall," the flautist told us. {STORY} (Buy a programme)'
    cleaned = pipeline.clean(text)
    assert cleaned.text == text.removesuffix(" (Buy a programme)")
    assert guards(cleaned) == ["quotation"]


def test_a_quotation_does_not_save_a_line_that_another_rule_hits_outside_of_it(make):
    pipeline = make(TICKETS, "match: {starts: [advert], longest: 200}")
    cleaned = pipeline.clean(f'{STORY}\nAdvert: "buy tickets"\n{REST}')
    assert cleaned.text == f"{STORY}\n{REST}"
    assert guards(cleaned) == ["quotation"] and [r.rule for r in cleaned.removals] == ["teaser.rule-1"]


def test_protection_is_held_against_the_folded_line(make):
    pipeline = make(TICKETS, settings=settings(protect=("^editor's note -",)))
    text = f"{STORY}\nEDITOR\u2019S NOTE \u2013 readers could not buy tickets\nBuy tickets"
    cleaned = pipeline.clean(text)
    assert cleaned.text == text.removesuffix("Buy tickets")
    assert '"^editor\'s note -"' in cleaned.vetoes[0].why


def test_one_protected_line_saves_the_whole_block_it_stands_in(make):
    entry = "kind: block\nmatch: {lines: [box office]}\noptions: {while: 'tickets|refund'}"
    text = f"{STORY}\n\nBox office\nTickets here\nRefund by law\n\n{REST}"
    assert make(entry).clean(text).text == f"{STORY}\n\n{REST}"
    cleaned = make(entry, settings=settings(protect=("by law",))).clean(text)
    assert cleaned.text == text and guards(cleaned) == ["protect"]


def test_a_cap_calls_off_its_own_rule_and_no_other(make):
    pipeline = make("match: {lines: [encore]}\ncap: 1", "match: {lines: [bravo]}\ncap: 2")
    cleaned = pipeline.clean(f"{STORY}\nEncore\nBravo\nEncore\nBravo\n{REST}")
    assert cleaned.text == f"{STORY}\nEncore\nEncore\n{REST}"
    assert guards(cleaned) == ["cap", "cap"] and "2 times, its cap is 1" in cleaned.vetoes[0].why


def test_a_cap_counts_hits_that_another_guard_stops(make):
    text = f'{STORY}\n"Buy tickets," the usher said to nobody in particular.\nBuy tickets\n{REST}'
    assert make(TICKETS).clean(text).text == text.replace("\nBuy tickets", "")
    cleaned = make(TICKETS + "\ncap: 1").clean(text)
    assert cleaned.text == text and sorted(guards(cleaned)) == ["cap", "cap", "quotation"]


def test_the_budget_may_be_used_up_but_not_passed(make):
    text = "Encore\r\nIt was so."
    gone = len("Encore\r\n") / len(text)
    assert make("match: {lines: [encore]}", settings=settings(budget=gone)).clean(text).text == "It was so."
    cleaned = make("match: {lines: [encore]}", settings=settings(budget=gone - 0.01)).clean(text)
    assert cleaned.text == text and cleaned.spared.guard == "budget" and "44% of the document" in cleaned.spared.why


def test_a_document_over_budget_tells_all_that_would_have_gone(make):
    pipeline = make("match: {lines: [encore]}", "match: {lines: [bravo]}", settings=settings(budget=0.1))
    cleaned = pipeline.clean(f"Encore\n{STORY}\nBravo")
    assert not cleaned.removals and not cleaned.metadata and cleaned.passes == 0
    assert [(v.guard, v.removal.rule) for v in cleaned.vetoes] == [
        ("budget", "teaser.rule-0"),
        ("budget", "teaser.rule-1"),
    ]


def test_a_cut_may_not_leave_a_stump_of_a_sentence(make):
    pipeline = make("kind: span\nmatch: {anchors: [at the], pattern: ' at the .*?hall'}")
    stump = "They met at the very old and rather draughty hall."
    cleaned = pipeline.clean(f"{stump}\n{REST}")
    assert cleaned.text == f"{stump}\n{REST}" and guards(cleaned) == ["seam"]
    assert pipeline.clean("They met again at the hall at noon.").text == "They met again at noon."


def test_two_cuts_that_leave_nothing_of_a_sentence_both_stand(make):
    pipeline = make(
        "kind: span\nmatch: {anchors: [buy], pattern: '^buy your tickets'}",
        "kind: span\nmatch: {anchors: [today], pattern: 'for the tour today\\.$'}",
    )
    assert pipeline.clean(f"{STORY}\nBuy your tickets for the tour today.\n{REST}").text == f"{STORY}\n{REST}"


def test_a_line_that_was_no_sentence_has_no_seam(make):
    pipeline = make("kind: span\nmatch: {anchors: ['[live]'], pattern: '\\[live\\] '}")
    assert pipeline.clean(f"[LIVE] Tour off\n{STORY}").text == f"Tour off\n{STORY}"


def test_of_a_sentence_words_that_begin_in_a_quotation_are_quoted(make):
    pipeline = make("match: {anchors: ['no right'], pattern: 'no right.{0,40}tickets', longest: 300}")
    text = f"{STORY}\nThe label said \u201cno right to a refund\u201d, and she kept both tickets for years.\n{REST}"
    cleaned = pipeline.clean(text)
    assert cleaned.text == text and guards(cleaned) == ["quotation"]
