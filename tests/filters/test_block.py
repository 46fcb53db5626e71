"""Kind `block`."""

import pytest

from cleaner.filters.block import BlockOptions

STORY = "The board voted on Monday to dredge the channel."
BOX = "Newsletter\n\nThe best of the week.\nYour e-mail\nSign up\n\n"


def block(make, options):
    return make(f"kind: block\nmatch: {{lines: [newsletter]}}\noptions: {options}")


def test_through_a_closing_line(make):
    assert block(make, "{through: '^sign up$'}").clean(f"{STORY}\n\n{BOX}{STORY}").text == f"{STORY}\n\n{STORY}"


def test_without_its_closing_line_only_the_opener_goes(make):
    text = f"{STORY}\n\nNewsletter\n\n{STORY}"
    assert block(make, "{through: '^sign up$'}").clean(text).text == f"{STORY}\n\n{STORY}"


def test_the_closing_line_must_be_near(make):
    text = f"{STORY}\nNewsletter\n{STORY} A\n{STORY} B\nSign up\n{STORY} C"
    assert STORY + " A" in block(make, "{through: '^sign up$', most: 2}").clean(text).text


def test_while_lines_match(make):
    cleaned = block(make, "{while: 'e-mail|week'}").clean(f"{STORY}\n\n{BOX}{STORY}")
    assert cleaned.text == f"{STORY}\n\nSign up\n\n{STORY}"


@pytest.mark.parametrize(
    ("box", "left"),
    [
        ("Newsletter\nThe e-mail\n\nOur e-mail\n\n", "Our e-mail\n\n"),  # the first stands right below the opener
        ("Newsletter\n\nThe e-mail\nThis e-mail\n\nOur e-mail\n\n", "Our e-mail\n\n"),
        ("Newsletter\n\nThe e-mail\n\nOur e-mail\n\n", ""),  # each stands apart
    ],
)
def test_what_stands_together_ends_with_a_blank_line(make, box, left):
    pipeline = block(make, "{while: 'e-mail', together: true}")
    assert pipeline.clean(f"{STORY}\n\n{box}{STORY}").text == f"{STORY}\n\n{left}{STORY}"


def test_to_the_end_if_that_is_near(make):
    pipeline = block(make, "{to: end, most: 3}")
    assert pipeline.clean(f"{STORY}\n\n{BOX}").text == f"{STORY}\n"
    assert "Sign up" in pipeline.clean(f"{STORY}\n\n{BOX}more").text


POLL = "Should the bell ring at night?\n\nYes\nNo\nNewsletter\n\n"


def test_since_a_line_above(make):
    assert block(make, "{since: '[?]$'}").clean(f"{STORY}\n\n{POLL}{STORY}").text == f"{STORY}\n\n{STORY}"


@pytest.mark.parametrize(
    ("text", "least"),
    [
        (f"{STORY}\n\nYes\nNo\nNewsletter\n\n{STORY}", 1),  # there is no such line
        (f"Should it ring?\n{STORY}\nNo\nNewsletter\n\n{STORY}", 1),  # a paragraph stands in between
        (f"{STORY}\n\n{POLL}{STORY}", 3),  # too little does
        (f"{STORY}\n\nShould it ring?\n1\n2\n3\n4\nNewsletter\n\n{STORY}", 1),  # it is too far
    ],
)
def test_where_a_block_does_not_begin_nothing_goes(make, text, least):
    assert block(make, f"{{since: '[?]$', least: {least}, most: 3}}").clean(text).text == text


@pytest.mark.parametrize("options", [{}, {"while": "a", "to": "end"}, {"through": "("}, {"since": "("}])
def test_bad_options(options):
    with pytest.raises(ValueError):
        BlockOptions.model_validate(options)
