"""Issues and their options, named or numeric."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any

from negsim.language.model.conditions import Model
from negsim.language.model.evidence import Sources, sources_to_plain
from negsim.language.model.numbers import format_number


class Option(Model):
    """One answer to an issue's question."""

    id: str  # on a numeric issue, the number as a plain decimal
    label: str


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
    """A question to be settled. The options' order means something where `is_ordered`."""

    id: str
    ask: str
    options: tuple[Option, ...]
    is_ordered: bool = False
    axis: str | None = None  # the text that names the order
    range: Range | None = None  # for numeric issues, which are always ordered
    sources: Sources = ()
    tags: tuple[str, ...] = ()

    @property
    def is_numeric(self) -> bool:
        """Whether its options are numbers."""
        return self.range is not None

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each option stands, by id."""
        return {option.id: index for index, option in enumerate(self.options)}

    def to_plain(self) -> dict[str, Any]:
        """Give the mapping that the language has for it."""
        plain: dict[str, Any] = {"ask": self.ask}
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
            plain["options"] = {option.id: option.label for option in self.options}
        if self.sources:
            plain["from"] = sources_to_plain(self.sources)
        if self.tags:
            plain["tags"] = list(self.tags)
        return plain
