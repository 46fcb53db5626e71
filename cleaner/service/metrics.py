"""What is counted, for Prometheus."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.types import Scope

from cleaner.service.desk import Answer

_TIMES = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """The counters of one service."""

    def __init__(self) -> None:
        self._registry = all_ = CollectorRegistry()
        self._requests = Counter("cleaner_requests", "Requests answered.", ("method", "path", "status"), registry=all_)
        self._seconds = Histogram(
            "cleaner_request_seconds", "Time from a request's head to the end of its answer.", ("path",),
            buckets=_TIMES, registry=all_,
        )  # fmt: skip
        self._refused = Counter(
            "cleaner_refused", "Requests refused before they were looked at.", ("code",), registry=all_
        )
        self._documents = Counter("cleaner_documents", "Documents, by what came of them.", ("outcome",), registry=all_)
        self._characters = Counter("cleaner_characters", "Characters of cleaned documents.", registry=all_)
        self._cut = Counter("cleaner_cut_characters", "Characters cut.", ("noise_class",), registry=all_)
        self._lost = Counter("cleaner_workers_lost", "Worker processes that were replaced.", ("why",), registry=all_)

    def watch(self, name: str, about: str, value: Callable[[], float]) -> None:
        """A gauge that asks for its value when it is looked at."""
        Gauge(f"cleaner_{name}", about, registry=self._registry).set_function(value)

    def request(self, scope: Scope, status: int, seconds: float) -> None:
        """A request that was answered."""
        route = scope.get("route")
        path = getattr(route, "path", "") or "other"  # as it is written in the application: there are few
        self._requests.labels(scope["method"] if path != "other" else "any", path, str(status)).inc()
        self._seconds.labels(path).observe(seconds)

    def refused(self, code: str) -> None:
        """A request that was refused at the gate."""
        self._refused.labels(code).inc()

    def document(self, answer: Answer) -> None:
        """A document that was cleaned, or could not be."""
        self._documents.labels(answer.error or "cleaned").inc()
        self._characters.inc(answer.characters)
        for noise_class, count in answer.cut.items():
            self._cut.labels(noise_class).inc(count)

    def lost(self, why: str) -> None:
        """A worker that was replaced."""
        self._lost.labels(why).inc()

    def page(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)
