"""The page: one file, allowed to run nothing but its own script, the same for the same documents."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.page import build, hashed
from tests.review.made import made

CASES = [made(f"d{number}", "⟦ad|Advertisement\n⟧The dig began in May.\n") for number in range(3)]


class Seen(HTMLParser):
    """What a page has: its policy, its inline scripts and styles, all its tags."""

    def __init__(self, page):
        super().__init__()
        self.policy, self.tags, self.inline, self.data, self._inside = "", [], {"script": "", "style": ""}, {}, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        self._inside = (tag, attrs.get("id")) if tag in ("script", "style") else None
        if attrs.get("http-equiv") == "Content-Security-Policy":
            self.policy = attrs["content"]

    def handle_endtag(self, tag):
        self._inside = None

    def handle_data(self, data):
        if self._inside and self._inside[1]:
            self.data[self._inside[1]] = data
        elif self._inside:
            self.inline[self._inside[0]] += data


def test_the_policy_allows_the_pages_own_script_and_style_and_nothing_else():
    seen = Seen(build(CASES))
    directives = dict(part.strip().split(" ", 1) for part in seen.policy.split(";"))
    assert directives["script-src"] == hashed(seen.inline["script"])
    assert directives["style-src"] == hashed(seen.inline["style"])
    assert directives["default-src"] == "'none'" and directives["connect-src"] == "'self'"
    assert "unsafe" not in seen.policy


def test_nothing_is_fetched_and_nothing_runs_from_attributes():
    for tag, attrs in Seen(build(CASES)).tags:
        assert not {"src", "href", "style", "action"} & set(attrs), tag
        assert not any(name.startswith("on") for name in attrs), tag


def test_scripts_make_no_markup_of_text():
    script = Seen(build(CASES)).inline["script"]
    words = (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "</script",
        "<!--",
    )
    assert not [word for word in words if word in script]
    assert script.count('"use strict"') == script.count("(function () {"), (
        "each script is strict, and in a scope of its own"
    )


@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_no_text_gets_out_of_its_place(text):
    page = build([made("a", "x"), *([] if "⟦" in text or "⟧" in text else [made(text, "y" + text)])], title=text)
    plain = build([], title="")
    assert [tag for tag, _ in Seen(page).tags if tag != "script"] == [
        tag for tag, _ in Seen(plain).tags if tag != "script"
    ]
    assert Seen(page).policy == Seen(plain).policy


def test_the_same_documents_give_the_same_page_and_others_another():
    assert build(CASES) == build(CASES)
    assert build(CASES[:2]) != build(CASES)


def test_chunks_stand_behind_the_script_so_that_the_page_is_there_at_once():
    page = build(CASES)
    assert page.index('id="index"') < page.index("<script>") < page.index('id="chunk-0"')
    assert re.search(r"</script>\n</body>\n</html>\n$", page)
