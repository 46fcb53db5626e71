"""A cleaner that travels: it carries its rules to other processes and machines, and no document makes it fail."""

from __future__ import annotations

import logging
import pickle
import zlib
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from cleaner.errors import CleanerError
from cleaner.pipeline import Pipeline
from cleaner.ruleset.settings import Settings
from cleaner.told import check_names, failed, told

LONGEST = 20_000_000  # characters: a document beyond that is a file gone wrong
_log = logging.getLogger(__name__)


class DocumentCleaner:
    """Cleans documents one by one, ready to be pickled.

    Its rules travel with it, so that a worker on another machine needs the package but none of the rule files (kinds of
    filter and language detectors that other packages bring must be installed there too). Each process builds the
    pipeline when it is first used, once for all copies of the same content.
    """

    def __init__(
        self,
        *,
        add: Sequence[str] = (),
        longest: int = LONGEST,
        source_field: str = "",
        pipeline: Pipeline | None = None,
        **options: Any,
    ) -> None:
        """`add` names what is told of each document beside its text (see `told.TOLD`). A text of more than `longest`
        characters is passed on as it came. `source_field` names the field beside a text that says where it comes from
        (a host, a URL, any name), for rules that are bound to sources.

        Give a `pipeline`, or the `options` of `Pipeline.load`. Raises FieldError for a name there is none of, TypeError
        if both are given, and what `Pipeline.load` raises.
        """
        if pipeline is not None and options:
            raise TypeError(f"a pipeline is given: {', '.join(options)} would say nothing")
        self.add, self.longest = (add,) if isinstance(add, str) else tuple(add), longest
        self.source_field = source_field
        check_names(self.add)
        self._pipeline = pipeline or Pipeline.load(**options)

    def source(self, fields: Mapping[str, Any]) -> str | None:
        """Where a document with these fields comes from, if a source field was named and there is one."""
        value = fields.get(self.source_field) if self.source_field else None
        return None if value is None else str(value)

    def document(self, text: str, source: str | None = None) -> tuple[str, dict[str, Any]]:
        """The text cleaned, and what is told of it under the names `add`, each with `cleaner_` before it.

        `source` tells where it comes from, as for `Pipeline.clean`.

        A document that fails is passed on as it came, with a warning in the log. Why a document was passed on as it
        came, because it failed or because a guard spared it, is told as `cleaner_error`.
        """
        clean = self.pipeline.clean  # built out here: what is wrong with rules is no document's failure
        try:
            self._check(text)
            cleaned = clean(text, source=source) if source else clean(text)
        except CleanerError as error:
            _log.warning("a document of %d characters is passed on as it came: %s", len(text), error)
            return text, failed(str(error), self.add)
        return cleaned.text, told(cleaned, self.add)

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline that cleans, built if need be."""
        return self._pipeline or _built(self._packed)

    def _check(self, text: str) -> None:
        if len(text) > self.longest:
            raise CleanerError(f"{len(text)} characters, more than {self.longest}")
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise CleanerError(f"not Unicode at character {error.start}") from None

    @cached_property
    def _packed(self) -> bytes:
        """The pipeline, the same bytes for the same rules and settings: engines that keep results by what made them
        know it again."""
        assert self._pipeline
        content = (self._pipeline.settings.model_dump_json(), self._pipeline.rules, self._pipeline.detect)
        return zlib.compress(pickle.dumps(content), 1)

    def __getstate__(self) -> dict[str, Any]:
        built = ("_pipeline", "pipeline")
        return {name: value for name, value in self.__dict__.items() if name not in built} | {"_packed": self._packed}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, _pipeline=None)


@lru_cache(maxsize=4)
def _built(packed: bytes) -> Pipeline:
    settings, rules, detect = pickle.loads(zlib.decompress(packed))
    return Pipeline(rules, Settings.model_validate_json(settings), detect)
