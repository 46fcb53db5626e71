"""What an object works out when it is first asked for, and keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801  # a decorator, like `property`
    """`functools.cached_property` without its lock, which up to Python 3.11 all instances of a class share.

    Two threads that ask at once may both work it out; what is worked out must be the same each time.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> lazy[T]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> lazy[T] | T:
        """Asked once: what is kept hides this from then on."""
        if instance is None:
            return self
        made = instance.__dict__[self._name] = self._make(instance)
        return made
