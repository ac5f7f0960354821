"""For tests of models: strategies that draw scenarios, and the laws of the preference model.

`scenarios`, `actors`, `packages` and `documents` are strategies of hypothesis (the extra ``negsim[testing]``), fetched
when first asked for; `assert_laws` needs nothing more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negsim.testing.laws import assert_laws
    from negsim.testing.strategies import actors, documents, packages, scenarios

__all__ = ["actors", "assert_laws", "documents", "packages", "scenarios"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'negsim.testing' has no attribute {name!r}")
    if name == "assert_laws":
        from negsim.testing.laws import assert_laws as found
    else:
        from negsim.testing import strategies

        found = getattr(strategies, name)
    return found
