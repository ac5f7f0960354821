"""Is there a deal that everyone can accept? Negotiation scenarios, answered exactly."""

from __future__ import annotations

# As `typing` has it; importing that takes longer than the rest of this, and Ctrl-C meanwhile is nobody's to catch.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from negsim.errors import NegsimError as NegsimError
    from negsim.language.model.scenario import Scenario as Scenario
    from negsim.language.shipped import shipped_names as shipped_names
    from negsim.questions.zone.result import Findings as Findings
    from negsim.sources.register import read as read
    from negsim.study import Study as Study
    from negsim.study import load as load
    from negsim.study import loads as loads
    from negsim.version import __version__ as __version__

__all__ = [
    "Findings",
    "NegsimError",
    "Scenario",
    "Study",
    "__version__",
    "load",
    "loads",
    "read",
    "shipped_names",
]


def __getattr__(name: str) -> Any:
    # Fetched when first asked for (PEP 562), so that `import negsim` costs nothing that is not used.
    match name:
        case "__version__":
            from negsim import version

            return version.__version__
        case "NegsimError":
            from negsim import errors

            return errors.NegsimError
        case "Study" | "load" | "loads":
            from negsim import study

            return getattr(study, name)
        case "shipped_names":
            from negsim.language import shipped

            return shipped.shipped_names
        case "read":
            from negsim.sources import register

            return register.read
        case "Scenario":
            from negsim.language.model import scenario

            return scenario.Scenario
        case "Findings":
            from negsim.questions.zone import result

            return result.Findings
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted(__all__)
