"""HTML through each extractor."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import CleanerError
from cleaner.extract import NAMES, NoText, extract

STORY = (
    "Divers from Port Wenlow have raised the bell of a grain ship that went down in a gale in 1911.",
    "The bell lay under four metres of sand and was found by a fisherman whose net would not come up.",
    "It will be shown in the old customs house from June, once the salt has been washed out of it.",
    "The museum's keeper said that the clapper is missing and that nobody is going to look for it.",
)
OTHERS = ("Bakery on Tanner Row shuts", "Lock gates to be painted green", "Choir wants tenors", "Snow blocks the pass")
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Bell of a lost ship raised | Wenlow Gazette</title>
<script>window.wenlow = {{"page": 7}};</script></head>
<body><header><nav><ul>{links}</ul></nav></header>
<main><article><h1>Bell of a lost ship raised</h1>
{paragraphs}
<form><input name="email" value="Your address here"><button>Send me the letter</button></form></article></main>
<aside><ul>{links}</ul></aside><noscript>Please allow scripts on this page.</noscript>
<section class="comments" id="comments"><p>Rolf: my grandmother heard it ring, she said so every winter.</p></section>
<footer><p>Wenlow Gazette, Tollhouse Lane 9</p></footer></body></html>
"""


def page(paragraphs):
    links = "".join(f'<li><a href="/{i}">{other}</a></li>' for i, other in enumerate(OTHERS))
    return PAGE.format(links=links, paragraphs="\n".join(f"<p>{each}</p>" for each in paragraphs))


@pytest.fixture(params=NAMES)
def extractor(request):
    return request.param


def test_a_page_gives_its_story_a_paragraph_a_line(extractor):
    lines = [line for line in extract(page(STORY), extractor).split("\n") if line]
    assert [line for line in lines if line in STORY] == list(STORY)


def test_what_stands_around_the_story_is_left_out(extractor):
    text = extract(page(STORY), extractor)
    for other in (*OTHERS, "Your address here", "Please allow scripts", "my grandmother heard", "wenlow =", "<"):
        assert other not in text


def test_a_page_of_the_fixtures(fixtures, extractor):
    text = extract((fixtures / "raw" / "token.html").read_text("utf-8"), extractor)
    assert text.count("\n") >= 4
    assert "The missing sum is about four per cent" in text


@pytest.mark.parametrize("nothing", ["", " \n", "<html><body></body></html>", "<script>var story = 1;</script>"])
def test_a_page_without_an_article(nothing, extractor):
    with pytest.raises(NoText, match="no article text"):
        extract(nothing, extractor)


def test_the_extractor_is_trafilatura_unless_another_is_named():
    assert NAMES == ("trafilatura", "trafilatura-fast", "resiliparse")
    assert extract(page(STORY)) == extract(page(STORY), "trafilatura")


def test_an_unknown_extractor_is_named_beside_those_there_are():
    with pytest.raises(CleanerError, match=r"'trafilature': there are trafilatura, trafilatura-fast, resiliparse$"):
        extract(page(STORY), "trafilature")


def test_resiliparse_need_not_be_installed(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == "resiliparse"] or ["resiliparse"]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(CleanerError, match=r"^resiliparse is not installed: pip install 'cleaner\[resiliparse\]'$"):
        extract(page(STORY), "resiliparse")
    assert extract(page(STORY))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.permutations(STORY), min_size=1, max_size=4))
def test_no_text_depends_on_the_pages_before(orders):
    pages = [page(order) for order in orders]
    for name in NAMES:
        there = [extract(each, name) for each in pages]
        back = [extract(each, name) for each in reversed(pages)]
        assert there == back[::-1]


def test_a_lone_surrogate_costs_a_page_no_more_than_itself():
    assert STORY[1] in extract(page(["The bell\ud800 weighs ninety kilograms.", *STORY]), "resiliparse")


def test_resiliparse_keeps_bylines_and_marks_lists():
    items = "".join(f"<li>{each}</li>" for each in ("the bell", "a lamp", "two plates"))
    html = page(STORY).replace("</h1>", f'</h1><p class="byline">By Ilse Varn</p><div><ul>{items}</ul></div>')
    lines = [line.strip() for line in extract(html, "resiliparse").split("\n")]
    assert "By Ilse Varn" in lines and "• a lamp" in lines
