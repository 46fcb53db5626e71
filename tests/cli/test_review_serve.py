"""The options of `cleaner review --serve`; the server itself is in tests/review/test_server.py, all of it together in
tests/browser/test_round_trip.py."""

import socket

import pytest
from click.testing import CliRunner

from cleaner.cli import review_serve
from cleaner.cli.main import cleaner
from cleaner.cli.review_serve import Serving


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "ferry.txt"
    file.write_text("The ferry left at seven.\n", "utf-8")
    return file


def run(*args):
    return CliRunner().invoke(cleaner, ["review", *map(str, args)])


def test_a_page_goes_somewhere_or_is_served(article, tmp_path):
    done = run(article)
    assert done.exit_code == 2 and "-o FILE.html, or --serve" in done.stderr
    for option in (["--port", "0"], ["--decisions", "d.jsonl"], ["--open"]):
        done = run(article, "-o", tmp_path / "page.html", *option)
        assert done.exit_code == 2 and "go with --serve" in done.stderr


def test_packages_that_are_not_there_are_named(article, monkeypatch):
    monkeypatch.setattr("cleaner.cli.options.find_spec", lambda name: None)
    done = run(article, "--serve")
    assert done.exit_code == 2 and "pip install 'cleaner[serve]'" in done.stderr


def test_a_file_that_is_no_file_of_decisions_is_told_before_anything_is_done(article, tmp_path):
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text("{}\n", "utf-8")
    done = run(article, "--serve", "--decisions", decisions)
    assert done.exit_code == 2 and f"{decisions}:1: 'sha256' is missing" in done.stderr


def test_a_port_that_is_taken(tmp_path):
    pytest.importorskip("uvicorn", reason="uvicorn is not installed")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(review_serve.click.UsageError, match=f"can't listen on 127.0.0.1:{port}"):
            Serving(tmp_path / "page.html", tmp_path / "decisions.jsonl", port, False).serve()


def test_a_page_that_is_served_alone_is_gone_afterwards(tmp_path):
    options = {"served": True, "decisions": tmp_path / "d.jsonl", "port": None, "open_browser": False}
    with Serving.of(None, dict(options)) as desk:
        desk.page.write_text("page", "utf-8")
    assert not desk.page.parent.exists()
    with Serving.of(tmp_path / "page.html", dict(options)) as desk:
        desk.page.write_text("page", "utf-8")
    assert desk.page.exists()
