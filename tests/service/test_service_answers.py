"""POST /clean and what can be looked at: answers, and what is refused."""

import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.filters.base import kinds
from cleaner.pipeline import known_rules
from cleaner.ruleset.load import parse
from cleaner.service.desk import Choice, Desk, Task
from cleaner.service.rulebook import Rulebook

STORY = "The board voted on Monday to dredge the channel, and the gulls were there."
NOISY = f"Advertisement\n{STORY}\nRead more: why the sand moves\n"
JSON = {"content-type": "application/json"}


def error(answer, status):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()["error"]


def test_one_text_is_cleaned_and_explained(client, pipeline):
    answer = client().post("/clean", json={"text": NOISY, "id": "a", "language": "en"})
    cleaned = pipeline.clean(NOISY, "en")
    assert answer.status_code == 200
    assert answer.json() == {"id": "a", "text": cleaned.text, "record": cleaned.record()}


@given(
    st.text()
    | st.lists(st.sampled_from(["Advertisement", STORY, "By Jane Doe", "\u202e", "\ud800", ""])).map("\n".join)
)
def test_every_answer_is_json_and_its_record_gives_the_text_back(pipeline, text):
    data = json.loads(Desk(pipeline, 0.9)(Task(text)).body.decode())
    if "error" in data:
        assert data["error"]["code"] == "not-unicode" and any("\ud800" <= char <= "\udfff" for char in text)
    else:
        assert cleaner.restore(data["text"], data["record"]) == text


def test_what_the_manual_shows_is_what_comes(client, fixtures):
    manual = (fixtures.parent / "docs" / "how-to" / "service.md").read_text("utf-8")
    asked = re.search(r"/clean --json '(.*)'", manual)[1]
    answer = client().post("/clean", content=asked, headers=JSON).json()
    assert json.loads(manual.split("```json\n")[1].split("```")[0]) == answer


def test_many_come_in_their_order_and_one_that_fails_costs_no_other(client):
    texts = [{"text": f"{NOISY}{number}", "id": str(number)} for number in range(20)]
    texts[7]["text"] = "half \ud800 of a pair"
    body = json.dumps({"documents": texts})
    found = client().post("/clean", content=body, headers=JSON).json()["documents"]
    assert [each["id"] for each in found] == [str(number) for number in range(20)]
    assert found[7]["error"]["message"] == "not Unicode: half of a surrogate pair at character 5"
    assert all(each["text"].startswith(STORY) for each in found if each is not found[7])
    assert error(client().post("/clean", content=json.dumps(texts[7]), headers=JSON), 422)["code"] == "not-unicode"


@pytest.mark.parametrize("text", ["", "\0", "a\0b\x07", "\u202e\u2066", "\u0301" * 5000, "😀" * 500, "\r\n\r"])
def test_odd_texts_are_texts(client, text):
    answer = client().post("/clean", json={"text": text}).json()
    assert cleaner.restore(answer["text"], answer["record"]) == text


def test_a_request_chooses_classes_and_how_sure_a_cut_must_be(client):
    ask = client().post

    def classes(**choice):
        found = ask("/clean", json={"text": NOISY, **choice}).json()["record"]["removals"]
        return {each["class"] for each in found}

    assert classes() == {"ad", "teaser"}
    assert classes(keep=["ad"]) == classes(only=["teaser"]) == {"teaser"}
    assert classes(certainty=1.0) == set()
    assert classes(preset="careful", certainty=1.0) == set()


def test_a_preset_is_over_what_the_service_was_started_with(make_service):
    def certainty(start, choice):
        desk = make_service(preset=start).pool.desk
        return desk._chosen(choice).settings.certainty

    assert certainty("careful", Choice()) == 0.97
    assert certainty("careful", Choice(preset="default")) == 0.9
    assert certainty("default", Choice(preset="thorough")) == 0.5
    assert certainty("default", Choice(preset="thorough", certainty=0.8)) == 0.8


@pytest.mark.parametrize(
    ("body", "status", "code", "says"),
    [
        ('{"text": "a"', 400, "not-json", "Expecting ',' delimiter"),
        (b'{"text": "\xff"}', 400, "not-json", "UTF-8"),
        ("[" * 100_000, 400, "not-json", "not JSON"),
        ("", 422, "invalid", "it is missing"),
        ("[]", 422, "invalid", ""),
        ("{}", 422, "invalid", "give it either text or documents"),
        ('{"text": "a", "documents": []}', 422, "invalid", "give it either text or documents"),
        ('{"text": 3}', 422, "invalid", "text: Input should be a valid string"),
        ('{"text": "a", "txet": "b"}', 422, "invalid", "txet: there is no such field"),
        ('{"documents": [{"text": "a"}, {"id": "b"}]}', 422, "invalid", "documents[1].text: it is missing"),
        ('{"documents": [{"text": "a"}], "id": "b"}', 422, "invalid", "each document's own"),
        ('{"text": "a", "keep": ["ads"]}', 422, "invalid", "keep[0]: Input should be 'section'"),
        ('{"text": "a", "certainty": 2}', 422, "invalid", "certainty: Input should be less than or equal to 1"),
        ('{"text": "a", "language": "english, please"}', 422, "invalid", "language: String should match"),
    ],
)
def test_what_is_no_request_is_told_why(client, body, status, code, says):
    found = error(client().post("/clean", content=body, headers=JSON), status)
    assert found["code"] == code and says in found["message"]


def test_all_that_is_wrong_is_told_at_once(client):
    found = error(client().post("/clean", json={"documents": [{"text": 1}, {"source": 2}], "a": 1}), 422)
    assert {each["where"] for each in found["problems"]} >= {"documents[0].text", "documents[1].text", "a"}


def test_other_refusals_have_the_same_form(client):
    ask = client()
    assert (
        error(ask.post("/clean", content="text=a", headers={"content-type": "text/plain"}), 415)["code"] == "not-json"
    )
    assert error(ask.get("/nowhere"), 404)["code"] == "not-found"
    assert error(ask.get("/clean"), 405)["code"] == "wrong-method"
    assert error(ask.get("/rules/ad.no-such"), 404)["code"] == "no-such-rule"
    assert error(ask.get("/rules?class=ads"), 422)["problems"][0]["where"] == "class"


def test_a_fault_of_the_service_is_no_secret_and_tells_nothing(client):
    ask = client()
    ask.service.pool.desk = lambda task: 1 / 0
    assert error(ask.post("/clean", json={"text": "a"}), 500)["code"] == "broken"


def test_a_body_may_come_packed(client):
    packed = gzip.compress(json.dumps({"text": NOISY}).encode())
    answer = client().post("/clean", content=packed, headers={**JSON, "content-encoding": "gzip"})
    assert answer.json()["text"] == f"{STORY}\n"


def test_the_rules_in_use_are_told(client, pipeline):
    ask = client()
    all_ = ask.get("/rules").json()["rules"]
    assert [each["id"] for each in all_] == sorted(rule.id for rule in pipeline.rules)
    dutch = ask.get("/rules", params={"language": "nl", "class": "ad"}).json()["rules"]
    assert dutch and {(each["language"], each["class"]) for each in dutch} == {("nl", "ad")}


def test_a_rule_is_given_as_a_file_of_its_own():
    rules = [rule for rule in known_rules() if rule.status == "stable"]
    book = Rulebook(rules)
    some = [(rule, book.get(rule.id)["yaml"]) for rule in rules[::40]]
    assert any("{{" in text for _, text in some)
    for rule, text in some:
        (again,), problems = parse(text, rule.file, kinds())
        assert not problems and again.model_copy(update={"at": rule.at, "trusted": True}) == rule


def test_what_is_done_is_counted(client):
    ask = client()
    ask.post("/clean", json={"documents": [{"text": NOISY}, {"text": STORY}]})
    ask.post("/clean", content="{", headers=JSON)
    ask.get("/nowhere/at/all")
    page = ask.get("/metrics").text
    for row in (
        'cleaner_requests_total{method="POST",path="/clean",status="200"} 1.0',
        'cleaner_requests_total{method="POST",path="/clean",status="400"} 1.0',
        'cleaner_requests_total{method="any",path="other",status="404"} 1.0',
        'cleaner_documents_total{outcome="cleaned"} 2.0',
        f"cleaner_characters_total {len(NOISY) + len(STORY)}.0",
        'cleaner_cut_characters_total{noise_class="ad"} 14.0',
        "cleaner_held_bytes 0.0",
    ):
        assert row in page.split("\n"), row


def test_it_is_well_and_says_when_it_stops(client):
    ask = client()
    answer = ask.get("/health")
    assert answer.status_code == 200 and answer.json()["status"] == "ok" and answer.json()["rules"] > 2000
    ask.service.house.stopping = True
    answer = ask.get("/health")
    assert answer.status_code == 503 and answer.json()["status"] == "stopping"
    cleaned = ask.post("/clean", json={"text": NOISY})
    assert cleaned.status_code == 200 and cleaned.headers["connection"] == "close"


def test_the_interface_is_described_and_its_page_needs_no_other_host(client):
    ask = client()
    paths = ask.get("/openapi.json").json()["paths"]
    assert set(paths) == {"/clean", "/rules", "/rules/{rule_id}", "/health", "/metrics"}
    page = ask.get("/docs").text
    assert "http" not in page.replace("http-equiv", "") and "<script>" not in page


@pytest.mark.parametrize("path", ["/", "/docs", "/clean", "/nowhere", "/assets/document.js", "/metrics"])
def test_a_policy_without_inline_scripts_stands_on_every_answer(client, path):
    headers = client().get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';") and "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_files_are_not_sent_twice(client):
    ask = client()
    tag = ask.get("/assets/base.css").headers["etag"]
    assert ask.get("/assets/base.css", headers={"if-none-match": tag}).status_code == 304


def test_without_the_playground_nobody_tries_rules(client):
    ask = client(playground=False)
    assert ask.get("/").status_code == 404
    assert ask.post("/playground/try", json={"text": "a"}).status_code == 404
    assert ask.get("/docs").status_code == 200
