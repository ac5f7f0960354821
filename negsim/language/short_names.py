"""Names of a few words, for pictures and tables: those that the file gives, else its longer ones cut at a word."""

from __future__ import annotations

from negsim.language.model.actors import Actor
from negsim.language.model.issues import Issue
from negsim.language.model.preferences import Wish
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario
from negsim.language.model.variants import Variant
from negsim.language.words import clause_in_words, demand_in_words, option_label

MOST = 32  # characters, where the file gives no short name


def short_actor(actor: Actor, most: int = MOST) -> str:
    """Name an actor."""
    return actor.short or cut(actor.name, most)


def short_issue(issue: Issue, most: int = MOST) -> str:
    """Name an issue: its question, where it has no short name."""
    return issue.short or cut(issue.ask, most)


def short_option(issue: Issue, option: str, most: int = MOST) -> str:
    """Name an option: its label, or its number with the unit, where it has no short name."""
    return issue.options[issue.position[option]].short or cut(option_label(issue, option), most)


def short_line(line: RedLine, scenario: Scenario, most: int = MOST) -> str:
    """Name a red line: by the options that it lets through, where it has no short name."""
    return line.short or cut(clause_in_words(line.clause, scenario, ask=False), most)


def short_wish(wish: Wish, scenario: Scenario, most: int = MOST) -> str:
    """Name a wish: by what it says, where it has no short name."""
    return wish.short or cut(demand_in_words(wish, scenario, ask=False), most)


def short_variant(variant: Variant, most: int = MOST) -> str:
    """Name a variant: by what it says, else by its id in words, where it has no short name."""
    return variant.short or cut(variant.say or variant.id.replace("_", " "), most)


def cut(text: str, most: int) -> str:
    """Cut a text at a word, so that it has at most so many characters; its full stop is left out.

    Examples
    --------
    >>> cut("What becomes of the territories under occupation?", 32)
    'What becomes of the territories…'
    >>> cut("There is room for a deal.", 32)
    'There is room for a deal'
    """
    text = " ".join(text.split())
    text = text if text.endswith("..") else text.removesuffix(".")
    if len(text) <= most:
        return text
    head = text[:most]
    words = head.rsplit(" ", 1)[0] if " " in head else head[:-1]
    return words.rstrip(" ,;:–-“(") + "…"
