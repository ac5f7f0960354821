"""Is there a deal that everyone can accept? Negotiation scenarios, answered exactly."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from negsim.errors import NegsimError as NegsimError
    from negsim.language.model.scenario import Scenario as Scenario
    from negsim.language.shipped import shipped_names as shipped_names
    from negsim.questions.zone.result import Findings as Findings
    from negsim.study import Study as Study
    from negsim.study import load as load
    from negsim.study import loads as loads
    from negsim.version import __version__ as __version__

# Where each public name lives. They are fetched when first asked for (PEP 562), so that
# `import negsim` costs nothing that is not used.
_HOMES = {
    "Findings": "negsim.questions.zone.result",
    "NegsimError": "negsim.errors",
    "Scenario": "negsim.language.model.scenario",
    "Study": "negsim.study",
    "__version__": "negsim.version",
    "load": "negsim.study",
    "loads": "negsim.study",
    "shipped_names": "negsim.language.shipped",
}

__all__ = [
    "Findings",
    "NegsimError",
    "Scenario",
    "Study",
    "__version__",
    "load",
    "loads",
    "shipped_names",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
