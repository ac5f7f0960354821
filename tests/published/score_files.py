"""Scorable games as scenarios: the score files of Abdelnabi et al. (2024), one table for each game."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Game:
    """A game: party -> role, threshold, and points of each option such as A1."""

    roles: Mapping[str, str]
    thresholds: Mapping[str, int]
    points: Mapping[str, Mapping[str, int]]

    @property
    def options(self) -> dict[str, list[str]]:
        """Options per issue."""
        found: dict[str, list[str]] = {}
        for option in next(iter(self.points.values())):
            found.setdefault(option[0], []).append(option)
        return found

    @property
    def vetoes(self) -> list[str]:
        """Parties without which there is no deal."""
        return [party for party, role in self.roles.items() if "veto" in role]

    def text(self, agreement: str = "") -> str:
        """Write it in the scenario language."""
        lines = ["negsim: 1", "scenario: game", "issues:"]
        for issue, options in self.options.items():
            named = ", ".join(f"{option.lower()}: {option}" for option in options)
            lines.append(f"  {issue.lower()}: {{options: {{{named}}}}}")
        lines.append("actors:")
        for party, points in self.points.items():
            lines += [
                f"  {party}:",
                f"    reservation_value: {{points: {self.thresholds[party]}}}",
                "    score_sheet: {from: 0, to: 100}",
                "    preferences:",
            ]
            for issue, options in self.options.items():
                sheet = ", ".join(f"{option.lower()}: {points[option]}" for option in options)
                lines.append(f"      {issue.lower()}: {{points: {{{sheet}}}}}")
        return "\n".join([*lines, agreement]) + "\n"

    def quota(self) -> str:
        """All but one, both vetoes among them."""
        return (
            f"agreement: {{at_least: {len(self.roles) - 1}, including: [{', '.join(self.vetoes)}]}}"
        )


def game(name: str) -> Game:
    """Read a game."""
    with (DATA / f"scorable_{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Game(
        roles={row["party"]: row["role"] for row in rows},
        thresholds={row["party"]: int(row["threshold"]) for row in rows},
        points={
            row["party"]: {
                key: int(value)
                for key, value in row.items()
                if key not in {"party", "role", "threshold"}
            }
            for row in rows
        },
    )
