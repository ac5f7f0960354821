"""The answer written into the page, for whoever reads it before a script runs, or where none does: a mail's preview."""

from __future__ import annotations

from negsim.document.result import told
from negsim.document.shown import SHOWN, heading, section_html
from negsim.language.model.scenario import Scenario
from negsim.questions.zone.find import run
from negsim.solve.choose import choose
from negsim.space.space import compile_scenario

PATIENCE = 20.0  # seconds that writing a page may wait for an answer


def answer_written(scenario: Scenario) -> str:
    """Give the answer as HTML, every word of the file escaped; nothing where it would take long.

    Examples
    --------
    >>> import negsim
    >>> "<b>No deal</b>" in answer_written(negsim.load("harbour").scenario)
    True
    """
    choice = choose(compile_scenario(scenario).problem, "auto")
    if (choice.seconds or 0.0) > PATIENCE:
        return ""
    section = told(run(scenario)).brief().cut(SHOWN)
    return heading(scenario) + section_html(section, is_first=True)
