"""A real browser for the pages: Chromium, headless, driven by Playwright."""

import pytest

from benchmarks.browser import installed, started


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once a worker; tests are skipped where there is none."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if installed() is None:
        pytest.skip("no Chromium is installed")
    with started() as browser:
        yield browser


@pytest.fixture
def tolerated():
    """What the console may say in a test: texts that a message begins with, put into this list."""
    return []


@pytest.fixture
def page(chromium, tolerated):
    """A page of a fresh context. A test fails on an error in a script, on a breach of the content security policy and
    on any request that leaves this machine."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: faults.append(asked.url) if _leaves(asked.url) else None)
    yield page
    context.close()
    faults = [fault for fault in faults if not fault.startswith(tuple(tolerated))]
    assert not faults, faults


def _leaves(url):
    return not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:", "about:"))


@pytest.fixture
def accessible():
    """Asserts that axe finds nothing serious on a page: `accessible(page)`."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()

    def check(page):
        found = axe.run(page).response["violations"]
        grave = [one for one in found if one["impact"] in ("serious", "critical")]
        assert not grave, [(one["id"], one["help"], [node["html"] for node in one["nodes"]][:3]) for one in grave]

    return check


@pytest.fixture(scope="session")
def address(start_server):
    """Where `cleaner serve` serves its playground."""
    return start_server("--max-bytes", "6000000").url


@pytest.fixture
def playground(page, address):
    """The playground, with its first sample explained."""
    page.goto(address)
    page.wait_for_selector("#cuts tbody tr")
    return page
