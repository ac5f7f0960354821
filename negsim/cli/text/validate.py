"""What `negsim validate` says of a sound file, and its results as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negsim.errors import Fault, NegsimError
from negsim.language.model.evidence import Register
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted
from negsim.questions.validate.find import Linted


def entry(name: str, scenario: Scenario, linted: Linted) -> dict[str, Any]:
    """Give the result for a sound file."""
    return {
        "scenario": name,
        "sound": True,
        "faults": [],
        "warnings": [_plain(fault) for fault in linted.warnings],
        "left_out": linted.left_out,
        "counts": {
            "issues": len(scenario.issues),
            "actors": len(scenario.actors),
            "red_lines": len(scenario.red_lines),
            "rules": len(scenario.rules),
            "variants": len(scenario.variants),
            "claims": len(scenario.all_claims),
        },
    }


def register_entry(name: str, register: Register, warnings: Sequence[Fault]) -> dict[str, Any]:
    """Give the result for a sound register of claims."""
    return {
        "scenario": name,
        "sound": True,
        "faults": [],
        "warnings": [_plain(fault) for fault in warnings],
        "left_out": None,
        "counts": {
            "documents": len(register.documents),
            "claims": len(register.claims),
            "conflicts": len(register.conflicts),
            "silences": len(register.silences),
        },
    }


def fault_entry(name: str, error: NegsimError) -> dict[str, Any]:
    """Give the result for a file with faults."""
    return {
        "scenario": name,
        "sound": False,
        "faults": [_plain(fault) for fault in error.faults],
        "warnings": [],
        "left_out": None,
        "counts": None,
    }


def validated_text(result: dict[str, Any]) -> str:
    """Put the result for a sound file into words: the warnings with their places, then what was read."""
    lines = []
    for warning in result["warnings"]:
        place = ""
        if warning["file"] is not None:
            place = f"{warning['file']}:{warning['line']}:{warning['column']}: "
        lines.append(f"{place}warning: {warning['what']}")
        if warning["mend"] is not None:
            lines.append(f"      mend: {warning['mend']}")
    if result["left_out"] is not None:
        lines.append(f"not looked at: {result['left_out']}")
    if lines:
        lines.append("")
    read = ", ".join(
        counted(number, what.replace("_", " ").removesuffix("s"))
        for what, number in result["counts"].items()
        if number
    )
    warned = len(result["warnings"])
    verdict = "sound" if not warned else f"sound, with {counted(warned, 'warning')}"
    lines.append(f"{result['scenario']}: {verdict}. {read}.")
    return "\n".join(lines)


def _plain(fault: Fault) -> dict[str, Any]:
    where = fault.where
    return {
        "file": None if where is None else where.path,
        "line": None if where is None else where.line,
        "column": None if where is None else where.column,
        "what": fault.what,
        "mend": fault.mend,
    }
