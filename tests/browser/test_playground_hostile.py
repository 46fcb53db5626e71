"""Texts that try to be more than text, in the playground: markup, links, bidi controls, heaps of marks, sheer size."""

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import expect

STORY = "The board voted on Monday to dredge the northern channel, and the gulls watched it vote."
MARKUP = [
    "<script>document.title='owned'</script>",
    "</template></textarea></style></script><img src=x onerror=\"document.title='owned'\">",
    "<a href=\"javascript:document.title='owned'\">a link</a> javascript:document.title='owned'",
    "<svg onload=document.title='owned'><style>body{display:none}</style><base href='//x.example'>",
    "{{constructor.constructor('document.title=1')()}} ${document.title='owned'} %3Cscript%3E",
]


REFUSED = "Failed to load resource: the server responded with a status of 422"


@pytest.fixture(autouse=True)
def untouched(playground):
    """Whatever was put in, the page is what it was."""
    yield
    assert playground.title() == "cleaner: the playground"
    assert (
        playground.evaluate("document.querySelectorAll('main script, main style, main a, main img, svg').length") == 0
    )


def shown(page):
    return page.locator("#explained .doc")


def test_markup_is_text_wherever_it_is_shown(playground):
    for text in MARKUP:
        playground.fill("#text", f"{STORY}\nRead more: {text}\n{text}\n{STORY}")
        expect(shown(playground)).to_contain_text(text)
        playground.locator("#show-result").click()
        expect(shown(playground)).to_contain_text(text)
        playground.locator("#show-explained").click()


def test_markup_in_rules_and_names_is_text(playground, tolerated):
    tolerated.append(REFUSED)
    playground.fill("#text", f"{STORY}\nFrom our vault: {MARKUP[0]}\n{STORY}")
    rules = playground.locator("#rules").input_value()
    playground.fill("#rules", rules.replace("Pointer to the archive", MARKUP[1].replace('"', "'")))
    expect(playground.locator("#cuts .rule-title").first).to_contain_text("<img src=x")
    expect(playground.locator("#cuts .cut-text").first).to_contain_text("<script>")
    playground.fill("#rules", f"class: {MARKUP[0]}\n{MARKUP[1]}: 1")
    expect(playground.locator("#problems")).to_contain_text("<script>")
    playground.fill("#source", MARKUP[0])
    playground.fill("#language", "<b>")
    expect(playground.locator("#fault")).to_contain_text("language")


def test_a_script_that_gets_in_is_stopped_by_the_policy(playground, page, tolerated):
    tolerated.append("Executing inline script violates")
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text) as said:
        page.evaluate(
            """() => { const script = document.createElement('script');
            script.textContent = "document.title = 'owned'"; document.body.append(script); script.remove(); }"""
        )
    assert "script-src" in said.value.text


def test_bidi_controls_and_lone_signs_are_seen_and_turn_nothing_round(playground):
    playground.fill(
        "#text", f"{STORY}\nThe word \u202eesrever\u202c and \u2067this\u2069, a bell \u0007 and zero\u200bwidth."
    )
    for name in ("RLO", "PDF", "RLI", "PDI"):
        expect(playground.locator("#explained .sign", has_text=name).first).to_be_visible()
    expect(playground.locator("#explained .tick")).to_have_count(1)
    assert "\u202e" not in shown(playground).inner_text()


def test_half_of_a_surrogate_pair_is_refused_with_a_sentence(playground, tolerated):
    tolerated.append(REFUSED)
    playground.evaluate("area = document.querySelector('#text'); area.value = 'a\\ud800b';"
                        "area.dispatchEvent(new Event('input'))")  # fmt: skip
    expect(playground.locator("#fault")).to_have_text("not Unicode: half of a surrogate pair at character 1")


SIZES = [
    ("'Zalgo' + '\\u0301'.repeat(1000000) + ' ended.'", "1,000,012"),
    ("'x'.repeat(5000000)", "5,000,000"),
    ("'Advertisement\\n'.repeat(20000)", "280,000"),
]


def test_a_text_of_any_size_leaves_the_page_alive(playground):
    for make, size in SIZES:
        playground.evaluate(f"area = document.querySelector('#text'); area.value = {make};"
                            "area.dispatchEvent(new Event('input'))")  # fmt: skip
        expect(playground.locator("#held")).to_contain_text(f"{size} characters")
        expect(playground.locator("#summary")).not_to_have_text("", timeout=20_000)
        expect(playground.locator("#explained")).to_have_attribute("aria-busy", "false", timeout=20_000)
        expect(playground.locator("#fault")).to_be_hidden()
        playground.get_by_role("button", name="Take another text").click(timeout=3_000)
        playground.fill("#text", STORY)
        expect(shown(playground)).to_have_text(STORY, timeout=10_000)


def test_a_text_beyond_the_limit_is_refused_with_a_sentence(playground):
    playground.evaluate("area = document.querySelector('#text'); area.value = 'x'.repeat(6000000);"
                        "area.dispatchEvent(new Event('input'))")  # fmt: skip
    expect(playground.locator("#fault")).to_contain_text("more than the 6,000,000 that are taken")
