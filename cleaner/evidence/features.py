"""All features of a line, by name."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from cleaner.document import Document
from cleaner.evidence.cohesion import Story
from cleaner.evidence.shape import shape
from cleaner.evidence.surroundings import Surroundings
from cleaner.matching.edges import bare


class Evidence:
    """What the lines of one document show; worked out line by line, when asked."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    @cached_property
    def story(self) -> Story:
        """The document's prose and its words."""
        return Story(self._doc)

    @cached_property
    def surroundings(self) -> Surroundings:
        """The document's lines as a row."""
        return Surroundings(self._doc)

    @cached_property
    def _copies(self) -> Counter[str]:
        return Counter(map(bare, self._doc.folded))

    def features(self, index: int) -> dict[str, float]:
        """The features of the line at `index`, which must not be blank; one that is not there is 0."""
        line = self._doc.folded[index]
        found = dict(shape(line, self._doc.cased(index)))
        found.update(self.surroundings.features(index))
        found.update(self.story.features(index))
        if self._copies[bare(line)] > 1:
            found["repeated"] = 1.0
        return found
