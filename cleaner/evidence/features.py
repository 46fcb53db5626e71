"""All features of a line, by name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated, TypeVar

from pydantic import AfterValidator

from cleaner.document import Document
from cleaner.evidence.cohesion import Story
from cleaner.evidence.shape import shape
from cleaner.evidence.surroundings import Surroundings, stands_again
from cleaner.lazy import lazy
from cleaner.ruleset.model import Literals

Names = TypeVar("Names", bound=Collection[str])

# Every feature there is. A rule that names another does not load.
FEATURES = frozenset(
    [
        "address",
        "alike",
        "all_capitals",
        "amount",
        "bullet_share",
        "capitals",
        "code",
        "date_or_time",
        "digits",
        "ends_colon",
        "ends_comma",
        "ends_ellipsis",
        "ends_exclamation",
        "ends_open",
        "ends_question",
        "ends_stop",
        "few_prose",
        "gap_above",
        "gap_below",
        "handle",
        "inner_colon",
        "many_short",
        "much_prose",
        "name",
        "near_end",
        "near_top",
        "opens_bracket",
        "opens_bullet",
        "opens_digit",
        "opens_lower",
        "opens_quote",
        "prose_above_far",
        "prose_above_near",
        "prose_above_next",
        "prose_above_none",
        "prose_below_far",
        "prose_below_near",
        "prose_below_next",
        "prose_below_none",
        "prose_share",
        "quotes",
        "repeated",
        "score_line",
        "separator",
        "shared",
        "shared_above",
        "shared_below",
        "shared_lead",
        "shared_names",
        "shares_nothing",
        "stopwords",
        "strange_names",
        "table_row",
        "title_case",
        "under_colon",
        "words_1",
        "words_12_19",
        "words_20_up",
        "words_2_3",
        "words_4_6",
        "words_7_11",
    ]
)

# Those among them that ask what a line has in common with the story.
OF_STORY = frozenset(name for name in FEATURES if name.startswith("share")) | {"strange_names"}
# Those that ask what stands beside it, or reads the same; which costs more to know than where it stands.
OF_NEIGHBOURS = frozenset(["alike", "repeated", "under_colon"])
# And those that ask where it stands, together such of which a line has one.
_FAR = ("next", "near", "far", "none")
OF_PLACE = (
    tuple(f"prose_above_{far}" for far in _FAR),
    tuple(f"prose_below_{far}" for far in _FAR),
    ("few_prose", "much_prose"),
    *((name,) for name in ("bullet_share", "gap_above", "gap_below", "many_short", "near_end", "near_top")),
    ("prose_share",),
)


def _known(names: Names) -> Names:
    if unknown := sorted(set(names) - FEATURES):
        raise ValueError(f"there is no feature {unknown[0]!r}; there are {', '.join(sorted(FEATURES))}")
    return names


# What options say of features: the names of some, and what each of some adds. Other names are refused.
Features = Annotated[Literals, AfterValidator(_known)]
Weights = Annotated[Mapping[str, float], AfterValidator(_known)]


class Evidence:
    """What the lines of one document show; worked out line by line, when asked."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    @lazy
    def story(self) -> Story:
        """The document's prose and its words."""
        return Story(self._doc)

    @lazy
    def surroundings(self) -> Surroundings:
        """The document's lines as a row."""
        return Surroundings(self._doc)

    def features(self, index: int) -> dict[str, float]:
        """The features of the line at `index`, which must be no prose and not blank; one that is not there is 0."""
        return self.of_shape(index) | self.of_place(index) | self.of_neighbours(index) | self.of_story(index)

    def of_shape(self, index: int) -> dict[str, float]:
        """Those that can be told from the line alone."""
        return shape(self._doc.folded[index], self._doc.cased(index))

    def of_place(self, index: int) -> dict[str, float]:
        """Those that tell where it stands (see OF_PLACE)."""
        return self.surroundings.place(index)

    def of_neighbours(self, index: int) -> dict[str, float]:
        """Those that are told by the lines beside it and by such as read the same (see OF_NEIGHBOURS)."""
        found = self.surroundings.neighbours(index)
        if stands_again(self._doc, index):
            found["repeated"] = 1.0
        return found

    def of_story(self, index: int) -> dict[str, float]:
        """Those that tell what the line and the story have in common (see OF_STORY)."""
        return dict(self.story.features(index))
