"""The manual's site: it is built, all of its links lead somewhere, and it asks nobody for anything."""

import json
import re
from functools import cache
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from lxml import html

from cleaner.filters.base import kinds
from cleaner.pipeline import known_rules
from cleaner.record import CLASSES
from cleaner.schema import parts_schema, pipeline_schema, rule_schema

ROOT = "http://site/"
_LOADED = ("//script/@src", "//img/@src", "//iframe/@src", "//source/@src", "//link[not(@rel='canonical')]/@href")


@pytest.fixture(scope="module")
def pages(site):
    """Every page, parsed, by its path."""
    return {path.relative_to(site).as_posix(): html.parse(path).getroot() for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_to_a_page_or_file_and_to_a_place_on_it(site, pages):
    @cache
    def places(page):
        return {*pages[page].xpath("//@id"), *pages[page].xpath("//a/@name")}

    checked = 0
    for name, page in pages.items():
        if name == "404.html":
            continue  # its links are those of the other pages, from the root of a host
        for link in page.xpath("//a/@href"):
            if urlsplit(link).scheme:
                assert urlsplit(link).scheme == "https", (name, link)
                continue
            target, fragment = urldefrag(urljoin(ROOT + name, link))
            path = unquote(target.removeprefix(ROOT)) or "index.html"
            assert (site / path).is_file(), (name, link)
            if fragment and path in pages:
                assert unquote(fragment) in places(path), (name, link)
            checked += 1
    assert checked > 1000


def test_nothing_is_loaded_from_elsewhere(site, pages):
    for name, page in pages.items():
        for way in _LOADED:
            for address in page.xpath(way):
                assert not urlsplit(address).scheme and not address.startswith("//"), (name, address)
                if name != "404.html":
                    assert (site / urldefrag(urljoin(ROOT + name, address))[0].removeprefix(ROOT)).exists(), address
    for path in site.rglob("*.css"):
        for address in re.findall(r"(?:url\(|@import\s*)['\"]?([^'\")\s]+)", path.read_text("utf-8")):
            assert address.startswith(("data:", "#")) or not re.match(r"[a-z]*:?//", address), (path.name, address)


def test_every_rule_has_its_place_with_its_cut_struck_out(pages, pipeline):
    by_class = {name: pages[f"classes/{name}.html"] for name in CLASSES}
    shown = {name: set(page.xpath("//details[@class='rule']/@id")) for name, page in by_class.items()}
    for name in CLASSES:
        assert shown[name] == {rule.id for rule in pipeline.rules if rule.noise_class == name}
    for page in by_class.values():
        for block in page.xpath("//details[@class='rule']"):
            assert block.xpath(".//pre/del") and block.xpath(".//pre[not(del)]"), block.get("id")


def test_what_is_struck_out_is_what_the_example_says(pages):
    rule = next(rule for rule in known_rules() if rule.id == "teaser.en-read-more-label")
    block = pages["classes/teaser.html"].get_element_by_id(rule.id)
    (first, *_) = block.xpath(".//pre[del]")
    said = re.search("⟦(.*?)⟧", rule.examples.removes[0], re.DOTALL)[1]
    assert said.strip() in "".join(first.xpath(".//del//text()"))
    assert first.text_content().strip() == rule.examples.removes[0].replace("⟦", "").replace("⟧", "").strip()


def test_every_field_of_the_rule_language_is_told(pages):
    text = pages["rule-language.html"].text_content()
    schema = rule_schema()
    models = [schema, pipeline_schema(), *schema["$defs"].values()]
    models = [model for model in models if model.get("title") not in ("ZoneOptions",)]
    for model in models:
        for name in model.get("properties", {}):
            assert re.search(rf"\b{re.escape(name)}\b", text), name
    assert all(pages["rule-language.html"].get_element_by_id(f"kind-{kind}") is not None for kind in kinds())


def test_the_schemas_are_published(site):
    assert json.loads((site / "schema" / "rules.json").read_text("utf-8")) == rule_schema()
    assert json.loads((site / "schema" / "parts.json").read_text("utf-8")) == parts_schema()
    assert json.loads((site / "schema" / "pipeline.json").read_text("utf-8")) == pipeline_schema()


def test_pages_are_light(site):
    sizes = {path.name: path.stat().st_size for path in (site / "classes").glob("*.html")}
    assert max(sizes.values()) < 1_200_000, sizes
    assert (site / "search" / "search_index.json").stat().st_size < 2_000_000
