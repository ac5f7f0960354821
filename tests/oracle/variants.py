"""Variants, `--set` and evidence: from a document to what stands once they have been applied."""

from __future__ import annotations

import copy
import re
from fractions import Fraction
from typing import Any

from tests.oracle.evidence import claims_of, line_status, named
from tests.oracle.language import ladder_red_line, read_issues

ACTOR_KEYS = {
    *("name", "consent", "influence", "reservation_value", "batna", "from", "score_sheet"),
    *("red_lines", "preferences", "wishes", "expects", "ratification"),
    *("short", "weights", "salience", "numbers_from"),
}
GRADES = "ABCDEF"


class Standing:
    """A document in which variants are being applied, one whole after the other."""

    def __init__(self, document: dict[str, Any], registers: list[dict[str, Any]]) -> None:
        document = copy.deepcopy(document)
        self.issues = read_issues(document)
        self.rules: dict[str, Any] = document.get("rules", {})
        self.actors: dict[str, dict[str, Any]] = document["actors"]
        self.agreement: Any = document.get("agreement")
        self.barred: list[tuple[str, Any]] = []  # ("fix", condition) or ("exclude", {issue: test})
        self.chosen: dict[tuple[str, str], str] = {}  # red line -> the reading chosen by a variant
        self.variants = document.get("variants", {})
        self.document = document
        self.claims = claims_of(registers)
        for actor in self.actors.values():
            for part in ("red_lines", "preferences", "wishes", "ratification"):
                actor.setdefault(part, {})
            for issue in actor["preferences"]:
                self.raise_ladder_line(actor, issue)

    @staticmethod
    def raise_ladder_line(actor: dict[str, Any], issue: str) -> None:
        """A `!` in a ladder is a red line too, named after the issue and resting on the same evidence."""
        preference = actor["preferences"][issue]
        clause = ladder_red_line(issue, preference.get("ladder", ""))
        if clause is not None:
            actor["red_lines"][issue] = {
                **clause,
                "from": preference.get("from", []),
                "of_ladder": "yes",
            }

    def lower_ladder_line(self, actor: dict[str, Any], issue: str) -> None:
        """Who drops or replaces the preference does so to its red line."""
        if actor["red_lines"].get(issue, {}).get("of_ladder"):
            del actor["red_lines"][issue]

    def apply(self, variant: dict[str, Any]) -> None:
        """One variant, whole: drop, add, set, read, trust, then fix and exclude."""
        for path in variant.get("drop", []):
            self.drop(path)
        for path, element in variant.get("add", {}).items():
            self.add(path, element)
        for path, value in variant.get("set", {}).items():
            self.set(path, value)
        if "read" in variant:
            self.read(variant["read"])
        if "trust" in variant:
            self.trust(variant["trust"])
        if "fix" in variant:
            self.barred.append(("fix", variant["fix"]))
        if "exclude" in variant:
            self.barred.append(("exclude", variant["exclude"]))

    def parts(self, path: str) -> list[str]:
        """A path in its long form: `port.cheap` is `port.red_lines.cheap`."""
        parts = path.split(".")
        if len(parts) >= 2 and parts[0] in self.actors and parts[1] not in ACTOR_KEYS:
            return [parts[0], "red_lines", *parts[1:]]
        return parts

    def drop(self, path: str) -> None:
        parts = self.parts(path)
        if parts[0] == "rules":
            self.rules.pop(parts[1], None)
            return
        actor = self.actors[parts[0]]
        actor[parts[1]].pop(parts[2], None)
        if parts[1] == "preferences":
            self.lower_ladder_line(actor, parts[2])
        if parts[1] == "red_lines":
            self.chosen.pop((parts[0], parts[2]), None)

    def add(self, path: str, element: Any) -> None:
        parts = self.parts(path)
        if parts[0] == "rules":
            assert parts[1] not in self.rules
            self.rules[parts[1]] = copy.deepcopy(element)
            return
        actor = self.actors[parts[0]]
        assert parts[2] not in actor[parts[1]]
        actor[parts[1]][parts[2]] = copy.deepcopy(element)
        if parts[1] == "preferences":
            self.raise_ladder_line(actor, parts[2])

    def set(self, path: str, value: Any) -> None:
        value = copy.deepcopy(value)
        parts = self.parts(path)
        if parts[0] == "agreement":
            if len(parts) == 1:
                self.agreement = value
            else:
                self.agreement["at_least"] = value
        elif parts[0] == "rules":
            assert parts[1] in self.rules
            self.rules[parts[1]] = value
        elif parts[0] == "spread":
            pass  # only ensembles draw
        elif len(parts) == 2:
            self.actors[parts[0]][parts[1]] = value
        else:
            actor = self.actors[parts[0]]
            assert parts[2] in actor[parts[1]]
            if len(parts) == 3:
                actor[parts[1]][parts[2]] = value
                if parts[1] == "preferences":
                    self.lower_ladder_line(actor, parts[2])
                    self.raise_ladder_line(actor, parts[2])
                if parts[1] == "red_lines":
                    self.chosen.pop((parts[0], parts[2]), None)
            elif len(parts) == 4:
                assert parts[3] in ("weight", "points", "needs", "firm")
                actor[parts[1]][parts[2]][parts[3]] = value
            else:
                table = actor[parts[1]][parts[2]][parts[3]]
                option = ".".join(parts[4:])
                [key] = [key for key in table if key == option or same_number(key, option)]
                table[key] = value

    def read(self, what: Any) -> None:
        if isinstance(what, dict):
            for path, reading in what.items():
                actor_id, _, line_id = self.parts(path)
                assert reading in self.actors[actor_id]["red_lines"][line_id]["readings"]
                self.chosen[actor_id, line_id] = reading
            return
        found = False
        for actor_id, actor in self.actors.items():
            for line_id, line in actor["red_lines"].items():
                if what in line.get("readings", {}):
                    self.chosen[actor_id, line_id] = what
                    found = True
        assert found

    def trust(self, how: dict[str, Any]) -> None:
        for actor_id, actor in self.actors.items():
            for line_id, line in list(actor["red_lines"].items()):
                if self.is_out(how, actor_id, line, self.reading(actor_id, line_id)):
                    del actor["red_lines"][line_id]
                    self.chosen.pop((actor_id, line_id), None)

    def drop_unsupported(self) -> None:
        """Without the red lines that no claim supports, in the reading in force."""
        for actor_id, actor in self.actors.items():
            for line_id, line in list(actor["red_lines"].items()):
                reading = self.reading(actor_id, line_id)
                own = [] if isinstance(reading, str) else reading.get("from", [])
                if not named(self.claims, own or line.get("from", []))[0]:
                    del actor["red_lines"][line_id]

    def is_out(self, how: dict[str, Any], actor: str, line: dict[str, Any], reading: Any) -> bool:
        """Whether a line, so read, is not to be trusted."""
        if self.document.get("negsim") == "1.1":
            said = {} if isinstance(reading, str) else reading
            clause = {key: said[key] for key in ("require", "forbid", "if", "then") if key in said}
            sources = said.get("from", []) or line.get("from", [])
            status, grade, _ = line_status(
                self.document, self.claims, actor, clause or "none", sources
            )
            if status is None:
                return False
            grades = [] if grade is None else [grade]
            if "status" in how:
                wanted = how["status"]
                if status not in ([wanted] if isinstance(wanted, str) else wanted):
                    return True
            is_ours = status in ("assumed", "unsourced")
        else:
            full = named(self.claims, line.get("from", []))[0]
            grades = [self.claims[name]["grade"] for name in full]
            is_ours = not grades
        if how.get("assumptions") == "false" and is_ours:
            return True
        return "grade" in how and not any(
            GRADES.index(grade) <= GRADES.index(how["grade"]) for grade in grades
        )

    def reading(self, actor_id: str, line_id: str) -> Any:
        """The clause that a red line is read as: the chosen reading, or the first."""
        line = self.actors[actor_id]["red_lines"][line_id]
        if "readings" not in line:
            return line
        readings = line["readings"]
        return readings[self.chosen.get((actor_id, line_id), next(iter(readings)))]


def same_number(one: str, other: str) -> bool:
    """Whether two texts are the same number, as keys of breakpoints may be."""
    pattern = r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?(/\d+)?"
    if not (re.fullmatch(pattern, one) and re.fullmatch(pattern, other)):
        return False
    return Fraction(one) == Fraction(other)


def standing(
    document: dict[str, Any],
    variants: list[str] | tuple[str, ...] = (),
    registers: list[dict[str, Any]] | tuple[dict[str, Any], ...] = (),
    settings: dict[str, Any] | None = None,
) -> Standing:
    """What stands of a document under variants, stacked in the order given; `--set` comes last."""
    stands = Standing(document, list(registers))
    for name in variants:
        stands.apply(stands.variants[name])
    for path, value in (settings or {}).items():
        stands.set(path, value)
    return stands
