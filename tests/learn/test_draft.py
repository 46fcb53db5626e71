"""Rules made of what was learned: each cuts its own examples, and what it cuts is what recurs."""

import pytest
from test_judge import STORIES, story

from cleaner.filters.base import kinds
from cleaner.learn.draft import noise_class
from cleaner.learn.evidence import Evidence, Frequent
from cleaner.learn.judge import verdicts
from cleaner.learn.pack import Pack
from cleaner.learn.survey import Learned, Survey
from cleaner.pipeline import Pipeline
from cleaner.proof import prove
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import rule_files
from cleaner.ruleset.settings import Settings
