"""Texts that try to be something else, and texts too large to be drawn at once: they are shown as texts."""

import pytest

from tests.browser.reports import HOSTILE, opened, written
from tests.review.made import made

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return written(tmp_path_factory.mktemp("report"), [HOSTILE], title="<b>Title</b></title><script>pwned=1</script>")


@pytest.fixture
def report(page, address):
    opened(page, address)
    page.keyboard.press("j")
    expect(page.locator(".card")).to_be_visible()
    return page


def test_markup_is_text_wherever_it_stands(report):
    marked = "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'>"
    assert report.evaluate("window.pwned") is None
    expect(report.locator("#title")).to_have_text("<b>Title</b></title><script>pwned=1</script>")
    expect(report.locator(".reader-head h2")).to_have_text(f"evil/{marked}")
    expect(report.locator(".doc .cut").first).to_have_text(f"{marked}↵")
    expect(report.locator(".doc p").nth(1)).to_contain_text(
        "</template></script><!-- &lt;b&gt; javascript:window.pwned=1"
    )
    expect(report.locator(".card code")).to_have_text("ad.<i>test</i>")
    assert report.locator("main :is(script, img, template, a, i, iframe)").count() == 0


def test_the_policy_lets_no_other_script_or_markup_in(chromium, address):
    report = opened(chromium.new_page(), address)
    refused = report.evaluate(
        """async () => {
          await new Promise((done) => setTimeout(done)); // what a debugger asks itself is let through
          const refused = [];
          for (const make of [
            () => (document.body.innerHTML = "<p>"),
            () => Function("window.pwned = 1")(),
            () => (document.createElement("script").text = "window.pwned = 1"),
          ]) { try { make(); refused.push("nothing"); } catch (error) { refused.push(error.name); } }
          return refused;
        }"""
    )
    assert refused == ["TypeError", "EvalError", "TypeError"]
    assert report.evaluate("window.pwned") is None
    report.close()


def test_what_can_not_be_seen_is_shown_as_signs_and_has_no_effect(report):
    third = report.locator(".doc p").nth(2)
    expect(third).to_have_text("RLOgnirts aPDF LRIxPDI nul ␀ bell ␇ mark \u200f end")
    expect(third.locator(".sign")).to_have_count(6)
    expect(third.locator(".sign").first).to_have_attribute("title", "U+202E RIGHT-TO-LEFT OVERRIDE")
    expect(third.locator(".tick")).to_have_attribute("title", "U+200F RIGHT-TO-LEFT MARK")
    expect(report.locator(".doc p").nth(5)).to_have_text("half \ufffd done")


def test_a_million_combining_marks_are_counted_and_shown_on_demand(report):
    line = report.locator(".doc p").nth(3)
    expect(line).to_have_text("e1,000,000 combining marks")
    line.get_by_role("button").click()
    expect(line.locator(".heap-shown")).to_contain_text("◌\u0301 ◌\u0301 ")
    assert len(line.locator(".heap-shown").text_content()) == 3000


def test_selected_text_has_its_own_letters_not_the_signs(report):
    chosen = report.evaluate(
        """() => {
          const p = document.querySelectorAll(".doc p")[2];
          getSelection().selectAllChildren(p);
          return Cleaner.page.reader.view.selection();
        }"""
    )
    line = HOSTILE.original.split("\n")[2]
    assert chosen["text"] == line and HOSTILE.original[chosen["start"] : chosen["end"]] == line


def test_a_line_of_megabytes_is_drawn_in_part_and_its_last_cut_is_reached(page, tmp_path):
    long = "⟦ad|Ad. ⟧" + "word " * 400_000 + "⟦promo|Subscribe.⟧"
    report = opened(page, written(tmp_path, [made("long", long)]))
    report.keyboard.press("j")
    expect(report.get_by_text("more characters")).to_be_visible()
    assert report.locator(".doc").evaluate("doc => doc.textContent.length") < 200_000
    report.get_by_role("button", name="Show more").click()
    assert 200_000 < report.locator(".doc").evaluate("doc => doc.textContent.length") < 400_000
    report.keyboard.press("n")
    expect(report.locator(".doc .cut--promo")).to_be_focused()
    expect(report.locator(".doc .cut--promo")).to_be_in_viewport()
    expect(report.get_by_text("more characters")).to_be_hidden()
    assert report.locator(".doc").evaluate("doc => doc.textContent.length") == 2_000_014


def test_a_page_that_was_cut_short_says_so(page, tmp_path):
    many = [made(f"d{number}", f"⟦ad|Ad.\n⟧{number} {'word ' * 9000}\n") for number in range(20)]
    address = written(tmp_path, many)
    whole = (tmp_path / "report.html").read_text("utf-8")
    (tmp_path / "report.html").write_text(whole[: whole.index('<script type="text/plain" id="chunk-1"')], "utf-8")
    report = opened(page, address)
    report.get_by_role("listbox").focus()
    report.keyboard.press("End")
    expect(report.get_by_role("alert")).to_contain_text("This document can't be read: The file is not complete")
