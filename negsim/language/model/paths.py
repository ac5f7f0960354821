"""Paths: how variants, expectations and the command line name an element or a number of a scenario."""

from __future__ import annotations

from typing import Literal

from negsim.language.model.actors import ACTOR_KEYS
from negsim.language.model.conditions import Model
from negsim.language.model.numbers import format_number, parse_number

PathKind = Literal[
    "red_line",
    "preference",
    "wish",
    "reservation_value",
    "consent",
    "influence",
    "rule",
    "agreement",
    "spread",
    "body",
]
FORMS = (
    "ACTOR.red_lines.ID (or ACTOR.ID), ACTOR.preferences.ISSUE[.weight|.scores.OPTION|.points.OPTION], "
    "ACTOR.wishes.ID[.weight|.points], ACTOR.reservation_value, ACTOR.consent, ACTOR.influence, rules.ID, "
    "agreement[.at_least], spread.weight|score|reservation_value"
)
NEW_FORMS = (
    "ACTOR.red_lines.ID[.firm] (or ACTOR.ID[.firm]), ACTOR.preferences.ISSUE[.weight|.scores.OPTION|.points.OPTION], "
    "ACTOR.wishes.ID[.weight|.points], ACTOR.ratification.BODY[.needs|.votes.VOTER], ACTOR.reservation_value, "
    "ACTOR.consent, ACTOR.influence, rules.ID, agreement[.at_least], spread.weight|score|reservation_value"
)
_SECTIONS: dict[str, PathKind] = {
    "red_lines": "red_line",
    "preferences": "preference",
    "wishes": "wish",
    "ratification": "body",
}
_FIELDS: dict[PathKind, tuple[str, ...]] = {
    "preference": ("weight",),
    "wish": ("weight", "points"),
    "red_line": ("firm",),
    "body": ("needs",),
}
_OF_ACTOR: tuple[PathKind, ...] = ("reservation_value", "consent", "influence")
_SPREADS = ("weight", "score", "reservation_value")


class Path(Model):
    """A path taken apart: the element, and perhaps a number within it."""

    kind: PathKind
    actor: str = ""
    id: str = ""
    field: str = ""  # weight, scores, points, firm, needs, votes, at_least
    option: str = ""  # with scores and points of a preference; with votes of a body, the voter

    @property
    def element(self) -> str:
        """The full path of the element, without the number within it."""
        if self.kind in _SECTIONS.values():
            section = next(name for name, kind in _SECTIONS.items() if kind == self.kind)
            return f"{self.actor}.{section}.{self.id}"
        if self.kind == "rule":
            return f"rules.{self.id}"
        if self.kind == "spread":
            return f"spread.{self.id}"
        return "agreement" if self.kind == "agreement" else f"{self.actor}.{self.kind}"

    @property
    def is_new(self) -> bool:
        """Whether only version 1.1 of the language has it."""
        return self.kind == "body" or self.field == "firm"

    @property
    def full(self) -> str:
        """The whole path."""
        return ".".join(part for part in (self.element, self.field, self.option) if part)

    @property
    def short(self) -> str:
        """As results name it: a red line and a body as ACTOR.ID, all else in full."""
        return f"{self.actor}.{self.id}" if self.kind in ("red_line", "body") else self.full


def parse_path(text: str) -> Path | None:
    """Take a path apart; None where it has no form of a path. Whether it names anything is not asked here.

    Examples
    --------
    >>> parse_path("russia.neutrality").full
    'russia.red_lines.neutrality'
    >>> parse_path("port.preferences.fee.scores.0.5").option
    '0.5'
    >>> parse_path("port.preferences.fee.scores.1e1").option
    '10'
    >>> parse_path("port.ratification.council.votes.ships").short
    'port.council'
    """
    head, *rest = text.split(".")
    # An option may be a number such as .5, which begins with a dot itself.
    if not head or not all(rest[:3]) or not all(rest[-1:]):
        return None
    if head == "rules":
        return Path(kind="rule", id=rest[0]) if len(rest) == 1 else None
    if head == "agreement":
        return Path(kind="agreement", field=".".join(rest)) if rest in ([], ["at_least"]) else None
    if head == "spread":
        return Path(kind="spread", id=rest[0]) if len(rest) == 1 and rest[0] in _SPREADS else None
    if not rest:
        return None
    if rest[0] in _OF_ACTOR:
        return Path.model_validate({"kind": rest[0], "actor": head}) if len(rest) == 1 else None
    if rest[0] not in _SECTIONS or rest == ["ratification"]:
        if rest[0] in ACTOR_KEYS or rest[1:] not in ([], ["firm"]):
            return None
        return Path(kind="red_line", actor=head, id=rest[0], field="".join(rest[1:]))
    return _in_section(head, _SECTIONS[rest[0]], rest[1:])


def _in_section(actor: str, kind: PathKind, rest: list[str]) -> Path | None:
    if not rest:
        return None
    name, *tail = rest
    if not tail:
        return Path(kind=kind, actor=actor, id=name)
    if kind == "preference" and tail[0] in ("scores", "points") and len(tail) > 1:
        option = ".".join(tail[1:])
        number = parse_number(option)
        plain = option if number is None else format_number(number)
        return Path(kind=kind, actor=actor, id=name, field=tail[0], option=plain)
    if kind == "body" and tail[0] == "votes" and len(tail) == 2:
        return Path(kind=kind, actor=actor, id=name, field="votes", option=tail[1])
    fields = _FIELDS.get(kind, ())
    if len(tail) == 1 and tail[0] in fields:
        return Path(kind=kind, actor=actor, id=name, field=tail[0])
    return None
