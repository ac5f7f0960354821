"""Whoever asks, and however: the same number of draws, so that a slide says what the report says."""

from __future__ import annotations

import inspect

import negsim
from negsim.cli.commands import ensemble as ensemble_command
from negsim.cli.commands import report as report_command
from negsim.cli.commands import simulate as simulate_command
from negsim.questions.draws import DRAWS
from negsim.questions.ensemble.find import ensemble
from negsim.questions.simulate.find import simulate
from negsim.report.parts import Settings


def test_commands_notebooks_pictures_and_reports_draw_alike() -> None:
    """Pictures ask `ensemble` and `simulate` as they are, the folder of `run --out` writes a report as it is."""
    asked = {
        f"{command.command.name} --{option.name}": option.default
        for command in (ensemble_command, simulate_command, report_command)
        for option in command.command.params
        if option.name in {"draws", "futures"}
    }
    functions = (ensemble, simulate, negsim.Study.ensemble, negsim.Study.simulate, Settings)
    for function in functions:
        parameters = inspect.signature(function).parameters
        asked |= {
            f"{function.__qualname__}({name})": parameters[name].default
            for name in ("draws", "futures")
            if name in parameters
        }
    assert len(asked) == 10
    assert set(asked.values()) == {DRAWS}
