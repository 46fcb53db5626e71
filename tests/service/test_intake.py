"""Sizes, times and room: what a client may send, and how much of it at once."""

import asyncio
import gzip
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from cleaner.service.app import build
from cleaner.service.gate import House
from cleaner.service.intake import Gone, body_of
from cleaner.service.limits import Limits
from cleaner.service.refusals import Refused
from tests.awaited import awaited

JSON = {"content-type": "application/json"}


def sent(pieces, *, ends=True, wait=0.0):
    """What receives these pieces; then the client hangs up."""
    messages = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    if ends:
        messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive():
        await asyncio.sleep(wait)
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    return receive


def read(pieces, limits=Limits(max_bytes=100), headers=None, **how):  # noqa: B008  # frozen
    held = []
    return awaited(body_of(Headers(headers or {}), sent(pieces, **how), limits, held.append)), sum(held)


@given(st.lists(st.binary(max_size=40)))
def test_a_body_is_read_whole_or_refused_by_its_size_alone(pieces):
    body = b"".join(pieces)
    if len(body) <= 100:
        assert read(pieces) == (body, len(body))
    else:
        with pytest.raises(Refused) as no:
            read(pieces)
        assert no.value.status == 413


@given(st.binary(max_size=300), st.integers(1, 50))
def test_a_packed_body_is_held_to_what_it_unpacks_to(body, size):
    packed = gzip.compress(body)
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    if len(body) <= 100:
        assert read(pieces, headers={"content-encoding": "gzip"})[0] == body
    else:
        with pytest.raises(Refused, match="more than 100 bytes"):
            read(pieces, headers={"content-encoding": "gzip"})


def test_a_little_that_unpacks_to_much_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    with pytest.raises(Refused, match="more than 100,000 bytes"):
        read([bomb], Limits(max_bytes=100_000), {"content-encoding": "gzip"})


@pytest.mark.parametrize(
    ("pieces", "headers", "status"),
    [
        ([b"a"], {"content-length": "101"}, 413),
        ([b"a"], {"content-length": "1000000000000"}, 413),
        ([b"a"], {"content-encoding": "br"}, 415),
        ([b"no gzip"], {"content-encoding": "gzip"}, 400),
        ([gzip.compress(b"a" * 50)[:-9]], {"content-encoding": "gzip"}, 400),
        ([zlib.compress(b"a")], {"content-encoding": "gzip"}, 400),
    ],
)
def test_what_can_not_be_read_is_refused(pieces, headers, status):
    with pytest.raises(Refused) as no:
        read(pieces, headers=headers)
    assert no.value.status == status


def test_a_client_that_is_slow_or_gone_is_not_waited_for():
    with pytest.raises(Refused) as no:
        read([b"a"] * 10, Limits(max_bytes=100, upload=0.05), wait=0.04)
    assert no.value.status == 408
    with pytest.raises(Gone):
        read([b"a"], ends=False)


def test_there_is_room_for_so_many_requests_and_bytes():
    house = House(Limits(waiting=2, held=10))
    house.enter()
    house.enter()
    with pytest.raises(Refused, match="come again"):
        house.enter()
    house.leave(0)
    house.held = 11
    with pytest.raises(Refused) as no:
        house.enter()
    assert (no.value.status, no.value.headers) == (503, {"retry-after": "1"})


def test_who_comes_too_many_is_asked_to_come_again(client):
    ask = client(waiting=1)
    ask.service.house.requests = 1
    answer = ask.post("/clean", json={"text": "a"})
    assert answer.status_code == 503 and answer.headers["retry-after"] == "1"
    assert ask.get("/health").status_code == 200
    ask.service.house.requests = 0
    assert ask.post("/clean", json={"text": "a"}).status_code == 200
    assert ask.service.house.requests == 0 and ask.service.house.held == 0
    assert 'cleaner_refused_total{code="busy"} 1.0' in ask.get("/metrics").text


def test_what_was_asked_by_a_client_that_hangs_up_is_taken_back(make_service):
    service = make_service()
    messages = [{"type": "http.request", "body": b'{"text": "a"}'}]
    scope = {"type": "http", "method": "POST", "path": "/clean", "query_string": b"", "http_version": "1.1",
             "headers": [(b"content-type", b"application/json")]}  # fmt: skip
    begun, answers = asyncio.Event(), []

    async def hang():
        begun.set()
        await asyncio.sleep(60)

    async def receive():
        if messages:
            return messages.pop()
        await begun.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        answers.append(message)

    service.pool.run_before = hang
    awaited(asyncio.wait_for(build(service)(scope, receive, send), 20))
    assert begun.is_set() and not answers and service.house.requests == service.house.held == 0


def test_too_many_documents_and_too_large_a_body_are_refused(client):
    ask = client(max_documents=2, max_bytes=1000)
    answer = ask.post("/clean", json={"documents": [{"text": "a"}] * 3})
    assert answer.status_code == 413 and answer.json()["error"]["code"] == "too-many"
    body = json.dumps({"text": "a" * 1000}).encode()
    answer = ask.post("/clean", content=body, headers=JSON)
    assert answer.status_code == 413 and answer.json()["error"]["message"] == "the body has more than 1,000 bytes"
    chunks = (body[at : at + 100] for at in range(0, len(body), 100))  # without a Content-Length
    assert ask.post("/clean", content=chunks, headers=JSON).status_code == 413
    assert ask.service.house.held == 0
