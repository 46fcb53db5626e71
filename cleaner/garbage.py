"""The garbage collector, told where there is little for it."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects more than before, and how often the youngest are looked at before older ones are: a document makes some
# thousands of objects, and they go without being looked for.
_SELDOM = (100_000, 100, 100)


@contextmanager
def put_off() -> Iterator[None]:
    """Within it, garbage is not looked for: much is made there, and stays. It was a third of the time to load rules."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def settled() -> Iterator[None]:
    """Within it, garbage is looked for seldom, and not among what is there by now.

    Rules stay as long as the job does, and cleaning leaves nothing that refers to itself; going over all of it again
    and again took a seventh of the time.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def for_good() -> Iterator[None]:
    """Within it a command loads its rules: garbage is not looked for, and never among what is there at the end."""
    with put_off():
        yield
        gc.freeze()


def leave_at_exit() -> None:
    """When the process ends, garbage is not looked for once more: to go over all rules is a fifth of a short run."""
    atexit.unregister(gc.freeze)  # once is enough
    atexit.register(gc.freeze)
