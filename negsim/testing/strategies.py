"""Strategies of hypothesis that draw scenarios: small, valid, full of ties, with every word of the language.

Needs hypothesis, the extra ``negsim[testing]``.

Examples
--------
>>> from hypothesis import given
>>> from negsim.testing.strategies import scenarios
>>> @given(scenarios())
... def test_zone_is_feasible(scenario):
...     findings = scenario.run().to_dict()
...     assert findings["zone"]["size"] <= findings["packages"]["feasible"]
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from negsim.language.model.actors import Actor
from negsim.study import Study, loads
from negsim.testing.documents import MadeUp, draft
from negsim.testing.drawing import Draw
from negsim.testing.yaml_text import to_yaml

__all__ = ["actors", "documents", "drafts", "scenarios", "to_yaml"]


_between = cache(st.integers)  # made anew for each draw, it would be checked anew


class HypothesisDraw(Draw):
    """Choices that hypothesis makes, and shrinks."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def integer(self, low: int, high: int) -> int:
        """Some whole number from `low` to `high`, both included."""
        return self.draw(_between(low, high))


@st.composite
def drafts(draw: st.DrawFn, most_packages: int = 60, version: str = "1") -> MadeUp:
    """Draw scenarios as plain documents, with their registers and the stacks of variants that go together."""
    return draft(HypothesisDraw(draw), most_packages, version)


def documents(most_packages: int = 60, version: str = "1") -> st.SearchStrategy[dict[str, Any]]:
    """Draw scenarios as plain documents: mappings and lists of texts, to be written with `to_yaml`.

    Only such as name no registers of claims, so that the text stands on its own.
    """
    alone = drafts(most_packages, version).filter(lambda drawn: not drawn.registers)
    return alone.map(lambda drawn: drawn.document)


def scenarios(most_packages: int = 60) -> st.SearchStrategy[Study]:
    """Draw scenarios that are read and checked, ready to be asked."""
    return documents(most_packages).map(lambda document: loads(to_yaml(document)))


def actors(most_packages: int = 60) -> st.SearchStrategy[Actor]:
    """Draw an actor of some scenario, as written."""
    return scenarios(most_packages).flatmap(lambda study: st.sampled_from(study.base.actors))
