"""The nine laws of README.md, each by a worked example that can be read; tests/laws holds them for any text."""

import json
from itertools import permutations

import pytest

from cleaner import Pipeline, apply, restore
from cleaner.errors import PatternTimeout
from cleaner.ruleset.settings import Settings
from cleaner.spans import Span, cut

STORY = "The lighthouse keeper painted the railing twice last year."
REST = "Salt had eaten the first coat before the summer came."
COOKIES = "This site uses cookies to make your visit a pleasant one."
ADVERT = "match: {lines: [advert]}"
SHARE_IN_TAIL = "match: {lines: [share]}\nscope: tail"
COOKIE_LINE = "match: {anchors: [uses cookies], longest: 200}"
BRACKET = "kind: span\nmatch: {anchors: ['[see'], pattern: '\\[see [^\\]]*\\]'}"
TO_THE_END = "kind: block\nmatch: {lines: [more lights]}\noptions: {to: end}"
# What stands behind only the pattern itself can tell: no automaton spares it the line.
HANGS = "match: {anchors: [aaaa], pattern: '^(a|aa)+(?<!a)!'}"


def settings(**more):
    return Settings(detector=None, budget=1.0).model_copy(update=more)


def letters(text):
    return [char for char in text if char.isalnum()]


# 1. Only deletes


def test_the_output_is_the_input_without_the_spans(make):
    text = f"Advert\n\n{STORY} [See page 4] {REST}\n\nAdvert\n"
    cleaned = make(ADVERT, BRACKET).clean(text)
    assert cleaned.text == f"{STORY} {REST}\n" == cut(text, cleaned.spans)


def test_what_is_odd_in_the_story_is_not_mended(make):
    story = f"{STORY}  \u201cOdd\u00ad &amp; raw\u201d ,\t{REST} \n\n\n\n  {STORY}\r\n{REST}"
    assert make(ADVERT).clean(f"Advert\n{story}").text == story


# 2. Reversible


def test_record_and_output_give_the_input_and_record_and_input_the_output(make):
    text = f"\ufeffAdvert\r\n\r\n{STORY}\r\nAdvert \r\n{REST}"
    cleaned = make(ADVERT).clean(text)
    record = json.loads(json.dumps(cleaned.record()))
    assert len(record["removals"]) == 2
    assert restore(cleaned.text, record) == text and apply(text, record) == cleaned.text


def test_removals_that_overlap_are_put_back_once(make):
    text = f"{STORY}\n\nMore lights\nAdvert\nThe pier at dusk"
    cleaned = make(TO_THE_END, ADVERT).clean(text)
    spans = [removal.span for removal in cleaned.removals]
    assert len(spans) == 2 and spans[0].start < spans[1].start < spans[1].end <= spans[0].end
    assert cleaned.text == f"{STORY}\n" and restore(cleaned.text, cleaned.record()) == text


def test_removals_that_cross_each_other_are_put_back_once(make):
    left, right = (
        f"kind: span\nmatch: {{anchors: [{word}], pattern: '{pattern}'}}"
        for word, pattern in (("see", "\\(see the list"), ("list", "the list below\\)"))
    )
    text = f"{STORY} (See the list below) {REST}"
    cleaned = make(left, right).clean(text)
    first, second = (removal.span for removal in cleaned.removals)
    assert first.start < second.start < first.end < second.end
    assert cleaned.text == f"{STORY} {REST}" and restore(cleaned.text, cleaned.record()) == text


def test_a_removal_of_a_later_pass_that_closes_over_an_earlier_one_is_put_back(make):
    around = "kind: span\nmatch: {anchors: ['[see ]'], pattern: '\\[see \\]'}"
    inner = "kind: span\nmatch: {anchors: ['{'], pattern: '\\{[a-z]*\\}'}"
    text = f"{STORY} [see {{map}}] {REST}"
    cleaned = make(around, inner).clean(text)
    assert cleaned.passes == 2 and cleaned.text == f"{STORY} {REST}"
    assert restore(cleaned.text, cleaned.record()) == text


# 3. Idempotent


def test_what_a_first_pass_reveals_a_second_cuts_and_then_all_is_quiet(make):
    pipeline = make(SHARE_IN_TAIL, COOKIE_LINE)
    cleaned = pipeline.clean(f"{STORY}\n{REST}\nShare\n{COOKIES}\n")
    assert cleaned.text == f"{STORY}\n{REST}\n" and cleaned.passes == 2
    again = pipeline.clean(cleaned.text)
    assert again.text == cleaned.text and again.passes == 0 and not again.removals


# 4. Order-free


def test_every_order_of_the_rules_gives_the_same_text(make):
    text = f"{STORY} [See page 4] {REST}\nShare\n{COOKIES}\nMore lights\nAdvert\nThe pier at dusk"
    rules = make(ADVERT, SHARE_IN_TAIL, COOKIE_LINE, BRACKET, TO_THE_END).rules
    texts = {Pipeline(order, settings()).clean(text).text for order in permutations(rules)}
    assert texts == {f"{STORY} {REST}\n"}


def test_two_orders_of_crossing_rules_give_the_same_spans(make):
    pipeline = make(TO_THE_END, "kind: block\nmatch: {lines: [advert]}\noptions: {while: pier}")
    text = f"{STORY}\nAdvert\nPier one\nMore lights\nPier two"
    one, two = pipeline.clean(text), Pipeline(pipeline.rules[::-1], pipeline.settings).clean(text)
    assert one.text == two.text == f"{STORY}\n" and one.spans == two.spans


# 5. Deterministic and memoryless


def test_what_was_cleaned_before_changes_nothing(make):
    pipeline = make(ADVERT + "\ncap: 1", BRACKET)
    text = f"Advert\n{STORY}"
    fresh = pipeline.clean(text)
    for before in ("", "Advert\n" * 5, f"[See x] {STORY}", text):
        pipeline.clean(before)
        assert pipeline.clean(text) == fresh
    assert fresh.text == STORY


# 6. Explained


def test_each_deleted_character_has_a_removal_with_rule_class_confidence_and_evidence(make):
    text = f"{STORY}\n\nAdvert\n\n{REST}"
    (removal,) = make(ADVERT + "\nconfidence: medium", **{"class": "ad"}).clean(text).removals
    assert text[slice(*removal.span)] == "Advert\n\n"
    assert (removal.rule, removal.noise_class, removal.confidence) == ("ad.rule-0", "ad", "medium")
    assert removal.evidence == "advert" and text[slice(*removal.words)] == "Advert"


def test_what_tidying_takes_is_explained_by_the_cut_beside_it(make):
    text = f"{STORY}\nAdvert | [see page 4]\n{REST}"
    pipeline = make(BRACKET, "kind: span\nmatch: {starts: [advert], pattern: '^advert'}")
    cleaned = pipeline.clean(text)
    assert cleaned.text == f"{STORY}\n{REST}"
    assert cleaned.spans == (Span(len(STORY) + 1, len(text) - len(REST)),)


# 7. Guarded


def test_a_protected_line_a_quotation_and_a_cap_each_report_what_they_stopped(make):
    pipeline = make(COOKIE_LINE, ADVERT + "\ncap: 1", settings=settings(protect=("^correction:",)))
    text = f'{STORY}\nCorrection: the keeper uses cookies\nHe said "it uses cookies" twice.\nAdvert\nAdvert\n{REST}'
    cleaned = pipeline.clean(text)
    assert cleaned.text == text and not cleaned.removals
    assert [veto.guard for veto in cleaned.vetoes] == ["protect", "quotation", "cap", "cap"]


# 8. Bounded


def test_a_pattern_that_would_hang_gives_up_and_the_next_document_is_cleaned(make, monkeypatch):
    monkeypatch.setattr("cleaner.pattern.SECONDS", 0.05)
    pipeline = make(HANGS, ADVERT)
    with pytest.raises(PatternTimeout, match="one line"):
        pipeline.clean(f"{STORY}\n{'a' * 200}!\n{REST}")
    assert pipeline.clean(f"Advert\n{STORY}").text == STORY


def test_passes_end_and_the_document_stays_whole(make):
    nested = "kind: span\nmatch: {anchors: ['()'], pattern: '\\(\\)'}"
    text = f"{STORY}\n{REST} x" + "(" * 9 + ")" * 9 + f" {STORY}"
    assert make(nested).clean(text).text == f"{STORY}\n{REST} x {STORY}"
    spared = make(nested, settings=settings(passes=3)).clean(text)
    assert spared.text == text and spared.spared.guard == "passes"


# 9. No sentence of the story is lost


@pytest.mark.parametrize(
    ("noisy", "tidy"),
    [
        (f"{STORY} | [see a]\n{REST}", f"{STORY}\n{REST}"),
        (f"[see a] | {STORY}\n{REST}", f"{STORY}\n{REST}"),
        (f"{STORY[:-1]} [see a].\n{REST}", f"{STORY}\n{REST}"),
        (f"{STORY}\n- [see a] -\n{REST}", f"{STORY}\n{REST}"),
        (f"{STORY}\n\n[see a]\n\n\n{REST}", f"{STORY}\n\n\n{REST}"),
        (f"{STORY}\n7 [see a]\n{REST}", f"{STORY}\n7\n{REST}"),
    ],
)
def test_tidying_takes_no_letter_and_no_digit(make, noisy, tidy):
    cleaned = make(BRACKET).clean(noisy)
    assert cleaned.text == tidy
    assert letters(cleaned.text) == letters(noisy.replace("[see a]", ""))


def test_when_a_sentence_would_be_lost_the_noise_in_it_stays(make):
    text = f"They read [see the long list of lamps] aloud.\n{REST}"
    cleaned = make(BRACKET).clean(text)
    assert cleaned.text == text and [veto.guard for veto in cleaned.vetoes] == ["seam"]
