"""The service's interface: which paths there are, what they take and what they answer."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp

import cleaner
from cleaner.record import NoiseClass
from cleaner.service import models
from cleaner.service.desk import Answer
from cleaner.service.gate import Gate
from cleaner.service.metrics import TYPE
from cleaner.service.pages import page_routes
from cleaner.service.refusals import Refused, refusal
from cleaner.service.service import Service

_ABOUT = (
    "Cuts boilerplate and off-topic content out of raw article text: deletions only, every cut explained, and with the "
    "record that comes with each answer, the original can be put back to the letter."
)
_STATUS = {"overtime": 504, "worker-died": 503}
_WHY: dict[int | str, dict[str, Any]] = {
    400: {"description": "The body is not JSON."},
    408: {"description": "The body took too long to come."},
    413: {"description": "The body is too large, or holds too many documents."},
    415: {"description": "The body is not said to be JSON, or packed in an unknown way."},
    422: {"description": "The body is not what is wanted, or the text could not be cleaned."},
    503: {"description": "Too many requests at once, or the worker died: come again."},
    504: {"description": "The document took longer than one may."},
}


def build(service: Service) -> ASGIApp:
    """The application. It opens and closes the service with its own life."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(service.pool.start)
        yield
        await run_in_threadpool(service.pool.close)

    app = FastAPI(
        title="cleaner", version=cleaner.__version__, description=_ABOUT, docs_url=None, redoc_url=None, lifespan=life,
        routes=[*page_routes(playground=service.playground)],
    )  # fmt: skip
    _cleaning(app, service)
    _looking(app, service)
    _refusing(app)
    return Gate(app, service.house, service.metrics)


def _cleaning(app: FastAPI, service: Service) -> None:
    answers: dict[int | str, dict[str, Any]] = {200: {"model": models.CleanAnswer | models.ManyAnswer}}
    answers |= {code: {"model": models.Refusal, **about} for code, about in _WHY.items()}

    @app.post("/clean", responses=answers, response_class=Response, summary="Clean one text, or many", tags=["clean"])
    async def clean(ask: models.CleanAsk) -> Response:
        """One text is answered with one document, `documents` with as many, in their order. A document of many that
        fails has an `error` in its place, and the others are done."""
        if len(ask.texts) > service.limits.max_documents:
            many = f"{len(ask.texts):,} documents, more than {service.limits.max_documents:,}"
            raise Refused(413, "too-many", many)
        answers = await service.clean(ask)
        if ask.documents is None:
            return _one(answers[0])
        return Response(b'{"documents":[' + b",".join(each.body for each in answers) + b"]}", media_type=_JSON)

    if service.playground:

        @app.post("/playground/try", include_in_schema=False)
        async def attempt(ask: models.TryAsk) -> Response:
            if ask.text is None:
                raise Refused(422, "invalid", "one text is wanted here")
            return _one(await service.attempt(ask))

        @app.get("/playground/settings", include_in_schema=False)
        async def settings() -> Response:
            return _json(service.settings)


_JSON = "application/json"


def _one(answer: Answer) -> Response:
    status = _STATUS.get(answer.error, 422) if answer.error else 200
    return Response(answer.body, status, media_type=_JSON)


def _looking(app: FastAPI, service: Service) -> None:
    rulebook = service.rulebook

    @app.get("/rules", response_model=models.RuleList, tags=["rules"], summary="The rules in use")
    async def rules(
        language: Annotated[str | None, Query(description="only of this language (mul: for every language)")] = None,
        noise_class: Annotated[NoiseClass | None, Query(alias="class", description="only of this class")] = None,
    ) -> Response:
        return _json({"rules": rulebook.listed(language, noise_class)})

    @app.get("/rules/{rule_id}", response_model=models.RuleFile, tags=["rules"], summary="One rule and its file",
             responses={404: {"model": models.Refusal}})  # fmt: skip
    async def rule(rule_id: str) -> Response:
        found = rulebook.get(rule_id)
        if found is None:
            raise Refused(404, "no-such-rule", f"there is no rule {rule_id[:100]!r}")
        return _json(found)

    @app.get("/health", response_model=models.Health, tags=["service"], summary="Whether it takes requests",
             responses={503: {"model": models.Health, "description": "It is stopping."}})  # fmt: skip
    async def health() -> Response:
        stopping = service.house.stopping
        data = {"status": "stopping" if stopping else "ok", "version": cleaner.__version__}
        return _json({**data, "workers": service.workers, "rules": len(rulebook)}, 503 if stopping else 200)

    @app.get("/metrics", response_class=Response, tags=["service"], summary="Counters, for Prometheus")
    async def metrics() -> Response:
        return Response(service.metrics.page(), media_type=TYPE)


def _json(data: Mapping[str, Any], status: int = 200) -> Response:
    return Response(json.dumps(data, ensure_ascii=False).encode(), status, media_type=_JSON)


def _refusing(app: FastAPI) -> None:
    """Every refusal is of one form."""

    @app.exception_handler(Refused)
    async def refused(request: Request, no: Refused) -> Response:
        return refusal(no.status, no.code, no.message, headers=no.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        found = error.errors()
        if found and found[0]["type"] == "json_invalid":
            why = f"{found[0]['ctx']['error']}, at character {found[0]['loc'][-1]}"
            return refusal(400, "not-json", f"the body is not JSON: {why}")
        problems = _problems(found)
        first = ": ".join(filter(None, problems[0].values()))
        return refusal(422, "invalid", first, problems)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 400:
            return refusal(400, "not-json", "the body is not JSON in UTF-8")
        code = {404: "not-found", 405: "wrong-method"}.get(error.status_code, "refused")
        return refusal(error.status_code, code, str(error.detail), headers=error.headers)

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> Response:
        return refusal(500, "broken", "something is wrong with the service: its log says what")


_MOST = 20  # problems that are told


def _problems(found: Sequence[Any]) -> list[dict[str, str]]:
    """What pydantic found, as places and sentences."""
    problems = []
    for each in found[:_MOST]:
        place = models.where(tuple(each["loc"][1:]))
        message = {"extra_forbidden": "there is no such field", "missing": "it is missing"}.get(each["type"])
        problems.append({"where": place, "message": message or each["msg"].removeprefix("Value error, ")})
    return problems
