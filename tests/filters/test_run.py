"""Kind `run`."""

STORY = "The board voted on Monday to dredge the channel."
MORE = "Nobody on the quay had expected it to be that soon."


def run(make, options="{}", match="{lines: [related stories]}"):
    return make(f"kind: run\nmatch: {match}\noptions: {options}")


def test_a_list_under_its_opener_in_the_middle(make):
    text = f"{STORY}\n\nRelated stories\nWhy storms have names\nThe night the pier went\n\nWhat it costs\n\n{MORE}"
    assert run(make).clean(text).text == f"{STORY}\n\nWhat it costs\n\n{MORE}"


def test_the_heading_above_a_paragraph_stays(make):
    text = f"{STORY}\n\nRelated stories\n\nWhy storms have names\n\nThe night the pier went\n\nWhat it costs\n\n{MORE}"
    assert run(make).clean(text).text == f"{STORY}\n\nWhat it costs\n\n{MORE}"


def test_an_opener_right_above_a_heading_takes_nothing_along(make):
    text = f"{STORY}\n\nRelated stories\n\nWhat it costs\n\n{MORE}"
    assert run(make).clean(text).text == f"{STORY}\n\nWhat it costs\n\n{MORE}"


def test_at_the_tail_all_headlines_go(make):
    text = f"{STORY}\n\nRelated stories\n\nWhy storms have names\n\nThe night the pier went\nIslanders stock up?"
    assert run(make).clean(text).text == f"{STORY}\n"


def test_prose_ends_a_run(make):
    assert run(make).clean(f"{STORY}\nRelated stories\nWhy storms have names\n{MORE}").text == f"{STORY}\n{MORE}"


def test_most_and_longest(make):
    text = f"{STORY}\nRelated stories\nOne two\nThree four\nFive six"
    assert run(make, "{most: 2}").clean(text).text == f"{STORY}\nFive six"
    assert run(make, "{longest: 8}").clean(text).text == f"{STORY}\nThree four\nFive six"


def test_lines_alike(make):
    pipeline = run(make, "{alike: 3}", "{starts: ['> '], pattern: '^> '}")
    two = f"{STORY}\n> a\n> b\n{MORE}"
    assert pipeline.clean(two).text == two
    assert pipeline.clean(f"{STORY}\n> a\n\n> b\n> c\n{MORE}").text == f"{STORY}\n\n{MORE}"


def test_a_headline_above_other_noise_is_no_heading(make):
    pipeline = make(
        "kind: run\nmatch: {lines: [related stories]}",
        "match: {starts: [no part of], longest: 200}",
    )
    list_of_two = "Related stories\n\nWhy storms have names\n\nThe pier"
    text = f"{STORY}\n\n{list_of_two}\n\nNo part of this page may be copied by anyone."
    assert pipeline.clean(text).text == f"{STORY}\n"


def test_an_opener_without_a_list_may_be_a_heading_of_the_story(make):
    inside = f"{STORY}\n\nRelated stories\n\n{MORE}"
    assert run(make).clean(inside).text == inside
    assert run(make, "{alone: true}").clean(inside).text == f"{STORY}\n\n{MORE}"
    below = f"{STORY}\n{MORE}\n\nRelated stories"
    assert run(make).clean(below).text == f"{STORY}\n{MORE}\n"


def test_an_opener_in_a_text_without_sentences_proves_nothing(make):
    assert run(make).clean("Related stories").text == "Related stories"
    assert run(make).clean("Related stories\nThe pier").text == ""


def test_a_list_with_bullets_goes_on_over_blank_lines(make):
    text = f"{STORY}\n\nRelated stories\n\n• Why storms have names\n\n• The pier\n\nWhat it costs\n\n{MORE}"
    assert run(make).clean(text).text == f"{STORY}\n\nWhat it costs\n\n{MORE}"
    text = f"{STORY}\n\nRelated stories\n1. Why storms have names\n\n2. The pier\n\n{MORE}"
    assert run(make).clean(text).text == f"{STORY}\n\n{MORE}"


def test_a_list_longer_than_the_prose_is_what_the_page_is_about(make):
    headlines = "\n".join(f"Why the storms of the year {year} have no names" for year in range(1931, 1939))
    page = f"{STORY}\nRelated stories\n{headlines}\n"
    assert run(make).clean(page).text == page
    assert run(make).clean(f"{STORY}\n{MORE * 9}\nRelated stories\n{headlines}\n").text == f"{STORY}\n{MORE * 9}\n"


def test_what_is_set_like_a_heading_below_a_list_stays(make):
    items = "Related stories\nWhy all the storms still have names\nThe night the old pier went out to sea"
    for below in ("SOUND\nThe bell can be heard across the bay.", "THE BOAT 3 x 2 THE PIER\nAt the Weir Park"):
        assert run(make).clean(f"{STORY}\n{items}\n{below}\n{MORE}").text == f"{STORY}\n{below}\n{MORE}"
    brief = f"{STORY}\n{items}\nWhat it costs\n"
    assert run(make).clean(f"{brief}{MORE}").text == f"{STORY}\nWhat it costs\n{MORE}"
    assert run(make).clean(f"{brief}\n{MORE}").text == f"{STORY}\n\n{MORE}"
