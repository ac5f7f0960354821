"""The scenario: everything that one file says, read, checked and frozen."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal

from pydantic import Field

from negsim.errors import Where
from negsim.language.model.actors import Actor
from negsim.language.model.conditions import Condition, Model
from negsim.language.model.evidence import Claim, Register, Silence, SourceDocument
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import NumberText, Quantity, format_number
from negsim.language.model.ratification import Body
from negsim.language.model.red_lines import RedLine
from negsim.language.model.timeline import Lever, Timeline
from negsim.language.model.variants import Agreement, Rule, Variant

Choice = tuple[
    tuple[str, str], ...
]  # issues and an option of each; a package where every issue is named


class StatedSpread(Model):
    """Half-ranges, for ensembles, of plain numbers that state none."""

    weight: Quantity = Quantity.plain(0)
    score: Quantity = Quantity.plain(0)
    reservation_value: Quantity = Quantity.plain(0)

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        return {key: format_number(getattr(self, key).best) for key in type(self).model_fields}


class Brief(Model):
    """The analyst's own summary, printed above the answer in reports."""

    text: str
    file: str | None = (
        None  # the path, relative to the scenario, where it stands in a file of its own
    )
    author: str | None = None
    marking: str | None = None  # how it may be passed on, in the words of those who mark

    def to_plain(self) -> Any:
        """Give the text, or the mapping that the language has for it."""
        more = {"author": self.author, "marking": self.marking}
        plain = {key: text for key, text in more.items() if text is not None}
        return {"text": self.file or self.text, **plain} if plain else self.file or self.text


class Expectation(Model):
    """What `check` asserts about the scenario."""

    say: str | None = None
    variant: tuple[str, ...] = ()
    zone: Literal["open", "empty"] | None = None
    red_line_zone: Literal["open", "empty"] | None = None
    includes: Choice | None = None
    every_package: Condition | None = None
    conflict: tuple[str, ...] | None = None
    accepts: tuple[str, Condition] | None = None
    prefers: tuple[str, Choice, Choice] | None = None  # actor, what it prefers, over what
    more_is_better: tuple[str, str] | None = None  # actor, ordered issue
    less_is_better: tuple[str, str] | None = None
    never_below: tuple[str, Fraction, Condition | None] | None = None  # actor, utility, when

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {} if self.say is None else {"say": self.say}
        if self.variant:
            plain["variant"] = "+".join(self.variant)
        for key in ("zone", "red_line_zone"):
            if getattr(self, key) is not None:
                plain[key] = getattr(self, key)
        if self.includes is not None:
            plain["includes"] = dict(self.includes)
        if self.every_package is not None:
            plain["every_package"] = self.every_package.to_plain()
        if self.conflict is not None:
            plain["conflict"] = list(self.conflict)
        if self.accepts is not None:
            plain["accepts"] = {"actor": self.accepts[0], "package": self.accepts[1].to_plain()}
        if self.prefers is not None:
            actor, better, worse = self.prefers
            plain.update({"actor": actor, "prefers": dict(better), "over": dict(worse)})
        for key in ("more_is_better", "less_is_better"):
            if getattr(self, key) is not None:
                plain["actor"], plain[key] = getattr(self, key)
        if self.never_below is not None:
            plain["actor"], least, when = self.never_below
            plain["never_below"] = format_number(least)
            if when is not None:
                plain["when"] = when.to_plain()
        return plain


class Scenario(Model):
    """A scenario, with the variants applied so far. Two are equal where they say the same, wherever they were read."""

    id: str
    version: Literal["1", "1.1"] = "1"  # of the language
    title: str
    as_of: date | None = None
    brief: Brief | None = None
    claims: tuple[str, ...] = ()  # registers, as the file names them
    registers: tuple[Register, ...] = ()
    spread: StatedSpread = StatedSpread()
    issues: tuple[Issue, ...]
    rules: tuple[Rule, ...] = ()
    actors: tuple[Actor, ...]
    agreement: Agreement | None = None
    variants: tuple[Variant, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    outcome: Choice | None = None
    status_quo: Choice | None = None
    timeline: Timeline | None = None
    levers: tuple[Lever, ...] = ()
    applied: tuple[
        str, ...
    ] = ()  # variants in force, in order; changes by `--set` follow as PATH=VALUE
    fixed: tuple[Condition, ...] = ()  # what variants fix: holds always
    excluded: tuple[Condition, ...] = ()  # what variants exclude: holds never
    dropped: tuple[str, ...] = ()  # what variants have taken away: dropping it again is no error
    path: str = Field(default="", exclude=True)
    where: dict[str, Where] = Field(
        default_factory=dict, exclude=True, repr=False
    )  # element path -> place

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.model_dump() == other.model_dump()

    def __hash__(self) -> int:
        return hash((self.id, self.applied))

    @cached_property
    def issue(self) -> dict[str, Issue]:
        """Issues by id."""
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def actor(self) -> dict[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def variant(self) -> dict[str, Variant]:
        """Variants by id."""
        return {variant.id: variant for variant in self.variants}

    @cached_property
    def document(self) -> dict[str, SourceDocument]:
        """The documents of all registers, by id."""
        return {one.id: one for register in self.registers for one in register.documents}

    @cached_property
    def all_claims(self) -> tuple[Claim, ...]:
        """Claims of all registers."""
        return tuple(claim for register in self.registers for claim in register.claims)

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by full id."""
        return {claim.full_id: claim for claim in self.all_claims}

    @cached_property
    def all_silences(self) -> tuple[Silence, ...]:
        """Silences of all registers."""
        return tuple(silence for register in self.registers for silence in register.silences)

    @cached_property
    def red_lines(self) -> dict[str, RedLine]:
        """Red lines of all actors, by their short path ACTOR.ID, in the file's order."""
        return {f"{actor.id}.{line.id}": line for actor in self.actors for line in actor.red_lines}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Bodies that ratify, as ACTOR.BODY, of all actors whose consent a package may need."""
        return {
            f"{actor.id}.{body.id}": body
            for actor in self.actors
            if actor.consent.kind != "never"
            for body in actor.ratification
        }

    @cached_property
    def factions(self) -> tuple[str, ...]:
        """Actors whose consent no package needs, and who vote in a body that is asked."""
        voters = {voter for body in self.bodies.values() for voter in body.voters}
        return tuple(
            actor.id
            for actor in self.actors
            if actor.consent.kind == "never" and actor.id in voters
        )

    def to_plain(self) -> dict[str, Any]:
        """Give the whole as plain data in the language; reading it again gives an equal scenario."""
        version = "1" if self.version == "1" else NumberText(self.version)
        plain: dict[str, Any] = {"negsim": version, "scenario": self.id, "title": self.title}
        if self.as_of is not None:
            plain["as_of"] = self.as_of.isoformat()
        if self.brief is not None:
            plain["brief"] = self.brief.to_plain()
        if self.claims:
            plain["claims"] = list(self.claims)
        if self.spread != StatedSpread():
            plain["spread"] = self.spread.to_plain()
        plain["issues"] = {issue.id: issue.to_plain() for issue in self.issues}
        for key in ("rules", "actors", "variants"):
            if getattr(self, key):
                plain[key] = {element.id: element.to_plain() for element in getattr(self, key)}
        if self.expectations:
            plain["expect"] = [expectation.to_plain() for expectation in self.expectations]
        for key in ("outcome", "status_quo"):
            if getattr(self, key) is not None:
                plain[key] = dict(getattr(self, key))
        for key in ("agreement", "timeline"):
            if getattr(self, key) is not None:
                plain[key] = getattr(self, key).to_plain()
        if self.levers:
            plain["levers"] = {lever.id: lever.to_plain() for lever in self.levers}
        return plain
