"""What a law is, and the table of all of them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from negsim.questions.laws.case import Case

# Given a scenario and where choices come from: what is broken, in words, or None.
Trial = Callable[[Case, random.Random], str | None]


class DoesNotApply(Exception):
    """A scenario has nothing that a law speaks of; the text says what is missing."""


@dataclass(frozen=True)
class Law:
    """A statement about every scenario, and how to try it on one.

    Parameters
    ----------
    number : int
        As in `docs/reference/laws.md`.
    name : str
        What holds, with underscores.
    statement : str
        The law, whole, as a sentence.
    trial : callable
        Tries it on a scenario: gives what is broken in words, or None; raises `DoesNotApply`.
    is_of_parts : bool
        Whether the scenario may be made smaller part by part, to find a smaller counterexample; not where the law is
        about what names those parts.
    """

    number: int
    name: str
    statement: str
    trial: Trial
    is_of_parts: bool = True

    @property
    def title(self) -> str:
        """The name, as words."""
        return self.name.replace("_", " ")


LAWS: dict[str, Law] = {}


def law(number: int, *, is_of_parts: bool = True) -> Callable[[Trial], Trial]:
    """Enter a trial under its number; its own name is the law's, and its docstring the statement."""

    def enter(trial: Trial) -> Trial:
        name = trial.__name__
        assert name not in LAWS
        assert number not in {known.number for known in LAWS.values()}
        LAWS[name] = Law(number, name, " ".join((trial.__doc__ or "").split()), trial, is_of_parts)
        return trial

    return enter
