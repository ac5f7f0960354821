"""What whoever makes up a scenario has in hand: choices, names, issues, evidence."""

from __future__ import annotations

from fractions import Fraction

from negsim.testing.drawing import Draw
from negsim.testing.sources import Evidence, registers
from negsim.testing.wording import (
    Topic,
    option_text,
)

ISSUES = ("depth", "fee", "noise", "berth", "quay")
OPTIONS = ("ten", "twelve", "none", "fifteen", "full")
ACTORS = ("port", "ships", "town", "guild", "crown")
READINGS = ("mild", "strict", "literal")
LABELS = (
    "10 metres",
    "as it is: no change",
    "#1, of course",
    "yes",
    "über alles",
    'a "quoted" one',
)
WEIGHTS = (
    "1",
    "2",
    "3",
    "1",
    "2",
    "0",
    "low",
    "medium",
    "high",
    "decisive",
    "1/2",
    "1.5",
    "2 +- 1",
)
SCORES = ("0", "1", "1/2", "0.5", "0.25", "1/3", "1", "0", ".5 +- .1", "0.75")
# Numbers whose common denominator outgrows a machine word.
AWKWARD_WEIGHTS = ("1/999983", "2/999979", "0.000001", "999999", "3/999961", "1/3", "355/113")
AWKWARD_SCORES = ("1/999959", "0.333333", "2/3", "1", "0", "5/999953", "0.999999", "123457/999931")
STEPS = (Fraction(1), Fraction(1, 2), Fraction(50), Fraction(1, 4), Fraction(3), Fraction(1, 10))


class Desk:
    """What is settled so far of one made-up scenario."""

    def __init__(self, draw: Draw, most_packages: int, version: str = "1") -> None:
        self.draw = draw
        self.version = version
        self.names: tuple[str, ...] = ()
        self.has_room = True  # for one more option
        # Per actor whether it names no weights.
        self.is_weightless: dict[str, bool] = {}
        self.most_packages = most_packages
        self.topics: list[Topic] = []
        self.in_points: dict[str, bool] = {}
        # Per actor the preference that every variant leaves alone, so that some weight always stands.
        self.anchors: dict[str, str] = {}
        self.weights: tuple[str, ...] = WEIGHTS
        self.scores: tuple[str, ...] = SCORES
        if draw.chance(1, 10):
            self.weights, self.scores = AWKWARD_WEIGHTS, AWKWARD_SCORES
        self.registers = registers(draw) if draw.chance(1, 2) else {}
        self.evidence = Evidence(draw, self.registers)

    @property
    def is_new(self) -> bool:
        """Whether it is written in version 1.1 of the language."""
        return self.version != "1"

    def topics_of(self, actor: str) -> list[Topic]:
        """The issues as what is an actor's own may name them."""
        return [topic.seen_by(actor) for topic in self.topics]

    def package(self) -> dict[str, str]:
        """One option of every issue."""
        return {
            t.name: option_text(self.draw, t, self.draw.choice(t.every_option)) for t in self.topics
        }
