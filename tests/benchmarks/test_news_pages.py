import re
from itertools import islice

import pytest

from benchmarks.clock import Times
from benchmarks.corpus import articles
from benchmarks.news_pages import LARGEST, SMALLEST, news_pages
from benchmarks.parts.extractors import Chain, quality, share, text_of
from cleaner import Pipeline
from cleaner.extract import NAMES


@pytest.fixture(scope="module")
def pages():
    return list(news_pages(24, seed=4))


def test_the_same_seed_gives_the_same_pages_and_another_seed_others(pages):
    assert list(news_pages(24, seed=4)) == pages
    assert list(news_pages(24, seed=5)) != pages


def test_pages_are_as_large_as_they_should_be_and_mostly_not_article(pages):
    for page in pages:
        size = len(page.html.encode())
        assert 0.9 * SMALLEST < size < 1.2 * LARGEST
        assert size > len(page.story.encode())
    assert sum(len(page.story.encode()) for page in pages) < sum(len(page.html.encode()) for page in pages) / 5


def test_the_story_is_the_article_without_its_noise():
    for article in islice(articles(10**9, seed=4), 30):
        rows = iter(article.text.split("\n\n"))
        for paragraph in article.story.strip("\n").split("\n\n"):
            assert any(row.strip("\n").endswith(paragraph) for row in rows), (
                article.number
            )  # a dateline may stand before


def test_pages_of_one_language():
    assert {page.language for page in news_pages(5, seed=4, language="en")} == {"en"}


@pytest.mark.parametrize("extractor", NAMES)
def test_every_layout_is_a_page_in_which_the_story_is_found(extractor):
    lost = []
    for page in news_pages(12, seed=4, language="en"):
        words = re.findall(r"\w+", text_of(page.html, extractor=extractor))
        longest = max(page.story.split("\n"), key=len)
        if " ".join(re.findall(r"\w+", longest)) not in " ".join(words):
            lost.append(longest)
    assert len(lost) < 2, lost  # an extractor may lose a paragraph on its own account


def test_a_chain_tells_what_each_of_its_links_took():
    chain = Chain("resiliparse", Pipeline([]))
    whole = chain.extracting_and_cleaning([page.html for page in news_pages(3)])
    assert whole == pytest.approx(chain.cleaning() + chain.extracting())
    assert chain.cleaning() > 0 and chain.extracting() > 0


def test_the_share_is_of_the_extractors_time_in_the_same_rounds():
    times = Times({"cleaner behind trafilatura": [1.0, 4.0, 3.0], "trafilatura before cleaner": [20.0, 40.0, 20.0]})
    figure = share("trafilatura", times, 100)
    assert (figure.value, figure.floor) == (30.0, 200.0)
    assert figure.ratio == pytest.approx(0.1) and figure.note == "below 0.1: NOT reached"


def test_f1_as_cleaned_stands_beside_f1_as_extracted():
    pages = list(news_pages(6, seed=4, language="en"))
    untouched = quality("resiliparse", pages, Pipeline([]))
    assert untouched.value == untouched.floor and 50 < untouched.floor < 100
    cleaned = quality("resiliparse", pages, Pipeline.load())
    assert cleaned.floor == untouched.floor < cleaned.value
