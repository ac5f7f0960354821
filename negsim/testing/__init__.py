"""For tests of models: strategies over a model of one's own, strategies that draw scenarios, and the laws.

`packages`, `numbers` and `readings` draw from a study; `scenarios`, `actors` and `documents` make scenarios up. They
are strategies of hypothesis (the extra ``negsim[testing]``), fetched when first asked for; `assert_laws` needs nothing
more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negsim.testing.laws import assert_laws
    from negsim.testing.own_model import numbers, packages, readings
    from negsim.testing.strategies import actors, documents, scenarios

_OF_A_STUDY = ("numbers", "packages", "readings")

__all__ = [
    "actors",
    "assert_laws",
    "documents",
    "numbers",
    "packages",
    "readings",
    "scenarios",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'negsim.testing' has no attribute {name!r}")
    if name == "assert_laws":
        from negsim.testing.laws import assert_laws

        return assert_laws
    from negsim.testing import own_model, strategies

    return getattr(own_model if name in _OF_A_STUDY else strategies, name)
