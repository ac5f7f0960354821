"""Comparison: what each stack of variants comes to beside the base, what it changes, and what to say of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from negsim.document.result import Result
from negsim.document.rows import Row as Cells
from negsim.language.model.scenario import Scenario
from negsim.questions.compare.changes import Change
from negsim.questions.zone.result import Findings

Effect = Literal[
    "base", "none", "opens", "closes", "same_conflicts", "other_conflicts", "same_zone", "zone"
]


@dataclass(frozen=True, eq=False)
class VariantRow:
    """What one stack of variants comes to.

    Parameters
    ----------
    variant : tuple of str
        As asked for; empty for the base.
    findings : Findings
        All that `run` finds.
    changes : tuple of Change
        What it changes against the base.
    effect : str
        "none": all that `run` counts is as in the base; "same_conflicts": empty as the base, for the same reasons;
        "other_conflicts": empty, for other reasons; "opens", "closes"; "same_zone": open as the base, with the same
        zone and floor; "zone": open as the base, another zone.
    knots_gone : int
        Of the base's groups of conflicts that share no member, those in which no conflict of this row lies within one
        of the group's; all of them where it is open.
    says : tuple of str
        Sentences for a brief: what it changes in the answer, and why.
    """

    variant: tuple[str, ...]
    findings: Findings
    changes: tuple[Change, ...]
    effect: Effect
    knots_gone: int
    says: tuple[str, ...]

    @property
    def name(self) -> str:
        """The stack as one types it; "base" for the base."""
        return "+".join(self.variant) or "base"

    @property
    def say(self) -> str | None:
        """What the file says of the variants."""
        known = (self.findings.scenario.variant.get(name) for name in self.variant)
        return " ".join(one.say for one in known if one is not None and one.say) or None

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        findings = self.findings
        return {
            "variant": list(self.variant),
            "feasible": findings.feasible,
            "red_line_zone": findings.zone.red_line_size,
            "zone": findings.zone.size,
            "floor": findings.floor,
            "minimal_conflicts": [list(conflict.paths) for conflict in findings.conflicts],
            "minimal_corrections": [
                {"drop": list(one.drop), "opens": one.opens, "zone": one.zone}
                for one in findings.corrections
            ],
            "backbone": dict(findings.zone.backbone),
            "knots_gone": self.knots_gone,
            "effect": self.effect,
            "changes": [change.to_dict() for change in self.changes],
            "says": list(self.says),
        }

    def cells(self) -> Cells:
        """Give the row of a table."""
        findings = self.findings
        return {
            "variant": self.name,
            "effect": self.effect,
            "feasible": findings.feasible,
            "red_line_zone": findings.zone.red_line_size,
            "zone": findings.zone.size,
            "floor": findings.floor,
            "minimal_conflicts": "; ".join(" ".join(c.paths) for c in findings.conflicts),
            "backbone": "; ".join(f"{i}={o}" for i, o in findings.zone.backbone.items()),
            "says": " ".join(self.says),
        }


@dataclass(frozen=True)
class LeftOut:
    """A variant that cannot be applied alone, and why."""

    variant: tuple[str, ...]
    because: str

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"variant": list(self.variant), "because": self.because}


@dataclass(frozen=True, eq=False)
class Comparison(Result):
    """The base, then each variant.

    Parameters
    ----------
    base : Scenario
        With what is applied to every row.
    stacks : tuple of Row
        The base first, then the stacks of variants.
    left_out : tuple of LeftOut
        Variants of the file that are written for a stack and do not stand alone; none where rows were asked for.
    opening : tuple of tuple of str, or None
        The smallest stacks that open the zone, five at most, where nothing else does: they are rows too. None where no
        stack of up to three variants does.
    is_searched : bool
        Whether such stacks were looked for: where rows were asked for they are not.

    Examples
    --------
    >>> import negsim
    >>> [row.name for row in negsim.load("harbour").compare(["quiet_machines"]).stacks]
    ['base', 'quiet_machines']
    """

    COLUMNS: ClassVar = tuple(
        "variant effect feasible red_line_zone zone floor minimal_conflicts backbone says".split()
    )

    base: Scenario
    stacks: tuple[VariantRow, ...]
    left_out: tuple[LeftOut, ...] = ()
    opening: tuple[tuple[str, ...], ...] | None = ()
    is_searched: bool = False

    @property
    def scenario(self) -> Scenario:
        """The base."""
        return self.base

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `negsim compare --format json` writes."""
        return {
            "scenario": self.base.id,
            "with": list(self.base.applied),
            "rows": [row.to_dict() for row in self.stacks],
            "left_out": [one.to_dict() for one in self.left_out],
            **self._opening(),
        }

    def _opening(self) -> dict[str, Any]:
        if not self.is_searched:
            return {}
        stacks = None if self.opening is None else [list(stack) for stack in self.opening]
        return {"opening_stacks": stacks}

    def rows(self) -> list[Cells]:
        """Give a stack a row."""
        return [row.cells() for row in self.stacks]
