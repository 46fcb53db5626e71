"""The server of the review page: who is let in, what gets to disk, and what a browser is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.review import server
from cleaner.review.decisions import merged
from cleaner.review.journal import append, read
from cleaner.review.locks import same, stranger
from tests.review.strategies import decided, decisions

testclient = pytest.importorskip("starlette.testclient", reason="Starlette is not installed")

PORT = 8765
HERE = f"http://127.0.0.1:{PORT}"
PAGE = "<!doctype html><title>Review</title><p>Ünder review</p>"
TEXT = "The bell rang twice.\nHark: the ferry is late\nNobody came."
ONE = decided(TEXT, "Hark: the ferry is late")
OTHER = decided(TEXT, "Nobody came.", "missed")


class Served:
    def __init__(self, folder):
        self.page = folder / "page.html"
        self.page.write_text(PAGE, "utf-8")
        self.file = folder / "out" / "decisions.jsonl"
        self.saved = []
        app = server.app(self.page, self.file, "the-token", PORT, self.saved.append)
        self.client = testclient.TestClient(app, base_url=HERE)

    def post(self, some, **headers):
        body = some if isinstance(some, bytes) else json.dumps([each.data() for each in some]).encode()
        known = {"X-Cleaner-Token": "the-token", "Content-Type": "application/json"}
        return self.client.post("/decisions", content=body, headers=known | headers)


@pytest.fixture
def served(tmp_path):
    return Served(tmp_path)


def test_the_page_with_the_token_alone(served):
    answer = served.client.get("/?token=the-token")
    assert answer.status_code == 200 and answer.text == PAGE
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert served.client.get("/").text == PAGE  # loaded again
    assert served.client.get("/decisions").status_code == 403
    assert served.client.get("/?token=the-tokem").status_code == 403
    served.client.cookies.clear()
    for address in ("/", "/?token=", "/?token=the-tokem", "/?token=the-token-", "/?token=%ff"):
        refused = served.client.get(address)
        assert refused.status_code == 403 and "printed" in refused.text


def test_what_is_decided_is_on_disk_before_the_answer(served):
    assert served.client.get("/decisions", headers={"X-Cleaner-Token": "the-token"}).json() == []
    assert served.post([ONE, OTHER]).json() == {"saved": 2}
    assert read(served.file).decisions == (ONE, OTHER)
    withdrawn = decided(TEXT, "Nobody came.", None, rule=None)
    assert served.post([withdrawn]).status_code == 200
    assert read(served.file).decisions == (ONE, OTHER, withdrawn)
    answer = served.client.get("/decisions", headers={"X-Cleaner-Token": "the-token"})
    assert answer.json() == [ONE.data()]
    assert served.saved == [2, 1]


@given(st.lists(decisions(), max_size=4), st.lists(decisions(), max_size=4))
def test_what_is_posted_is_what_is_got(tmp_path_factory, before, some):
    served = Served(tmp_path_factory.mktemp("served"))
    append(served.file, before)
    assert served.post(some).status_code == 200
    answer = served.client.get("/decisions", headers={"X-Cleaner-Token": "the-token"})
    assert answer.json() == [each.data() for each in merged([*before, *some])]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Cleaner-Token": ""},
        {"X-Cleaner-Token": "the-tokem"},
        {"Host": "evil.example"},
        {"Host": f"evil.example:{PORT}"},
        {"Host": "127.0.0.1"},
        {"Host": f"127.0.0.1:{PORT + 1}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": f"http://127.0.0.1:{PORT + 1}"},
        {"Origin": f"http://localhost:{PORT}"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_strangers_are_let_do_nothing(served, headers):
    assert served.post([ONE], **headers).status_code == 403
    token = {"X-Cleaner-Token": "the-token"} | headers
    assert served.client.get("/decisions", headers=token).status_code == 403
    if "X-Cleaner-Token" not in headers:
        assert served.client.get("/?token=the-token", headers=headers).status_code == 403
    assert not served.file.exists()


def test_this_machine_by_either_name_is_let_in(served):
    for host in (f"127.0.0.1:{PORT}", f"localhost:{PORT}"):
        headers = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        assert served.post([ONE], **headers).status_code == 200
    assert not stranger({"host": "localhost"}, 80)
    assert stranger({}, 80)


@pytest.mark.parametrize(
    ("body", "headers", "status", "said"),
    [
        (b"[", {}, 422, "not JSON"),
        (b"[" * 100_000, {}, 422, "not JSON"),
        (b"{}", {}, 422, "not an array"),
        (b"[{}]", {}, 422, "decision 1: 'sha256' is missing"),
        (b"[]", {"Content-Type": "text/plain"}, 415, "application/json"),
    ],
)
def test_what_is_no_array_of_decisions_is_refused(served, body, headers, status, said):
    answer = served.post(body, **headers)
    assert answer.status_code == status and said in answer.text
    assert not served.file.exists()


def test_all_of_a_request_is_saved_or_nothing(served):
    bad = json.dumps([ONE.data(), OTHER.data() | {"class": "noise"}]).encode()
    answer = served.post(bad)
    assert answer.status_code == 422 and "decision 2: 'class' is 'noise'" in answer.text
    assert not served.file.exists() and not served.saved


def test_too_much_at_once(served, monkeypatch):
    monkeypatch.setattr(server, "LARGEST", 10)
    assert served.post([ONE]).status_code == 413
    assert served.post([]).status_code == 200


def test_a_disk_that_does_not_take_it(served):
    served.file.parent.mkdir()
    served.file.mkdir()
    answer = served.post([ONE])
    assert answer.status_code == 500 and "Is a directory" in answer.text
    served.file.rmdir()
    served.file.write_text("{}\n", "utf-8")
    answer = served.client.get("/decisions", headers={"X-Cleaner-Token": "the-token"})
    assert answer.status_code == 500 and "decisions.jsonl:1: 'sha256' is missing" in answer.text


def test_each_answer_tells_the_browser_to_be_careful(served):
    answers = [
        served.client.get("/"), served.client.get("/?token=the-token"), served.client.get("/none"), served.post([ONE]),
        served.client.get("/favicon.ico"), served.client.get("/", headers={"Host": "evil.example"}),
        served.client.delete("/decisions"),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403, 200, 404, 200, 204, 403, 405]
    for answer in answers:
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in answer.headers
        cookie = answer.headers.pop("set-cookie", "HttpOnly; SameSite=strict")
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie  # no script and no other site can use it
        assert "the-token" not in str(answer.headers)


@given(st.text(max_size=5), st.text(max_size=5))
def test_tokens_are_the_same_or_not(one, other):
    assert same(one, other) == (one == other)
