"""Kinds `line` and `span`."""

STORY = "The board voted on Monday to dredge the channel."


def test_a_line_goes_whole_and_its_groups_are_kept(make):
    pipeline = make("match: {starts: [by], pattern: '^By (?P<author>.+)$', cased: true}")
    cleaned = pipeline.clean(f"By Jane Doe\n{STORY}")
    assert cleaned.text == STORY
    assert [(m.value, tuple(m.span)) for m in cleaned.metadata["author"]] == [("Jane Doe", (3, 11))]
    assert cleaned.removals[0].evidence == "by jane doe"


def test_a_span_cuts_its_match(make):
    pipeline = make(r"kind: span" "\n" r"match: {anchors: ['[read more'], pattern: '\[read more[^\]]*\]'}")
    assert pipeline.clean(f"{STORY} [Read more: a] It will cost a million. [READ MORE: b]").text == (
        f"{STORY} It will cost a million."
    )


def test_a_span_cuts_the_group_named_cut(make):
    pipeline = make(
        "kind: span\nmatch: {anchors: [reuters], pattern: '(?P<cut>^(?P<place>[a-z]+) \\(reuters\\) - )the'}"
    )
    cleaned = pipeline.clean(f"LONDON (Reuters) – {STORY}")
    assert cleaned.text == STORY
    assert cleaned.metadata["place"][0].value == "LONDON"
