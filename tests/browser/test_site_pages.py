"""The manual's site in a browser."""

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site and says nothing."""

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address(site):
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_start_page(page, address, accessible, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    assert page.title() == "Start - cleaner"
    page.locator(".md-content").get_by_role("link", name="quick start").first.wait_for()
    accessible(page)


def test_a_class_shows_its_rules_and_what_they_cut(page, address, accessible):
    page.goto(address + "classes/title.html")
    rule = page.locator("[id='title.echo']")
    cut = rule.locator("del").first
    assert not cut.is_visible()
    rule.locator("summary").click()
    cut.wait_for()
    assert "Lighthouse keeper retires" in cut.inner_text()
    accessible(page)


def test_a_link_to_a_rule_opens_it(page, address):
    page.goto(address + "classes/title.html#title.echo")
    page.locator("[id='title.echo'] del").first.wait_for()
    assert page.locator("details.rule[open]").count() == 1


def test_a_page_is_found_by_its_words(page, address):
    page.goto(address)
    page.get_by_role("textbox", name="Search").press_sequentially("dateline")
    page.locator(".md-search-result__item a").first.wait_for()


def test_a_page_can_be_read_from_a_disk(page, site):
    page.goto((site / "index.html").as_uri())
    page.locator(".md-content").get_by_role("link", name="FAQ").click()
    page.get_by_role("heading", level=1).wait_for()
    assert page.url.endswith("/faq.html")
