"""What a service holds its clients to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of a service; sizes are in bytes, times in seconds.

    `max_bytes` is of a request's body, also of what a compressed one unpacks to. `seconds` is what one document may
    take once a worker has it; `upload` what a client may take to send a body. `waiting` is how many requests may be
    in the house at once, `held` how many bytes of bodies: beyond either, a request is asked to come again later.
    """

    max_bytes: int = 10_000_000
    max_documents: int = 1_000
    seconds: float = 10.0
    upload: float = 30.0
    waiting: int = 512
    held: int = 100_000_000
