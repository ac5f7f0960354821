"""Registers of claims, and what the elements of a generated scenario rest on."""

from __future__ import annotations

from typing import Any

from negsim.testing.drawing import Draw

GRADES = "ABCDEF"


def registers(draw: Draw) -> dict[str, dict[str, Any]]:
    """One or two registers by path; claim c1 is in both, so that it needs its document's name."""
    return {
        f"{name}.yaml": {
            "document": {"id": name, "title": f"The {name}", "chain": ["a clerk"]},
            "claims": {
                claim: {
                    "at": str(number),
                    "speaker": "a clerk",
                    "about": "the harbour",
                    "kind": draw.choice(["red_line", "aim", "position", "demand"]),
                    "grade": draw.choice(GRADES),
                    "says": "What the clerk has said.",
                }
                for number, claim in enumerate(claims)
            },
            "silences": {f"s{claims[-1][1:]}": {"about": ["the harbour"], "says": "Nothing."}},
        }
        for name, claims in [("minutes", ["c1", "c2", "c3"]), ("letters", ["c1", "c4"])][
            : draw.integer(1, 2)
        ]
    }


class Evidence:
    """What elements may name as their source: claims where there are registers, assumptions anywhere."""

    def __init__(self, draw: Draw, held: dict[str, dict[str, Any]]) -> None:
        self.draw = draw
        self.is_asked_for = bool(held)
        shared = len(held) > 1
        self.claims = [
            f"{register['document']['id']}.{claim}" if shared and claim == "c1" else claim
            for register in held.values()
            for claim in register["claims"]
        ]
        self.silences = [name for register in held.values() for name in register["silences"]]

    def source(self) -> str:
        """One source."""
        if self.claims and self.draw.chance(3, 5):
            return self.draw.choice(self.claims)
        if self.silences and self.draw.chance(1, 3):
            return f"assumption [{self.draw.choice(self.silences)}]: nobody says it"
        return "assumption: it is usual"

    def added_to(self, element: dict[str, Any]) -> dict[str, Any]:
        """The element with a `from`, where the file asks for one and now and then elsewhere."""
        if not self.is_asked_for and not self.draw.chance(1, 4):
            return element
        if self.draw.chance(1, 3):
            return {**element, "from": [self.source(), self.source()]}
        return {**element, "from": self.source()}
