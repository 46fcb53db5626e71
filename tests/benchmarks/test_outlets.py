import json
from collections import Counter, defaultdict
from functools import cache

import pytest

from benchmarks.houses import House, houses
from benchmarks.outlets import Article, articles, json_lines
from cleaner.spans import Span, cut

OUTLETS, EACH = 10, 100


@cache
def corpus() -> dict[str, list[Article]]:
    """The articles by outlet."""
    found = defaultdict(list)
    for article in articles(OUTLETS, EACH):
        found[article.source].append(article)
    return dict(found)


def each_house() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("house", houses(OUTLETS), ids=lambda house: house.host.split(".")[0])


def test_the_same_seed_gives_the_same_corpus_and_another_seed_another():
    first = list(json_lines(4, 10, seed=1))
    assert first == list(json_lines(4, 10, seed=1))
    assert first != list(json_lines(4, 10, seed=2))


def test_an_article_that_is_no_copy_does_not_depend_on_how_many_outlets_there_are():
    few = {each.id: each for each in articles(3, 20) if not each.original}
    many = {each.id: each for each in articles(6, 20) if not each.original}
    assert few.items() <= many.items()


def test_there_are_as_many_articles_as_asked_in_order_of_time():
    assert len(corpus()) == OUTLETS
    for found in corpus().values():
        assert len({each.id for each in found}) == EACH
        assert [each.date for each in found] == sorted(each.date for each in found)


def test_more_outlets_than_houses_are_houses_under_other_hosts():
    assert len({house.host for house in houses(25)}) == 25


def test_gold_is_the_text_with_the_noise_cut_out_and_nothing_else():
    for record in map(json.loads, json_lines(OUTLETS, 5)):
        spans = [Span(start, end) for start, end, _, _ in record["noise"]]
        assert all(a.end <= b.start for a, b in zip(spans, spans[1:], strict=False))
        assert all(0 <= span.start < span.end <= len(record["text"]) for span in spans)
        assert record["gold"] == cut(record["text"], spans)


@each_house()
def test_gold_has_no_blank_line_too_many_and_no_slot_is_left(house: House):
    for article in corpus()[house.host]:
        assert article.gold == article.gold.strip("\n") + "\n"
        assert "\n\n\n" not in article.gold
        if house.gap == "\n":
            assert "\n\n" not in article.text
        assert not set("{}") & set(article.text)


@each_house()
def test_every_element_stands_in_about_the_share_of_articles_it_promises(house: House):
    assert 8 <= len(house.elements) <= 15
    seen = Counter(name for article in corpus()[house.host] for name in {each.element for each in article.noise})
    for element in house.elements:
        assert abs(seen[element.name] / EACH - element.share) < 0.2, element.name


@each_house()
def test_elements_stand_where_they_promise(house: House):
    places = {element.name: element.place for element in house.elements}
    for article in corpus()[house.host]:
        order = [places[each.element] for each in article.noise]
        assert order == sorted(order, key=lambda place: (place != "head", place == "tail"))
        for each in article.noise:
            match places[each.element]:
                case "head" | "between":
                    assert article.text[: each.start].endswith(("", house.gap)[each.start > 0])
                    assert article.text[: each.end].endswith(house.gap)
                case "tail":
                    assert article.text[each.start :].startswith(house.gap)
                case _:
                    assert "\n" not in article.text[each.start : each.end]


def test_outlets_have_no_wordings_in_common():
    owners = defaultdict(set)
    for house in houses(OUTLETS):
        for element in house.elements:
            for text in element.texts:
                owners[text].add(house.host)
    # A list of initials is what it is everywhere, and so is a name alone.
    assert {text for text, hosts in owners.items() if len(hosts) > 1} <= {" ({ini}/{ini})"}


@each_house()
def test_background_sentences_recur_and_gold_keeps_them(house: House):
    for each in house.background:
        having = [article for article in corpus()[house.host] if each.text in article.text]
        assert all(article.text.count(each.text) == article.gold.count(each.text) for article in having)
        assert len(having) <= 0.25 * EACH
    assert sum(each.text in article.gold for each in house.background for article in corpus()[house.host]) > 10


@each_house()
def test_headings_names_and_openings_of_forms_are_in_gold(house: House):
    for form in house.forms:
        whole = [row for row in form.rows.split("\n") if row and "{" not in row]
        having = [article for article in corpus()[house.host]
                  if (form.first and article.gold.startswith(form.first))
                  or (whole and set(whole) <= set(article.gold.split("\n")))]  # fmt: skip
        assert having or form.share < 0.1, form.name
        assert all(row in article.gold.split("\n") for article in having for row in whole)
    if any("\n{other}" in form.rows for form in house.forms):
        lines = Counter(line for article in corpus()[house.host] for line in article.gold.split("\n"))
        assert sum(lines[name] for name in house.people) > 5


def test_a_tenth_are_copies_of_another_story_and_still_differ_from_it():
    known = {article.id: article for found in corpus().values() for article in found}
    copies = [article for article in known.values() if article.original]
    assert 0.05 < len(copies) / len(known) < 0.15
    for copy in copies:
        host, number = copy.original.rsplit("/", 1)
        original = known[f"{host}/{int(number):05d}"]
        assert not original.original and original.id != copy.id
        common = len(set(_sentences(original)) & set(_sentences(copy))) / len(set(_sentences(copy)))
        assert common > 0.3, (copy.id, original.id)
        assert original.gold != copy.gold
    assert any(copy.source != copy.original.rsplit("/", 1)[0] for copy in copies)
    assert max(Counter(copy.original for copy in copies).values()) > 2


def _sentences(article: Article) -> list[str]:
    marked = article.gold
    for mark in ".!?。！？":
        marked = marked.replace(mark, "\n")
    return [each.strip() for each in marked.split("\n") if each.strip()]


def test_stories_are_different_stories():
    """Of the long lines of gold hardly any stands in more than one story, but for copies and background."""
    for house in houses(OUTLETS):
        told = [article for article in corpus()[house.host] if not article.original]
        lines = Counter(line for article in told for line in set(article.gold.split("\n")) if len(line) > 60)
        background = {each.text for each in house.background}
        again = [line for line, times in lines.items() if times > 1 and line not in background]
        assert len(again) <= 0.005 * len(lines), again
