"""The playground in a real browser: typing, switching, a rule that is edited, links, and what the page is told."""

import json

import pytest

import cleaner

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import expect

STORY = "The board voted on Monday to dredge the northern channel, and the gulls watched it vote."
NOISY = f"Advertisement\n{STORY}\nFrom our vault: the bell that rang by itself\n{STORY}"


def cut(page):
    return page.locator("#explained del")


def write(page, text):
    page.fill("#text", text)
    expect(page.locator("#explained .doc")).to_contain_text(text.split("\n")[-1][:40])


def test_what_is_typed_is_explained_as_it_is_typed(playground):
    write(playground, STORY)
    expect(playground.locator("#summary")).to_have_text("Nothing is cut.")
    playground.locator("#text").press("Control+End")
    playground.keyboard.type("\nRead more: Why the sand moves\n")
    expect(cut(playground)).to_have_text(["Read more: Why the sand moves↵"])
    expect(playground.locator("#summary")).to_contain_text("1 cut, 30 of 119 characters (25 %)")
    row = playground.locator("#cuts tbody tr")
    expect(row.locator("td").first).to_have_text("teaser")
    expect(row).to_contain_text("teaser.en-")


def test_a_row_leads_to_its_cut_and_the_cut_to_its_row(playground):
    write(playground, NOISY)
    playground.locator("#cuts .cut-text").first.click()
    expect(cut(playground).first).to_be_focused()
    expect(playground.locator("#cuts tr.is-current")).to_contain_text("Advertisement")


def test_classes_are_switched_and_certainty_is_chosen(playground):
    write(playground, NOISY)
    chip = playground.get_by_role("button", name="ad, 1 cut")
    expect(chip).to_have_attribute("aria-pressed", "true")
    chip.click()
    expect(cut(playground)).to_have_count(0)
    playground.locator("#all").click()
    expect(cut(playground)).to_have_count(1)
    playground.locator("#certainty").fill("1")
    expect(cut(playground)).to_have_count(0)
    playground.get_by_role("button", name="careful").click()
    expect(playground.locator("#certainty-told")).to_have_text("0.97")
    expect(cut(playground)).to_have_count(1)


def test_a_rule_is_edited_and_seen_to_work(playground):
    write(playground, NOISY)
    expect(cut(playground)).to_have_count(1)
    playground.locator("#use").check()
    expect(cut(playground)).to_have_text(["Advertisement↵", "From our vault: the bell that rang by itself↵"])
    expect(playground.locator("#verdict")).to_have_text("All 2 examples hold; 1 cut in this text.")
    expect(playground.locator("#cuts .own")).to_have_count(1)
    playground.locator("#alone").check()
    expect(cut(playground)).to_have_count(1)

    rules = playground.locator("#rules")
    sound = rules.input_value()
    rules.fill(sound.replace("starts:", "strats:"))
    expect(playground.locator("#problems li").first).to_contain_text("there is no field 'strats' here")
    expect(playground.locator("#gutter .is-bad")).to_have_text(["10"])
    expect(playground.locator("#verdict")).to_contain_text("the rule is not used")
    playground.locator("#problems button").first.click()
    expect(rules).to_be_focused()
    assert rules.evaluate("area => area.value.slice(area.selectionStart).startsWith('strats')")

    rules.fill(sound.replace("The series from our vault: a name", "From our vault: a name"))
    expect(playground.locator("#verdict")).to_contain_text("1 of 2 examples failed")
    expect(playground.locator("#proof")).to_contain_text("something is cut that is the story's")
    rules.fill(sound.replace("from our vault: \\S", "from our cellar: \\S"))
    expect(cut(playground)).to_have_count(0)


def test_a_shipped_rule_is_opened_from_its_cut(playground):
    write(playground, NOISY)
    with playground.expect_response("**/playground/try") as answer:
        playground.locator("#cuts .rule-id").first.click()
    assert answer.value.json()["trial"]["problems"] == []
    assert "class: ad\n" in playground.locator("#rules").input_value()
    expect(playground.locator("#verdict")).to_contain_text("hold; 1 cut in this text")
    expect(cut(playground)).to_have_text(["Advertisement↵"])


def test_a_case_is_a_link(playground, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    write(playground, f"{NOISY} 😀")
    playground.get_by_role("button", name="ad, 1 cut").click()
    playground.fill("#language", "en")
    playground.locator("#use").check()
    expect(cut(playground)).to_have_text(["From our vault: the bell that rang by itself↵"])
    playground.locator("#link").click()
    expect(playground.locator("#link")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "vault" not in link and len(link) < 1500
    page.goto("about:blank")
    page.goto(link)
    expect(cut(page)).to_have_text(["From our vault: the bell that rang by itself↵"])
    assert page.input_value("#text") == f"{NOISY} 😀" and page.input_value("#language") == "en"


def test_a_link_that_says_nothing_sensible_is_passed_over(playground):
    for link in ("#1.", "#1.%%%", "#1.AAAA", "#2.abc", "#1.q1bKSM", ""):
        assert playground.evaluate("link => Cleaner.link.unpack(link)", link) is None, link
    playground.goto(playground.url.partition("#")[0] + "#1.%%%")
    playground.reload()
    expect(playground.locator("#summary")).to_contain_text("cut")


def test_the_result_and_its_record_are_taken_home_and_give_the_text_back(playground, page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    write(playground, NOISY)
    expect(cut(playground)).to_have_count(1)
    with page.expect_download() as download:
        playground.locator("#download").click()
    record = json.loads(download.value.path().read_text("utf-8"))
    playground.locator("#copy").click()
    expect(playground.locator("#copy")).to_have_text("Copied")
    assert cleaner.restore(page.evaluate("navigator.clipboard.readText()"), record) == NOISY
    playground.locator("#show-result").click()
    expect(cut(playground)).to_have_count(0)


def test_samples_are_cleaned_in_their_languages(playground):
    for index, name in enumerate(("en", "de", "fr", "es", "ar", "ja")):
        playground.select_option("#samples", str(index))
        expect(playground.locator("#cuts .rule-id", has_text=f".{name}-").nth(2)).to_be_attached()


def test_a_service_that_is_not_there_is_told(playground, page, tolerated):
    tolerated.append("Failed to load resource: net::ERR_FAILED")
    page.route("**/playground/try", lambda route: route.abort())
    playground.fill("#text", STORY)
    expect(playground.locator("#fault")).to_have_text("The service can't be reached.")
    page.unroute("**/playground/try")
    write(playground, f"{STORY} Again.")
    expect(playground.locator("#fault")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_anybodys_way(playground, accessible, scheme):
    playground.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    playground.locator("#rules").fill("class: ads\nrules: [")
    expect(playground.locator("#problems li").first).to_be_visible()
    accessible(playground)
    playground.locator("#example").click()
    expect(playground.locator("#proof li").first).to_be_visible()
    playground.get_by_role("button", name="title, 1 cut").click()
    expect(playground.get_by_role("button", name="title", exact=True)).to_have_attribute("aria-pressed", "false")
    accessible(playground)


def test_it_is_used_by_keyboard_on_a_narrow_screen(playground):
    playground.set_viewport_size({"width": 360, "height": 640})
    write(playground, NOISY)
    playground.locator("#text").focus()
    order = []
    for _ in range(8):
        playground.keyboard.press("Tab")
        order.append(playground.evaluate("document.activeElement.id || document.activeElement.tagName"))
    assert order[:5] == ["show-explained", "show-result", "copy", "download", "link"] and "DEL" in order
    assert playground.evaluate("document.documentElement.scrollWidth <= 360")


def test_the_documentation_of_the_interface_works_without_any_other_host(page, address):
    page.goto(f"{address}/docs")
    expect(page.locator(".opblock")).to_have_count(5)
    page.locator(".opblock-post .opblock-summary-control").click()
    expect(page.locator(".opblock-post .opblock-body")).to_contain_text("documents")
