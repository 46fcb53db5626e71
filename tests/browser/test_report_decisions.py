"""Decisions on the page: right, wrong, missed; undone, downloaded, read again, sent to whoever serves the page."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from cleaner.bench.figures import wilson
from tests.browser.reports import CASES, HARBOUR, MILL, opened, written
from tests.review.made import made

expect = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed").expect
FIELDS = {"sha256", "document", "source", "language", "start", "end", "text", "verdict", "class", "rule", "certainty",
          "original", "at"}  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return written(tmp_path_factory.mktemp("report"), CASES)


@pytest.fixture
def report(page, address):
    return opened(page, address)


def downloaded(page):
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download decisions").click()
    assert saved.value.suggested_filename == "decisions.jsonl"
    return [json.loads(line) for line in saved.value.path().read_text("utf-8").splitlines()]


def select(page, words):
    """Select some words of the text on the page, as a pointer would."""
    page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector(".doc"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
          throw new Error("not there");
        }""",
        words,
    )


def test_right_and_wrong_are_downloaded_with_all_that_a_decision_has(report):
    report.keyboard.press("j")
    expect(report.locator(".card")).to_contain_text("1 of 4")
    report.keyboard.press("r")
    expect(report.locator(".card")).to_contain_text("2 of 4")
    report.get_by_role("button", name="Wrong").click()
    expect(report.locator(".doc .cut--teaser").first).to_have_class("cut cut--teaser is-high is-wrong")
    right, wrong = downloaded(report)
    assert set(right) == FIELDS and (right["verdict"], wrong["verdict"]) == ("right", "wrong")
    removal = HARBOUR.record["removals"][1]
    for name in ("start", "end", "class", "rule", "certainty", "text"):
        assert wrong[name] == removal[name]
    assert (wrong["sha256"], wrong["original"]) == (HARBOUR.record["sha256"], HARBOUR.original)
    assert (wrong["document"], wrong["source"], wrong["language"]) == ("quay/harbour.txt", "quay", "en")
    assert wrong["original"][wrong["start"] : wrong["end"]] == wrong["text"]


def test_the_last_word_wins_and_undo_withdraws(report):
    report.keyboard.press("j")
    expect(report.locator(".card")).to_be_visible()
    report.keyboard.press("r")
    report.keyboard.press("p")
    report.keyboard.press("w")
    report.keyboard.press("u")
    expect(report.locator(".card")).to_contain_text("1 of 4")
    expect(report.get_by_role("button", name="Wrong")).to_have_attribute("aria-pressed", "false")
    expect(report.locator("#save")).to_have_text("Download decisions")
    assert [one["verdict"] for one in downloaded(report)] == ["right", "wrong", None]


def test_keys_do_nothing_while_somebody_types(report):
    report.keyboard.press("j")
    expect(report.locator(".card")).to_be_visible()
    report.keyboard.press("/")
    report.keyboard.type("rwrw")
    expect(report.locator("#search")).to_have_value("rwrw")
    expect(report.locator("#save")).to_be_disabled()


def test_kept_text_is_selected_and_marked_as_what_should_go(report):
    report.keyboard.press("j")
    expect(report.locator(".card")).to_be_visible()
    select(report, "Ring the newsroom if you know more.")
    expect(report.locator(".choose")).to_be_visible()
    report.keyboard.press("m")
    report.keyboard.press("p")
    report.keyboard.press("m")
    expect(report.locator(".doc .missed")).to_have_text("Ring the newsroom if you know more.")
    (one,) = downloaded(report)
    assert (one["verdict"], one["class"], one["rule"], one["certainty"]) == ("missed", "promo", None, None)
    assert one["text"] == HARBOUR.original[one["start"] : one["end"]] == "Ring the newsroom if you know more."
    report.get_by_role("button", name="Withdraw").click()
    expect(report.locator(".doc .missed")).to_have_count(0)


def test_a_cut_is_not_offered_as_kept_text(report):
    report.keyboard.press("j")
    expect(report.locator(".card")).to_be_visible()
    select(report, "bronze bell")
    expect(report.locator(".choose")).to_be_hidden()
    select(report, "Nobody laughed")
    expect(report.locator(".choose")).to_be_visible()


def test_a_veto_can_be_told_to_have_been_wrong(report):
    report.keyboard.press("j")
    report.locator(".doc .veto").click()
    report.get_by_role("button", name="Should have gone").click()
    (one,) = downloaded(report)
    assert (one["verdict"], one["class"], one["rule"], one["text"]) == ("missed", "teaser", None, "Read more slowly")


def test_an_earlier_file_is_read_and_precision_by_rule_shown(report, tmp_path):
    removal = MILL.record["removals"][0]
    base = {"sha256": MILL.record["sha256"], "document": "mill/wehr.txt", "original": None, "class": "promo"}
    base |= {"rule": "promo.test", "certainty": 0.9, "start": removal["start"], "end": removal["end"], "text": "x"}
    lines = [json.dumps(base | {"verdict": verdict}) for verdict in ("wrong", "right")]
    lines += [json.dumps(base | {"sha256": f"{number}", "verdict": "right"}) for number in range(8)]
    lines += [json.dumps(base | {"sha256": "9", "verdict": "wrong"}), "no decision", ""]
    (tmp_path / "earlier.jsonl").write_text("\n".join(lines))
    report.get_by_role("button", name="Decisions", exact=True).click()
    report.locator("#earlier").set_input_files(tmp_path / "earlier.jsonl")
    expect(report.get_by_role("alert")).to_have_text("11 decisions read from earlier.jsonl. 1 line are no decisions.")
    least, most = wilson(9, 10)
    row = report.get_by_role("region", name="Precision by rule").get_by_role("row", name="promo.test")
    expect(row).to_contain_text(
        f"Newsletter prompt9190 % {least:.0%} to {most:.0%}".replace("%", " %").replace("  ", " ")
    )
    report.get_by_role("listbox").get_by_role("option", name="mill/wehr.txt").click()
    expect(report.get_by_role("button", name="Right")).to_have_attribute("aria-pressed", "true")
    assert downloaded(report)[1]["original"] == MILL.original, "what this report has is put in"


def test_decisions_are_kept_in_the_browser_until_they_are_downloaded(report):
    report.keyboard.press("j")
    expect(report.locator(".card")).to_be_visible()
    report.keyboard.press("r")
    expect(report.locator("#save")).to_have_text("Download decisions (1)")
    leaving = []
    report.on("dialog", lambda dialog: (leaving.append(dialog.type), dialog.accept()))
    report.reload()
    expect(report.locator("#save")).to_have_text("Download decisions (1)")
    assert leaving == ["beforeunload"]
    (one,) = downloaded(report)
    assert one["original"] == HARBOUR.original
    report.reload()
    expect(report.locator("#save")).to_have_text("Download decisions (1)")
    assert leaving == ["beforeunload"], "what is saved may be left"


def test_what_is_suggested_next_comes_one_after_the_other(report):
    report.keyboard.press("s")
    expect(report.locator(".card")).to_be_visible()
    seen = []
    for _ in range(3):
        expect(report.locator(".verdict[aria-pressed=true]")).to_have_count(0)
        seen.append(report.evaluate("Cleaner.page.decisions.log.length"))
        report.keyboard.press("r")
        expect(report.locator("#save")).to_have_text(f"Download decisions ({len(seen)})")
        expect(report.locator("#told")).to_have_text("Suggested next.")
    assert len({(one["sha256"], one["start"]) for one in downloaded(report)}) == 3


def test_of_documents_that_share_a_name_each_has_its_own_decisions(page, tmp_path):
    report = opened(page, written(tmp_path, [made("same", f"⟦ad|Ad {number}.\n⟧Story.\n") for number in range(3)]))
    report.keyboard.press("j")
    expect(report.locator(".doc .cut")).to_have_text("Ad 0.↵")
    report.keyboard.press("w")
    expect(report.locator("#row-0 .row-decided")).to_have_text("✓ 1")
    expect(report.locator(".row-decided")).to_have_count(1)
    expect(report.locator(".doc .cut")).to_have_text("Ad 1.↵")
    report.keyboard.press("u")
    expect(report.locator(".doc .cut")).to_have_text("Ad 0.↵")


@contextmanager
def serving(page):
    """The page on this machine, and a disk that refuses the first decision it is sent."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            told = self.headers.get("X-Cleaner-Token") == "secret"
            self.answer(200, b"[]" if self.path == "/decisions" and told else page)

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, self.headers["X-Cleaner-Token"], self.headers["Content-Type"], body))
            self.answer(503 if len(asked) == 1 else 200, b"{}")

        def answer(self, code, body):
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def test_a_served_page_sends_each_decision_and_again_what_did_not_get_there(chromium, tmp_path):
    written(tmp_path, CASES)
    context = chromium.new_context()
    with serving((tmp_path / "report.html").read_bytes()) as (here, asked):
        report = opened(context.new_page(), f"{here}?token=secret")
        expect(report.locator("#found")).to_have_text("5 documents")
        report.keyboard.press("j")
        assert "secret" not in report.url
        expect(report.locator(".card")).to_contain_text("1 of 4")
        report.keyboard.press("r")
        expect(report.get_by_role("alert")).to_contain_text("Not saved to disk yet: 503")
        report.keyboard.press("w")
        expect(report.get_by_role("alert")).to_be_hidden()
        assert [len(body) for *_, body in asked] == [1, 2]
        assert asked[1][:3] == ("/decisions", "secret", "application/json")
        assert [one["verdict"] for one in asked[1][3]] == ["right", "wrong"]
        assert set(asked[1][3][0]) == FIELDS and asked[1][3][0]["original"] == HARBOUR.original
    context.close()


def test_decisions_on_very_long_documents_go_one_by_one(chromium, tmp_path):
    story = "Nobody laughed.\n" * 280_000  # two of these are more than one request takes
    written(tmp_path, [made(f"long {number}", f"⟦ad|Ad {number}.\n⟧{story}") for number in range(2)])
    context = chromium.new_context()
    with serving((tmp_path / "report.html").read_bytes()) as (here, asked):
        report = opened(context.new_page(), f"{here}?token=secret")
        report.keyboard.press("j")
        expect(report.locator(".doc .cut").first).to_have_text("Ad 0.↵")
        report.keyboard.press("w")
        expect(report.get_by_role("alert")).to_contain_text("Not saved to disk yet: 503")
        expect(report.locator(".doc .cut").first).to_have_text("Ad 1.↵")
        report.keyboard.press("w")
        expect(report.get_by_role("alert")).to_be_hidden()
        assert [[one["document"] for one in body] for *_, body in asked] == [["long 0"], ["long 0"], ["long 1"]]
    context.close()
