"""Whole scenarios, made up: small, full of ties, and using every word of the language.

A document is the plain mapping that a reader of YAML would give if it took every scalar for a text.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from negsim.testing import prospects
from negsim.testing.author import Author
from negsim.testing.drawing import Dice, Draw
from negsim.testing.overlays import Overlays
from negsim.testing.wording import (
    Plain,
)


@dataclass
class MadeUp:
    """A made-up scenario, with the registers that it names and stacks of its variants that go together."""

    document: dict[str, Plain]
    registers: dict[str, dict[str, Any]] = field(
        default_factory=dict
    )  # by path, as `claims:` has it
    stacks: list[list[str]] = field(default_factory=list)
    settings: dict[str, str] = field(
        default_factory=dict
    )  # what `--set` may change, under any stack


def draft(draw: Draw, most_packages: int = 200, version: str = "1") -> MadeUp:
    """A whole made-up scenario, valid, with its variants.

    Parameters
    ----------
    draw : Draw
        Where the choices come from.
    most_packages : int
        The largest number of packages, feasible or not (32 at least).
    version : str
        Of the language: ``1``, or ``1.1`` with all that it adds.
    """
    author = Author(draw, most_packages, version)
    document = author.write()
    overlays = Overlays(author, document)
    variants = overlays.write()
    if variants:
        document["variants"] = variants
    if draw.chance(1, 5):
        document["timeline"] = prospects.timeline(author, document)
    if draw.chance(1, 5) and (levers := prospects.levers(author, document)):
        document["levers"] = levers
    return MadeUp(document, author.registers, overlays.stacks(), overlays.settings())


def random_draft(rng: random.Random, most_packages: int = 200, version: str = "1") -> MadeUp:
    """A whole made-up scenario from a generator of random numbers: the same seed, the same scenario."""
    return draft(Dice(rng), most_packages, version)
