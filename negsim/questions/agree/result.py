"""Two coders: alpha and equal shares per field, what differs, and what that does to the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from negsim.document.result import Result, told
from negsim.document.rows import Row
from negsim.document.shown import section_html
from negsim.language.model.evidence import CODED, Register
from negsim.language.model.scenario import Scenario


@dataclass(frozen=True)
class Differing:
    """A field of one claim that the two have differently.

    Parameters
    ----------
    claim, other : str
        Its id in the first register, and in the second.
    field : str
    first, second : plain data
        As each has written it; None where it is absent.
    """

    claim: str
    other: str
    field: str
    first: Any
    second: Any

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "claim": self.claim,
            "other": self.other,
            "field": self.field,
            "first": self.first,
            "second": self.second,
        }


@dataclass(frozen=True)
class Found:
    """What a scenario with drafted demands answers: whether the zone is open, and the minimal conflicts."""

    is_open: bool
    conflicts: tuple[tuple[str, ...], ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "zone": "open" if self.is_open else "closed",
            "conflicts": [list(paths) for paths in self.conflicts],
        }


@dataclass(frozen=True)
class Answered:
    """The answer under either coding, and the sets of differences that turn it.

    Parameters
    ----------
    first, second : Found
    turned_by : tuple of tuple of str
        Inclusion-minimal sets of differences that, taken from the second into the first, change what it finds:
        `c29.kind`, `-c07` and `+k31` for claims that one has alone.
    most : int or None
        Up to how many differences at once were tried, where trying all sets would take too long; None where all were.
    """

    first: Found
    second: Found
    turned_by: tuple[tuple[str, ...], ...]
    most: int | None

    @property
    def is_same(self) -> bool:
        """Whether zone and conflicts are the same under both."""
        return self.first == self.second

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {
            "same": self.is_same,
            "first": self.first.to_dict(),
            "second": self.second.to_dict(),
            "turned_by": [list(names) for names in self.turned_by],
            "complete": self.most is None,
        }


@dataclass(frozen=True, eq=False)
class TwoCoders(Result):
    """Where two registers of one document agree.

    Parameters
    ----------
    first, second : Register
    matched : int
        How many claims both have.
    only_first, only_second : tuple of str
        Ids of claims that one has alone, each in its own order.
    alpha, share_equal : mapping
        Per field, over matched claims: Krippendorff's alpha, and how many are equal, of 1. None without matched claims.
    differences : tuple of Differing
    within : Scenario or None
        The scenario that the codings were tried in.
    answer : Answered or None
        What they come to there.
    """

    COLUMNS: ClassVar = ("claim", "other", "field", "first", "second")

    first: Register
    second: Register
    matched: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    alpha: Mapping[str, Fraction | None]
    share_equal: Mapping[str, Fraction | None]
    differences: tuple[Differing, ...]
    within: Scenario | None
    answer: Answered | None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim agree --format json` writes, numbers still exact."""
        result = {
            "matched": self.matched,
            "only_first": list(self.only_first),
            "only_second": list(self.only_second),
            "alpha": {field: self.alpha[field] for field in CODED},
            "share_equal": {field: self.share_equal[field] for field in CODED},
            "differences": [one.to_dict() for one in self.differences],
        }
        return result if self.answer is None else {**result, "answer": self.answer.to_dict()}

    def rows(self) -> list[Row]:
        """Give what differs, one field a row, then the claims that one has alone."""
        differing: list[Row] = [
            {**one.to_dict(), "first": _in_a_cell(one.first), "second": _in_a_cell(one.second)}
            for one in self.differences
        ]
        return [
            *differing,
            *({"claim": name} for name in self.only_first),
            *({"other": name} for name in self.only_second),
        ]

    def _repr_html_(self) -> str:
        return section_html(told(self))


def _in_a_cell(value: Any) -> str:
    """Write what a field says in few words."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_in_a_cell(item)}" for key, item in value.items())
    if isinstance(value, list):
        return " | ".join(map(_in_a_cell, value))
    return "" if value is None else str(value)
