"""Why nothing is acceptable: findings, looked at from the side of their conflicts."""

from __future__ import annotations

from negsim.questions.explain.result import Explanation
from negsim.questions.zone.result import Findings

__all__ = ["Explanation", "explain"]


def explain(findings: Findings) -> Explanation:
    """Look at findings from the side of their conflicts."""
    return Explanation(findings)
