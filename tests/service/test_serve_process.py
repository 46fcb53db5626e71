"""`cleaner serve` as a process: limits on time, and a stop that loses nothing."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from click.testing import CliRunner

from cleaner.cli.main import cleaner

STORY = "The board voted on Monday to dredge the channel, and the gulls were there.\n"
HANGS = """\
class: ad
language: mul
about: A pattern that has too many ways to match.
rules:
  - id: ad.slow
    title: x
    match: {starts: [aa], pattern: '^(?:(?:a|aa|aaa)+)+$(?<=x)'}
    examples: {removes: ["⟦x⟧"], keeps: ["y"]}
"""


@pytest.fixture(scope="module")
def server(start_server):
    return start_server("--workers", "2", "--timeout", "1", "--max-bytes", "100000")


def test_a_text_that_takes_too_long_is_given_up_and_the_next_is_fine(server):
    with httpx.Client(base_url=server.url, timeout=30) as ask:
        late = ask.post("/playground/try", json={"text": "a" * 300, "rules": HANGS})
        assert late.status_code == 504 and late.json()["error"]["code"] == "overtime"
        assert ask.post("/clean", json={"text": f"{STORY}Advertisement"}).json()["text"] == STORY
        assert 'cleaner_workers_lost_total{why="overtime"} 1.0' in ask.get("/metrics").text


def test_a_client_that_sends_too_much_hears_why(server):
    with httpx.Client(base_url=server.url, timeout=30) as ask:
        sizes = [ask.post("/clean", json={"text": "a" * size}).status_code for size in (1000, 100_000, 300_000)]
        assert sizes == [200, 413, 413]
        chunks = (b" " * 20_000 for _ in range(20))
        headers = {"content-type": "application/json"}
        assert ask.post("/clean", content=chunks, headers=headers).status_code == 413


def test_a_stop_under_load_loses_no_request(start_server):
    # Longer than a client takes between two requests on a busy machine: a connection idle for longer may be closed.
    server = start_server("--workers", "2", "--grace", "3")
    answered, refused = [], []

    def client(number):
        with httpx.Client(base_url=server.url, timeout=60) as ask:
            while True:
                try:
                    answered.append(ask.post("/clean", json={"text": STORY * 30, "id": str(number)}).json()["id"])
                except httpx.ConnectError:  # nobody is there any more: nothing was taken, nothing is lost
                    return refused.append(number)

    with ThreadPoolExecutor(12) as threads:
        clients = [threads.submit(client, number) for number in range(12)]
        while len(answered) < 50:
            time.sleep(0.02)
        status, said = server.stop()
        for each in clients:
            each.result()  # raises if a request was lost
    assert status == 0 and "stopping" in said and "Traceback" not in said
    assert len(refused) == 12 and set(answered) == {str(number) for number in range(12)}


def test_bad_usage_is_told_and_a_missing_package_is_named(tmp_path, monkeypatch):
    bad = tmp_path / "bad.yaml"
    bad.write_text("class: ads\n")
    result = CliRunner().invoke(cleaner, ["serve", "--rules", str(bad)])
    assert result.exit_code == 2 and "did you mean 'ad'?" in result.output
    result = CliRunner().invoke(cleaner, ["serve", "--host", "203.0.113.7", "--port", "1"])
    assert result.exit_code == 2 and "can't listen on 203.0.113.7:1" in result.output
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "cleaner.service.server", raising=False)
    result = CliRunner().invoke(cleaner, ["serve"])
    assert result.exit_code == 2 and "pip install 'cleaner[serve]'" in result.output


def test_help_needs_nothing_of_the_service():
    code = "import sys, cleaner.cli.serve; sys.exit(bool({'fastapi', 'pydantic', 'starlette'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
