"""What a register has and a coding project has no place for, in notes that people can read and we can read back.

A project of ours holds each claim as a passage under its id, with codes for what these can say. A note of the passage
keeps the rest of the claim; a note of the project keeps each claim without a passage, each conflict and each silence.
"""

from __future__ import annotations

from typing import Any

from negsim.errors import InputError
from negsim.interop.qda.register import ABOUT
from negsim.language.model.evidence import Claim
from negsim.language.writer import plain_of, write_flow, write_yaml
from negsim.language.yaml.nodes import read_nodes

OWN = "negsim"  # begins the origin of projects that we wrote
USER = "negsim"  # stands for the coder of claims of which nobody knows who coded them
CLAIM, CONFLICT, SILENCE, ORDER = "claim", "conflict", "silence", "order of claims"
VARIABLES = ("id", *ABOUT)


def written(plain: Any) -> str:
    """Write plain data as the words of a note."""
    return write_yaml(plain)


def read_back(text: str) -> Any:
    """Read what `written` wrote; None where somebody changed it so that it cannot be read."""
    try:
        return plain_of(read_nodes(text, ""))
    except InputError:
        return None


def variable_text(value: Any) -> str:
    """Write what a register says of a document as the value of a variable."""
    return (
        value if isinstance(value, str) and value[:1] not in ("[", "{", '"') else write_flow(value)
    )


def variable_value(text: str) -> Any:
    """Read what `variable_text` wrote."""
    if text[:1] not in ("[", "{", '"'):
        return text
    found = read_back(text)
    return text if found is None else found


def rest_of(claim: Claim, at: str | None) -> dict[str, Any]:
    """Give what neither a code nor the place nor the description of a passage says of a claim."""
    rest: dict[str, Any] = {}
    if claim.at != at:
        rest["at"] = claim.at
    if claim.date is not None:
        rest["date"] = claim.date
    if claim.supersedes:
        rest["supersedes"] = list(claim.supersedes)
    return rest
