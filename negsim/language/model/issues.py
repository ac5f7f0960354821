"""Issues and their options, named or numeric."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any

from negsim.language.model.conditions import Model
from negsim.language.model.evidence import Sources, sources_to_plain
from negsim.language.model.numbers import format_number

LEFT_OPEN = "left_open"  # the option of an issue that may stay open: last, and outside the order


class Option(Model):
    """One answer to an issue's question."""

    id: str  # on a numeric issue, the number as a plain decimal
    label: str
    short: str | None = None  # a name of a few words
    text: str | None = None  # the words of an article that would say it
    read_as: tuple[tuple[str, str], ...] = ()  # actor, and the option that it is to that actor

    def to_plain(self) -> Any:
        """Give its label, or the mapping that the language has for an option written long."""
        more = {"short": self.short, "text": self.text, "read_as": dict(self.read_as) or None}
        said = {key: value for key, value in more.items() if value is not None}
        return {"label": self.label, **said} if said else self.label


class Range(Model):
    """Evenly spaced numbers, both ends included."""

    start: Fraction
    stop: Fraction
    step: Fraction
    unit: str | None = None

    @cached_property
    def values(self) -> tuple[Fraction, ...]:
        """Every number, from `start` to `stop`."""
        count = int((self.stop - self.start) / self.step)
        return tuple(self.start + self.step * i for i in range(count + 1))


class Issue(Model):
    """A question to be settled. The options' order means something where `is_ordered`.

    Where it may stay open, the last option is `left_open`, which has no place in the order.
    """

    id: str
    ask: str
    options: tuple[Option, ...]
    is_ordered: bool = False
    axis: str | None = None  # the text that names the order
    range: Range | None = None  # for numeric issues, which are always ordered
    sources: Sources = ()
    tags: tuple[str, ...] = ()
    short: str | None = None
    may_stay_open: bool = False

    @property
    def is_numeric(self) -> bool:
        """Whether its options are numbers."""
        return self.range is not None

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each option stands, by id; `left_open` last."""
        return {option.id: index for index, option in enumerate(self.options)}

    @property
    def written_options(self) -> tuple[Option, ...]:
        """The options that the file writes: all but `left_open`."""
        return self.options[:-1] if self.may_stay_open else self.options

    @cached_property
    def _read_as(self) -> dict[str, dict[str, str]]:
        """The options that are others to each actor that reads some so: asked for once per score."""
        found: dict[str, dict[str, str]] = {}
        for option in self.options:
            for who, target in option.read_as:
                found.setdefault(who, {})[option.id] = target
        return found

    def read_as(self, actor: str) -> dict[str, str]:
        """Give the options that are others to an actor, and which."""
        return self._read_as.get(actor, {})

    def counted_as(self, actor: str) -> tuple[int, ...]:
        """Give, per option, the place of the option that it is in all that is the actor's own clauses.

        Examples
        --------
        >>> special = Option(id="special", label="special status", read_as=(("town", "local"),))
        >>> none, local = Option(id="none", label="none"), Option(id="local", label="a local law")
        >>> status = Issue(id="status", ask="Which status?", options=(none, local, special))
        >>> status.counted_as("town"), status.counted_as("port")
        ((0, 1, 1), (0, 1, 2))
        """
        others = self.read_as(actor)
        return tuple(self.position[others.get(option.id, option.id)] for option in self.options)

    def ranks(self, actor: str | None = None) -> tuple[int | None, ...]:
        """Give, per option, how far along the order it stands, as an actor counts it or as everybody else does.

        An option that the actor reads as another has the rank of that one, and is not counted; `left_open` has none.
        """
        others = {} if actor is None else self.read_as(actor)
        own = [option.id for option in self.written_options if option.id not in others]
        rank = {option: k for k, option in enumerate(own)}
        return tuple(rank.get(others.get(option.id, option.id)) for option in self.options)

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {"ask": self.ask}
        if self.short is not None:
            plain["short"] = self.short
        if self.range is not None:
            plain["range"] = {
                "from": format_number(self.range.start),
                "to": format_number(self.range.stop),
                "step": format_number(self.range.step),
            }
            if self.range.unit is not None:
                plain["range"]["unit"] = self.range.unit
        else:
            if self.is_ordered:
                plain["ordered"] = True if self.axis is None else self.axis
            plain["options"] = {option.id: option.to_plain() for option in self.written_options}
        if self.may_stay_open:
            plain["may_stay_open"] = self.options[-1].label
        if self.sources:
            plain["from"] = sources_to_plain(self.sources)
        if self.tags:
            plain["tags"] = list(self.tags)
        return plain
