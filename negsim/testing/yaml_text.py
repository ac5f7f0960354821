"""A plain document as YAML text."""

from __future__ import annotations

from typing import Any

from negsim.language.model.numbers import NumberText, parse_number
from negsim.language.writer import write_yaml

TRUTHS = {"true": True, "false": False}


def to_yaml(document: Any) -> str:
    """Write a plain document, whose scalars are all texts, as a person would: numbers and truths without quotes."""
    return write_yaml(_typed(document))


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {_typed(key): _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if parse_number(value) is not None:
        return NumberText(value)
    return TRUTHS.get(value, value)
