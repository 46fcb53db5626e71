"""The review page in a browser: open, filter, walk by keyboard, read; for eyes and for screen readers."""

import json

import pytest

from tests.browser.reports import CASES, HARBOUR, opened, overlapping, written
from tests.review.made import made

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return written(tmp_path_factory.mktemp("report"), CASES, title="Saltmere & Oster")


@pytest.fixture
def report(page, address):
    return opened(page, address)


def rows(page):
    return page.locator(".row")


def test_it_opens_on_the_summary(report):
    expect(report).to_have_title("Saltmere & Oster")
    expect(report.get_by_role("heading", name="Saltmere & Oster")).to_be_visible()
    expect(report.locator("#found")).to_have_text("5 documents")
    expect(report.get_by_role("heading", name="All documents")).to_be_visible()
    gone = sum(len(each["text"]) for case in CASES for each in case.record["removals"])
    expect(report.locator(".figures")).to_contain_text(f"Characters cut{gone}")
    expect(report.get_by_role("button", name="teaser 30")).to_be_visible()
    expect(report.get_by_role("button", name="1 document lost nothing")).to_be_enabled()
    expect(report.get_by_role("region", name="Outliers").get_by_role("row").nth(1)).to_contain_text("quay/cuts.txt")
    expect(report.get_by_role("region", name="Rules").get_by_role("row").nth(1)).to_contain_text("ad.test")
    expect(rows(report).first).to_contain_text("quay/harbour.txt")


def test_each_view_is_accessible_in_light_and_dark_and_on_a_phone(report, accessible):
    accessible(report)
    report.emulate_media(color_scheme="dark")
    report.keyboard.press("j")
    expect(report.locator(".card")).to_be_visible()
    report.keyboard.press("r")
    accessible(report)
    report.get_by_role("button", name="Decisions", exact=True).click()
    report.set_viewport_size({"width": 390, "height": 844})
    assert report.evaluate("document.documentElement.scrollWidth") <= 390, "nothing sticks out"
    accessible(report)
    report.keyboard.press("?")
    accessible(report)


def test_filters_are_combined_and_can_be_linked(report, address):
    report.locator("#filter-class").select_option("ad")
    expect(report.locator("#found")).to_have_text("1 of 5 documents")
    report.locator("#filter-class").select_option("")
    report.get_by_label("Source", exact=True).select_option("quay")
    report.get_by_label("Show", exact=True).select_option("vetoes")
    expect(report.locator("#found")).to_have_text("1 of 5 documents")
    rows(report).first.click()
    link = report.url
    report.goto("about:blank")
    opened(report, link)
    expect(report.locator("#found")).to_have_text("1 of 5 documents")
    expect(report.get_by_label("Source", exact=True)).to_have_value("quay")
    expect(report.get_by_role("heading", name="quay/harbour.txt")).to_be_visible()
    report.get_by_role("button", name="Reset").click()
    expect(report.locator("#found")).to_have_text("5 documents")


def test_class_rule_and_confidence_are_asked_of_one_and_the_same_cut(report, accessible):
    report.get_by_label("Confidence", exact=True).select_option("medium")
    expect(report.locator("#found")).to_have_text("1 of 5 documents")
    report.get_by_label("Rule", exact=True).select_option("promo.test")
    expect(report.locator("#found")).to_have_text("1 of 5 documents")
    report.locator("#filter-class").select_option("teaser")
    expect(report.locator("#found")).to_have_text("0 of 5 documents")
    expect(report.get_by_text("No document is like that.")).to_be_visible()
    accessible(report)


def test_free_text_finds_names_cuts_and_texts_without_case_and_accents(report):
    report.locator("html[data-searchable=true]").wait_for(state="attached")
    for text, count in {
        "HARBOUR": 1,
        "bronze BELL": 1,
        "wehr zu": 1,
        "قرر": 1,
        "advertisement": 1,
        "nowhere": 0,
    }.items():
        report.keyboard.press("/")
        report.keyboard.press("Control+a")
        report.keyboard.type(text)
        expect(report.locator("#found")).to_have_text(f"{count} of 5 documents")
        expect(rows(report)).to_have_count(count)
        report.keyboard.press("Escape")


def test_a_bar_is_a_filter_and_the_summary_follows(report):
    report.get_by_role("button", name="German").click()
    expect(report.locator("#found")).to_have_text("1 of 5 documents")
    expect(report.get_by_role("heading", name="1 document of 5")).to_be_visible()
    expect(report.get_by_role("button", name="German 31")).to_have_attribute("aria-pressed", "true")
    report.get_by_role("button", name="German 31").click()
    report.get_by_role("button", name="1 document lost nothing").click()
    expect(rows(report)).to_contain_text(["mill/quiet.txt"])


def test_walking_by_keyboard_from_cut_to_cut_and_on_to_the_next_document(report):
    report.keyboard.press("j")
    heading = report.locator(".reader-head h2")
    expect(heading).to_have_text("quay/harbour.txt")
    seen = []
    for _ in range(4):
        expect(report.locator(".card")).to_contain_text(f"{len(seen) + 1} of 4")
        expect(report.locator(".doc :focus")).to_be_visible()
        seen.append(report.locator(".doc :focus").text_content().replace("↵", "").strip())
        report.keyboard.press("n")
    assert seen == ["Local News", "++ Divers find a bronze bell", "Read more slowly", "© Saltmere Evening Post"]
    expect(heading).to_have_text("mill/wehr.txt")
    report.keyboard.press("p")
    expect(heading).to_have_text("quay/harbour.txt")
    expect(report.locator(".card")).to_contain_text("4 of 4")
    report.keyboard.press("k")
    expect(report.locator("#told")).to_have_text("That was the first document.")


def test_a_cut_tells_what_it_is_to_those_who_see_and_to_those_who_hear(report):
    report.keyboard.press("j")
    report.keyboard.press("n")
    cut = report.locator(".doc .cut--teaser").first
    expect(cut).to_be_focused()
    said = "Cut as teaser by teaser.test, Pointer to another story; high confidence, certainty 0.99."
    expect(cut).to_have_accessible_description(f"{said} Evidence: ++ Divers find a bronze bell")
    expect(report.locator(".card")).to_contain_text("Pointer to another story")
    veto = report.locator(".doc .veto")
    expect(veto).to_have_text("Read more slowly")
    assert "Kept: quotation guard." in report.locator("#" + veto.get_attribute("aria-describedby")).text_content()
    cut.hover()
    expect(report.locator(".tip")).to_contain_text("teaser.test")


def test_the_list_is_a_listbox_that_keeps_the_focus(report):
    report.get_by_role("listbox").focus()
    report.keyboard.press("ArrowDown")
    report.keyboard.press("ArrowDown")
    box = report.get_by_role("listbox")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-activedescendant", "row-1")
    expect(report.locator("#row-1")).to_have_attribute("aria-selected", "true")
    expect(report.locator(".reader-head h2")).to_have_text("mill/wehr.txt")
    report.keyboard.press("Enter")
    expect(report.locator(".doc .cut--promo").first).to_be_focused()


def test_arabic_runs_from_right_to_left_and_stays_whole(report):
    report.get_by_role("listbox").get_by_role("option", name="port/marsa.txt").click()
    first = report.locator(".doc p").first
    assert first.evaluate("p => getComputedStyle(p).direction") == "rtl"
    assert report.locator(".doc").get_attribute("lang") == "ar"
    assert first.text_content() == "مرسى (وكالة) - قرر مجلس المدينة يوم الاثنين ترميم الميناء القديم."
    cut, text = first.locator(".cut").bounding_box(), first.bounding_box()
    assert cut["x"] + cut["width"] > text["x"] + text["width"] / 2, "what comes first stands on the right"


def test_of_records_alone_the_cuts_are_shown_with_what_is_between_left_out(report):
    report.get_by_role("listbox").get_by_role("option", name="quay/cuts.txt").click()
    expect(report.locator(".doc .cut")).to_have_text(["Advertisement↵", "Advertisement↵"])
    expect(report.locator(".doc .gap")).to_have_text(["… 9 characters kept …", "… 10 characters kept …"])
    expect(report.get_by_text("Only what was cut is known")).to_be_visible()


def test_cuts_that_overlap_are_drawn_as_segments_and_each_is_reached(page, tmp_path):
    case = overlapping()
    report = opened(page, written(tmp_path, [case]))
    report.keyboard.press("j")
    expect(report.locator(".doc .cut")).to_have_text(
        [case.original[start:end] for start, end in ((0, 20), (20, 25), (25, 28), (28, 30), (30, 50))]
    )
    for rule in ("ad.more", "promo.more", "nav.more"):
        expect(report.locator(".card dd code")).to_have_text(rule)
        report.keyboard.press("n")
    assert report.locator(".doc").text_content() == case.original


def test_only_rows_that_are_seen_are_there_however_many_there_are(page, tmp_path):
    report = opened(page, written(tmp_path, [made(f"d{number:04}", "⟦ad|x\n⟧Story.\n") for number in range(3000)]))
    assert rows(report).count() < 40
    report.get_by_role("listbox").focus()
    report.keyboard.press("End")
    last = report.locator("#row-2999")
    expect(last).to_be_in_viewport()
    expect(last).to_contain_text("d2999")
    expect(last).to_have_attribute("aria-posinset", "3000")
    expect(last).to_have_attribute("aria-setsize", "3000")
    assert rows(report).count() < 40
    report.get_by_label("Order", exact=True).select_option("name")
    expect(rows(report).first).to_be_attached()


def test_the_theme_is_switched_and_kept(report):
    report.keyboard.press("d")
    expect(report.locator("html")).to_have_attribute("data-theme", "light")
    report.keyboard.press("d")
    expect(report.locator("html")).to_have_attribute("data-theme", "dark")
    paper = report.evaluate("getComputedStyle(document.body).backgroundColor")
    report.reload()
    expect(report.locator("html[data-ready]")).to_have_attribute("data-theme", "dark")
    assert report.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_what_is_shown_is_the_text_to_the_letter(report):
    report.keyboard.press("j")
    expect(report.locator(".card")).to_be_visible()
    lines = report.locator(".doc p").all_text_contents()
    assert [line.replace("↵", "") for line in lines] == HARBOUR.original.removesuffix("\n").split("\n")
    assert json.loads(
        report.evaluate("JSON.stringify(Cleaner.page.reader.doc.removals.map(m => [m.start, m.end]))")
    ) == [[each["start"], each["end"]] for each in HARBOUR.record["removals"]]
