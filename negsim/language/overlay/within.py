"""A condition that somebody asks of a scenario's packages, from its text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from negsim.errors import InputError
from negsim.language.model.conditions import Condition
from negsim.language.model.scenario import Scenario
from negsim.language.overlay.apply import context_of
from negsim.language.read.conditions import read_condition
from negsim.language.yaml.nodes import read_nodes
from negsim.language.yaml.text import with_excerpts

ConditionText = str | Mapping[str, Any] | Sequence[Mapping[str, Any]]
SUBJECT = "the condition"


def condition_asked(scenario: Scenario, condition: ConditionText) -> Condition:
    """Read a condition, as the language has it.

    Parameters
    ----------
    scenario : Scenario
        Whose issues it speaks of.
    condition : str, mapping or sequence of mapping
        YAML, ``{depth: at least twelve}``, or the same as plain data.

    Raises
    ------
    InputError
        With every fault of it at once.

    Examples
    --------
    >>> import negsim
    >>> scenario = negsim.load("harbour").scenario
    >>> condition_asked(scenario, {"fee": "at most 200"}).to_plain()
    {'fee': 'at most 200'}
    """
    text = condition if isinstance(condition, str) else json.dumps(condition, default=str)
    context = context_of(scenario, SUBJECT)
    found = read_condition(context, read_nodes(text, SUBJECT), SUBJECT)
    if context.faults or found is None:
        raise InputError(with_excerpts(context.faults, text, SUBJECT))
    return found
