"""Packages in a report: issue by issue, or in a line."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.document.content import Facts
from negsim.questions.zone.deals import deal_facts as facts_of
from negsim.questions.zone.deals import differs
from negsim.questions.zone.result import Choice, Findings

__all__ = ["deal_facts", "differs"]


def deal_facts(findings: Findings, package: Choice, issues: Sequence[str]) -> Facts:
    """Give the answers of a package to some issues' questions."""
    return facts_of(findings.scenario, package, issues)
