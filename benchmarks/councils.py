"""Councils that vote by quotas, each member on an issue of its own: as many coalitions win as packages are deals."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

# Residents on 1 January 2024 in hundreds, as Eurostat published them on 11 July 2024 ("EU population increases again in
# 2024"); its total is 449,206,600, four hundred more than the rounded ones sum to.
STATES = {
    "de": 834450, "fr": 684020, "it": 589897, "es": 486105, "pl": 366210, "ro": 190644,
    "nl": 179429, "be": 118320, "cz": 109006, "pt": 106397, "se": 105517, "el": 103972,
    "hu": 95846, "aut": 91588, "bg": 64455, "dk": 59612, "fi": 56039, "sk": 54247, "ie": 53438,
    "hr": 38620, "lt": 28859, "si": 21239, "lv": 18719, "ee": 13747, "cy": 9335, "lu": 6721,
    "mt": 5630,
}  # fmt: skip
# Made up, in the shape of the Fund's board: 24 chairs, votes in hundredths of a per cent, one of which can stop 85%.
CHAIRS = (
    1649, 614, 608, 542, 531, 513, 438, 412, 403, 402, 394, 374, 338, 335, 328, 319, 307, 305,
    288, 268, 222, 197, 158, 55,
)  # fmt: skip


@dataclass(frozen=True)
class Council:
    """A council: its members' votes, and how they agree."""

    name: str
    votes: dict[str, int]
    agreement: Any

    @property
    def packages(self) -> int:
        """Packages in all."""
        return int(2 ** len(self.votes))


def share(of_hundred: int) -> dict[str, Any]:
    """So much of all residents, rounded up."""
    return {"at_least": -(-sum(STATES.values()) * of_hundred // 100), "votes": STATES}


# Article 16 (4) of the Treaty on European Union: 55% of the states (15) with 65% of the residents, or all but three of
# them, since four at least make a blocking minority; where the Commission has not proposed it, 72% of the states (20).
COUNCILS = (
    Council("eu_27", STATES, {"any_of": [[{"at_least": 15}, share(65)], {"at_least": 24}]}),
    Council("eu_27_alone", STATES, [{"at_least": 20}, share(65)]),
    Council(
        "fund_24",
        {f"chair_{k:02}": votes for k, votes in enumerate(CHAIRS)},
        {
            "at_least": -(-sum(CHAIRS) * 85 // 100),
            "votes": {f"chair_{k:02}": votes for k, votes in enumerate(CHAIRS)},
        },
    ),
)


def scenario(council: Council) -> str:
    """The scenario of a council, as YAML (which JSON is)."""
    document = {
        "negsim": 1.1,
        "scenario": council.name,
        "issues": {
            f"of_{m}": {"options": {"against": "no", "in_favour": "yes"}} for m in council.votes
        },
        "agreement": council.agreement,
        "actors": {
            m: {"red_lines": {"own": {"require": {f"of_{m}": "in_favour"}}}} for m in council.votes
        },
    }
    return json.dumps(document, indent=1)
