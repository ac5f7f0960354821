"""What was found of a file: faults, or warnings and how much it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from negsim.document.result import Result, told
from negsim.document.shown import section_html
from negsim.errors import Fault, NegsimError
from negsim.language.model.evidence import Register
from negsim.language.model.scenario import Scenario


@dataclass(frozen=True)
class Linted:
    """What was found, in line order, and what was not looked at because the space is too large."""

    warnings: tuple[Fault, ...]
    left_out: str | None
    passages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Validated(Result):
    """Whether a file is sound.

    Parameters
    ----------
    name : str
        As it was asked for.
    faults, warnings : tuple of Fault
        In line order.
    left_out : str or None
        What was not looked at, and why.
    counts : mapping
        How many of what the file holds; nothing where it has faults.
    passages : mapping
        How many anchored passages are found, moved, changed, lost or ambiguous, where texts are at hand.
    """

    name: str
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    left_out: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    passages: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether it has no fault."""
        return not self.faults

    @classmethod
    def of_scenario(cls, name: str, scenario: Scenario, linted: Linted) -> Validated:
        """Say what a sound scenario holds, and what in it is surprising."""
        counts = {
            "issues": len(scenario.issues),
            "actors": len(scenario.actors),
            "red_lines": len(scenario.red_lines),
            "rules": len(scenario.rules),
            "variants": len(scenario.variants),
            "claims": len(scenario.all_claims),
        }
        return cls(name, (), linted.warnings, linted.left_out, counts, linted.passages)

    @classmethod
    def of_register(
        cls,
        name: str,
        register: Register,
        linted: Linted,
    ) -> Validated:
        """Say what a sound register of claims holds, and what in it is surprising."""
        counts = {
            "documents": len(register.documents),
            "claims": len(register.claims),
            "conflicts": len(register.conflicts),
            "silences": len(register.silences),
        }
        return cls(name, (), linted.warnings, None, counts, linted.passages)

    @classmethod
    def of_error(cls, name: str, error: NegsimError) -> Validated:
        """Say what is wrong with a file that cannot be read."""
        return cls(name, tuple(error.faults))

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim validate --format json` lists for each file."""
        return {
            "scenario": self.name,
            "sound": self.is_sound,
            "faults": [_plain(fault) for fault in self.faults],
            "warnings": [_plain(fault) for fault in self.warnings],
            "left_out": self.left_out,
            "counts": dict(self.counts) if self.is_sound else None,
            "passages": dict(self.passages),
        }

    def _repr_html_(self) -> str:
        return section_html(told(self), is_first=True)


def _plain(fault: Fault) -> dict[str, Any]:
    where = fault.where
    return {
        "file": None if where is None else where.path,
        "line": None if where is None else where.line,
        "column": None if where is None else where.column,
        "what": fault.what,
        "mend": fault.mend,
    }
