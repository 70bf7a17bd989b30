"""``scrutiny explain``: what a rule of the checks means, why it is there, and how to mend what breaks it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from scrutiny.commands.place import program
from scrutiny.problem import closest
from scrutiny.rules import FAMILIES, RULES, explained, shortly

NOT_THERE = 1
"""The exit code where there is no such rule."""


@click.command(name="explain")
@click.argument("rules", metavar="[RULE]...", nargs=-1)
@click.pass_context
def command(ctx: click.Context, rules: tuple[str, ...]) -> None:
    """Say what a RULE of the checks means, why it is there, and how to mend what breaks it.

    Its name stands in brackets at the end of each message. Without a name all rules are listed.
    """
    try:
        click.echo(explain(rules))
    except LookupError as error:
        click.echo(error.args[0])
        ctx.exit(NOT_THERE)


def explain(names: Sequence[str]) -> str:
    """Explain each rule named, one after the other; without a name, list all rules.

    Raises LookupError, whose text is a sentence for the person who asked, at the first name that is no rule.
    """
    return "\n\n\n".join(explain_rule(name) for name in names) if names else all_rules()


def explain_rule(name: str) -> str:
    """Explain one rule, named as at the end of a message, with or without the brackets.

    Raises LookupError as ``explain`` does.
    """
    meant = name.strip().strip("()").strip().casefold().replace("_", "-").replace(" ", "-")
    if meant not in RULES:
        guess = closest(meant, RULES)
        families = ", ".join(f"“{family}”" for family in FAMILIES)
        otherwise = f"{program()} explain lists them all, under these headings: {families}"
        cure = f'did you mean "{guess}"?' if guess else otherwise
        raise LookupError(f'there is no rule "{name}" — {cure}')
    return explained(RULES[meant])


def all_rules() -> str:
    """List all rules under the headings of the handbook, each on a line with the first sentence of what it means."""
    listed = [
        "\n".join((family, *(f"  {rule.name}: {shortly(rule)}" for rule in rules)))
        for family, rules in FAMILIES.items()
    ]
    more = f"For more on one of them: {program()} explain NAME, for example: {program()} explain not-a-date"
    return "\n\n".join((*listed, more))
