"""English noise of every class, a line at a time, in the manner of outlets: the line goes, the story stays."""

import pytest

from cleaner.record import CLASSES

OPENING = (
    "The old weighbridge at Tarnbeck opened again on Saturday, and forty farmers queued to have their dogs weighed. "
    "The heaviest was a sheepdog called Bishop."
)
ENDING = (
    "Nobody had used the scale since the dairy closed, said Quennell Hartigan, who keeps the key. "
    "She oiled it with butter because there was nothing else in the shed."
)
LAST = "The council will decide in autumn whether the bridge may stay where it is."

HEAD = {
    "section": [
        "World", "Local News", "BUSINESS", "Opinion", "EXCLUSIVE", "Sports", "Health", "Breaking News", "Technology",
        "Entertainment", "Science", "Politics",
    ],
    "title": [
        "Headline: Forty dogs weighed as Tarnbeck bridge reopens",
        "Title: Weighbridge returns after thirty silent years",
        "UPDATE 1-Tarnbeck weighbridge reopens after thirty years",
        "WRAPUP 3-Farmers queue as old scale returns to service",
        "Tarnbeck weighbridge reopens with forty dogs | The Lowmoor Gazette",
        "Old scale returns to duty in Tarnbeck - Lowmoor News", "Forty dogs weighed as Tarnbeck bridge reopens",
        "Tarnbeck's old weighbridge reopens after thirty years",
        "EXCLUSIVE-Dairy scale to be sold to a collector in Port Anselm",
        "Article title: The heaviest dog in the valley",
    ],
    "byline": [
        "By Quennell Eskdale", "By Tomas Ridley and Ines Yarrow", "By ORLA FENNIMORE, Staff Writer",
        "By Quennell Eskdale | Lowmoor Gazette", "Author: Tomas Ridley", "Written by Ines Yarrow", "By Staff Reporter",
        "By Our Correspondent", "Posted by Ines Yarrow on June 12, 2024",
        "By Tomas Ridley, Agriculture Correspondent", "Reviewed by Dr. Helen Marsh", "Quennell Eskdale, Staff Reporter",
    ],
    "date": [
        "Published: 14 March 2024", "Updated March 14, 2024, 9:15 a.m.", "Thursday, March 14, 2024", "March 14, 2024",
        "Last updated on 14 March 2024 at 10:02 GMT", "4 min read", "Reading time: 3 minutes", "2 hours ago",
        "Posted on March 14, 2024", "14/03/2024", "2024-03-14", "First published: 14 Mar 2024, 06:30",
    ],
}  # fmt: skip
DATELINES = [
    "TARNBECK, March 14 (Reuters) -",
    "TARNBECK (AP) —",
    "TARNBECK, England (AFP) –",
    "TARNBECK, Ohio —",
    "PORT ANSELM, Maine (AP) —",
    "ST. OSYTH, Minn. —",
    "LONDON, March 14 (Xinhua) --",
    "Tarnbeck, Mar 14 (PTI)",
    "TARNBECK —",
    "LAHORE:",
]
MIDDLE = {
    "ad": [
        "Advertisement", "ADVERTISEMENT", "Story continues below advertisement", "Article continues after ad",
        "Scroll to continue reading", "Sponsored content", "- Advertisement -", "[Advertisement]",
        "Sponsored: Five mattresses that remember you better than your aunt", "Get 25% off with code BISHOP25",
        "Buy now", "ADVERTISEMENT - CONTINUE READING BELOW",
    ],
    "teaser": [
        "Read more: Dairy that closed in silence to become a museum",
        "READ ALSO: Shepherd finds lost bell in neighbour's oven",
        "Also read: Five bridges nobody has ever crossed twice",
        "RELATED: Lowmoor market loses its last cheese stall", "See also: Why scales go wrong in wet weather",
        "Don't miss: The goat that ran for mayor", "WATCH: Sheepdog refuses to leave the scale",
        "[Read more: A history of weighing animals]", "Related: Shepherd finds lost bell in oven",
        "You may also like: The goat that ran for mayor", "Click here for more stories from Lowmoor",
        "From the archive: The last milk train leaves Tarnbeck",
    ],
    "promo": [
        "Sign up for our newsletter", "Subscribe to our daily newsletter and never miss a story.",
        "Get the best of the Gazette delivered to your inbox every morning.", "Enter your email address",
        "Follow us on Facebook, Instagram and X", "Download the Lowmoor Gazette app for breaking news alerts.",
        "Subscribe now for unlimited access", "Already a subscriber? Log in",
        "Support independent journalism. Donate today.", "Join our WhatsApp channel for the latest news",
        "You have 2 free articles remaining this month.",
        "By signing up, you agree to our Terms of Use and Privacy Policy.",
    ],
    "share": [
        "Share this article", "Copy link", "Print this page", "Share on Facebook", "Leave a comment", "47 Comments",
        "Facebook Twitter WhatsApp Email", "Listen to this article · 6 min", "Save for later",
        "Click to share on Facebook (Opens in new window)", "What do you think? Tell us in the comments below.",
        "View comments",
    ],
    "credit": [
        "Photo: Ines Yarrow/Lowmoor Gazette", "Image credit: Lowmoor Gazette", "(Photo by Tomas Ridley/Getty Images)",
        "Image source, Getty Images", "Picture: Ines Yarrow", "PHOTO BY INES OKAFOR",
        "Photograph: Tomas Ridley/The Gazette", "Credit: Ines Yarrow",
        "FILE - The weighbridge at Tarnbeck is seen before its repair, May 4, 2023. (AP Photo/Ines Yarrow, File)",
    ],
    "disclaimer": [
        "Disclaimer: The views expressed in this article are those of the author alone.",
        "This article is for informational purposes only and does not constitute investment advice.",
        "We may earn a commission if you buy through links on this page.", "This post contains affiliate links.",
        "Past performance is not indicative of future results.",
        "This article was translated by artificial intelligence.", "Please gamble responsibly.",
        "This content is not intended to be a substitute for professional medical advice.",
        "Your capital is at risk.",
        "Risk warning: Trading carries a high level of risk and may not be suitable for all investors.",
    ],
    "nav": [
        "Skip to main content", "Back to top", "Toggle navigation", "Tags: weighbridge, dogs, Tarnbeck",
        "Accept all cookies", "We use cookies to improve your experience on our website.",
        "Terms of Use | Privacy Policy | Contact us", "Home > News > Farming", "You are here: Home > News",
        "Next Page »", "Log in", "Manage preferences",
    ],
    "placeholder": [
        "[Image]", "Loading...", "[Video]", "Video unavailable", "Please enable JavaScript to view this page.",
        "Your browser does not support the audio element.", "View this post on Instagram", "Image 1 of 5",
        "toggle caption", "Enlarge this image", "This content is not available in your region.",
        "Play Mute Fullscreen",
    ],
}  # fmt: skip
TAIL = {
    "bio": [
        "Quennell Eskdale is a reporter at the Lowmoor Gazette covering farms and fairs.",
        "Tomas Ridley covers agriculture for the Lowmoor Gazette.",
        "The writer is a former director of the Institute of Weights in Port Anselm.",
        "Follow her on Twitter @orlafennimore.", "Contact the reporter at oridley@lowmoorgazette.example.",
        "Helen Marsh is a professor of rural history at the University of Port Anselm.",
        "Quennell Eskdale is a freelance journalist based in Tarnbeck.",
    ],
    "copyright": [
        "© 2024 Lowmoor Gazette. All rights reserved.", "Copyright 2024 Lowmoor Media Ltd.", "All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed without permission.",
        "Reproduction without permission is prohibited.", "(c) 2024 Lowmoor Media Ltd. All Rights Reserved",
        "Copyright © 2024 The Lowmoor Gazette",
        "No part of this publication may be reproduced without the written consent of the publisher.",
        "Reprinted with permission from the Lowmoor Gazette.", "© Lowmoor Media 2024",
    ],
    "share": [
        "Share this:", "Comments", "Share this article Facebook Twitter Email", "Was this article helpful? Yes No",
    ],
    "credit": [
        "(Reporting by Quennell Eskdale; Editing by Tomas Ridley)",
        "Reporting by Quennell Eskdale; writing by Ines Yarrow; editing by Tomas Ridley", "With inputs from agencies",
        "Ines Yarrow contributed to this report.", "Source: AFP",
    ],
}  # fmt: skip


STORY = f"{OPENING}\n\n{ENDING}\n\n{LAST}"
PLACES = {
    "head": (HEAD, f"{{}}\n\n{STORY}"),
    "middle": (MIDDLE, STORY.replace("\n\n", "\n\n{}\n\n", 1)),
    "tail": (TAIL, f"{STORY}\n\n{{}}"),
}
ROWS = [
    pytest.param(kind, line, frame, id=f"{kind}-{place}-{n}")
    for place, (table, frame) in PLACES.items()
    for kind, lines in table.items()
    for n, line in enumerate(lines)
]


def test_every_class_has_its_table():
    assert {*HEAD, *MIDDLE, *TAIL, "dateline", "offtopic"} == set(CLASSES)


@pytest.mark.parametrize(("kind", "line", "frame"), ROWS)
def test_the_line_goes_and_the_story_stays(pipeline, kind, line, frame):
    cleaned = pipeline.clean(frame.format(line))
    assert cleaned.text.rstrip("\n") == STORY
    assert kind in {cut.noise_class for cut in cleaned.removals}


@pytest.mark.parametrize("opener", DATELINES)
def test_a_dateline_goes_up_to_the_first_word(pipeline, opener):
    cleaned = pipeline.clean(f"{opener} {STORY}")
    assert cleaned.text == STORY
    assert {cut.noise_class for cut in cleaned.removals} == {"dateline"}


def test_the_story_alone_is_left_as_it_is(pipeline):
    assert not pipeline.clean(STORY).removals
