"""The part of MiniZinc that the exporter writes, evaluated: every assignment tried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product
from typing import Any

_DECLARED = re.compile(r"(?:array\[[^\]]*\] of |var )?(?:bool|int): (\w+) = (.*)", re.DOTALL)
_VARIABLE = re.compile(r"var 1\.\.(\d+): (\w+)")


class FromOne(tuple[Any, ...]):
    """A list whose first item is number 1."""

    __slots__ = ()

    def __getitem__(self, at: Any) -> Any:
        assert 1 <= at <= len(self)
        return tuple.__getitem__(self, at - 1)


def bool2int(value: bool) -> int:
    """Count a truth."""
    assert isinstance(value, bool)
    return int(value)


def solutions(model: str) -> list[tuple[tuple[int, ...], dict[str, Any]]]:
    """Give the assignments that satisfy a model, options from 0, with the values of all that it names."""
    statements = [part.strip() for part in re.sub(r"%[^\n]*", "", model).split(";")]
    variables = [found for part in statements if (found := _VARIABLE.fullmatch(part))]
    names = [found[2] for found in variables]
    satisfying = []
    for choice in product(*(range(1, int(variable[1]) + 1) for variable in variables)):
        values = _values(statements, dict(zip(names, choice, strict=True)))
        if values is not None:
            satisfying.append((tuple(at - 1 for at in choice), values))
    return satisfying


def _values(statements: Sequence[str], values: dict[str, Any]) -> dict[str, Any] | None:
    names: dict[str, Any] = {
        "__builtins__": {},
        "true": True,
        "false": False,
        "forall": all,
        "exists": any,
        "min": min,
        "bool2int": bool2int,
        **values,
    }
    constraints = []
    for part in statements:
        if declared := _DECLARED.fullmatch(part):
            value = eval(declared[2], names)
            names[declared[1]] = FromOne(value) if isinstance(value, list) else value
        elif part.startswith("constraint"):
            constraints.append(part.removeprefix("constraint"))
        else:
            known = ("var 1..", "array[1..", "solve maximize if egalitarian then", "output [")
            assert not part or part.startswith(known), part
    holds = [eval(constraint, names) for constraint in constraints]
    assert all(isinstance(value, bool) for value in holds)
    return names if all(holds) else None
