"""Is there a deal that everyone can accept? Negotiation scenarios, answered exactly."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negsim.language import load as load
    from negsim.language import loads as loads
    from negsim.language.scenario import Scenario as Scenario

__version__ = "0.1.0"

# Where each public name lives. They are fetched when first asked for (PEP 562), so that
# `import negsim` costs nothing that is not used.
_HOMES = {
    "Scenario": "negsim.language.scenario",
    "load": "negsim.language",
    "loads": "negsim.language",
}

__all__ = ["Scenario", "__version__", "load", "loads"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
