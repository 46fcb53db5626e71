"""The two commands. `clean` cleans; `cleaner` holds the other verbs, and `cleaner clean` is the same command."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from cleaner.cli.run import clean
from cleaner.garbage import leave_at_exit

# The verbs' modules are imported when asked for: starting up costs what the verb needs.
_VERBS = {
    "bench": "cleaner.cli.bench",
    "explain": "cleaner.cli.explain",
    "learn": "cleaner.cli.learn",
    "restore": "cleaner.cli.restore",
    "review": "cleaner.cli.review",
    "rules": "cleaner.cli.rules",
    "serve": "cleaner.cli.serve",
    "stats": "cleaner.cli.stats",
}


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*_VERBS, *super().list_commands(ctx)])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: the text above names the verbs, and what they need is not imported for it."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _VERBS:
            command: Any = getattr(import_module(_VERBS[cmd_name]), cmd_name)
            return command  # type: ignore[no-any-return]
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cleaner")
def cleaner() -> None:
    """Cut boilerplate and off-topic content out of raw article text.

    \b
    clean SRC... -o OUT       clean files and directories (also: cleaner clean)
    cleaner explain SRC...    see each cut, its rule and its reason; or what one rule cuts
    cleaner restore CLEANED   bring the original back
    cleaner review SRC...     one page to look through the cuts and to decide on them
    cleaner stats RECORDS...  what was cut, by class, rule, source and language
    cleaner rules ...         list, show, lint, test and start rules, put decisions into them
    cleaner learn SRC...      learn the boilerplate of sources as draft rules
    cleaner serve             clean over HTTP, with a playground at /
    cleaner bench GOLD...     measure against gold: precision, recall, damage

    `cleaner VERB --help` tells all about a verb.
    """
    leave_at_exit()


cleaner.add_command(clean)
__all__ = ["clean", "cleaner"]
