"""A workshop: who is in it, what each may do, and what each is told."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from negsim.document.shown import section_html
from negsim.errors import InputError
from negsim.language.model.scenario import Scenario
from negsim.language.named_packages import package_named
from negsim.language.overlay.apply import apply
from negsim.language.words import option_in_words
from negsim.lesson.debrief import GroupAgreement, debrief
from negsim.lesson.tell import tell
from negsim.questions.zone.find import run
from negsim.solve.kernels.one_package import verdict
from negsim.studio.events import Bell
from negsim.studio.room.rounds import Meeting, Rounds
from negsim.studio.room.sheets import Sheets, checked_move, issues

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another
LENGTH = 8


class Workshop:
    """A room in which roles meet over one scenario.

    Parameters
    ----------
    scenario : Scenario
        As it is when the room begins.
    path : Path
        Where its events are written down.
    """

    def __init__(self, scenario: Scenario, path: Path) -> None:
        self.scenario, self.rounds, self.bell = scenario, Rounds(path), Bell()
        self._sheets = Sheets(scenario)
        known = self.rounds.roles()
        for actor in scenario.actors:
            if actor.id not in known:
                code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
                self.rounds.add_role(actor.id, code, secrets.token_urlsafe(24))

    def close(self) -> None:
        """End it; what happened is kept."""
        self.bell.close()
        self.rounds.close()

    @property
    def codes(self) -> dict[str, str]:
        """The code of each role."""
        return {role: code for role, (code, _) in self._roles().items()}

    def _roles(self) -> dict[str, tuple[str, str]]:
        held = self.rounds.roles()
        return {actor.id: held[actor.id] for actor in self.scenario.actors}

    def secret_of(self, code: str) -> str | None:
        """Give the secret of the role that a code lets in; None where it is no code."""
        return next((secret for own, secret in self._roles().values() if _is_same(own, code)), None)

    def role_of(self, secret: str | None) -> str | None:
        """Give the role of a secret; None where nobody has it."""
        if secret is None:
            return None
        return next(
            (role for role, (_, own) in self._roles().items() if _is_same(own, secret)), None
        )

    def state(self, role: str) -> dict[str, Any]:
        """Give what a role sees."""
        held = self.rounds.held()
        return {
            **self._sheets.of(role, held.moved.get(role, {})),
            "round": held.round,
            "line": self.rounds.branch,
            "is_ended": held.is_ended,
            "table": [
                {**self._laid(held, laid), "yes": held.votes.get(laid["id"], {}).get(role)}
                for laid in held.table
            ],
        }

    def move(self, role: str, path: str, value: str) -> dict[str, Any]:
        """Move one of a role's own numbers."""
        self._held()
        self.rounds.add(
            "move", role, {"path": path, "value": checked_move(self.scenario, role, path, value)}
        )
        return self.state(role)

    def say(self, role: str, number: int, yes: bool) -> dict[str, Any]:
        """Say yes or no to a package on the table; nobody sees it unless all say yes who must."""
        held = self._held()
        if number not in [laid["id"] for laid in held.table]:
            raise InputError.one("no such package is on the table", "look again")
        self.rounds.add("yes", role, {"package": number, "yes": yes})
        self.bell.ring("room")
        return self.state(role)

    def lay(self, package: Mapping[str, Any]) -> dict[str, Any]:
        """Put a package on the table."""
        self._held()
        named = package_named(self.scenario, {str(k): str(v) for k, v in package.items()})
        self.rounds.add("table", "", {"package": {k: str(v) for k, v in named.items()}})
        return self.facilitated()

    def next_round(self) -> dict[str, Any]:
        """Begin another round."""
        self._held()
        self.rounds.add("round", "", {})
        return self.facilitated()

    def _held(self) -> Meeting:
        """Give how the room stands; refuse where the rounds are over."""
        held = self.rounds.held()
        if held.is_ended:
            raise InputError.one(
                "the rounds are over", "whoever leads the room takes back the last step"
            )
        return held

    def facilitated(self) -> dict[str, Any]:
        """Give what the facilitator sees: codes, and how many have spoken, never who said what."""
        self.bell.ring("room")
        return self.overview()

    def overview(self) -> dict[str, Any]:
        """Give what the facilitator sees, and ring nobody."""
        held = self.rounds.held()
        return {
            "title": self.scenario.title,
            "round": held.round,
            "line": self.rounds.branch,
            "lines": self.rounds.branches(),
            "is_ended": held.is_ended,
            "issues": issues(self.scenario),
            "roles": [
                {"id": role, "name": self.scenario.actor[role].name, "code": code}
                for role, code in self.codes.items()
            ],
            "table": [
                {**self._laid(held, laid), "spoken": len(held.votes.get(laid["id"], {}))}
                for laid in held.table
            ],
        }

    def debriefed(self) -> dict[str, Any]:
        """End the rounds, and hold what was agreed against what could have been."""
        if not self.rounds.held().is_ended:
            self.rounds.add("end", "", {})
            self.bell.ring("room")
        held = self.rounds.held()
        moved = [
            f"{role}.{path}={value}"
            for role, own in held.moved.items()
            for path, value in own.items()
        ]
        findings = run(apply(self.scenario, (), tuple(moved)))
        agreed = [
            GroupAgreement(_name(held, laid), laid["package"])
            for laid in held.table
            if self._is_agreed(held, laid)
        ]
        found = debrief(findings, agreed, is_room=True)
        return {"json": found.to_dict(), "html": section_html(tell(found), is_first=True)}

    def _laid(self, held: Meeting, laid: Mapping[str, Any]) -> dict[str, Any]:
        package = laid["package"]
        says = [
            {
                "ask": issue.ask,
                "option": option_in_words(self.scenario, issue.id, package[issue.id]),
            }
            for issue in self.scenario.issues
        ]
        return {
            "id": laid["id"],
            "name": _name(held, laid),
            "package": package,
            "says": says,
            "is_agreed": self._is_agreed(held, laid),
        }

    def _is_agreed(self, held: Meeting, laid: Mapping[str, Any]) -> bool:
        """Say whether all said yes whose consent the package needs."""
        space = self._sheets.space
        needed = verdict(space.problem, space.package(laid["package"])).is_needed
        votes = held.votes.get(laid["id"], {})
        wanted = [role for role, is_needed in zip(space.actors, needed, strict=True) if is_needed]
        return bool(wanted) and all(votes.get(role, False) for role in wanted)


def _name(held: Meeting, laid: Mapping[str, Any]) -> str:
    """Call a package by its round, and by its place among those laid in it."""
    of_round = [one["id"] for one in held.table if one["round"] == laid["round"]]
    return f"Round {laid['round']}, package {of_round.index(laid['id']) + 1}"


def _is_same(first: str, second: str) -> bool:
    return hmac.compare_digest(first.encode(), second.encode())
