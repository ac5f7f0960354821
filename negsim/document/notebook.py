"""What a notebook shows: small tables of HTML. Everything that comes from a file is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import Any

from negsim.errors import printable
from negsim.language.model.scenario import Scenario
from negsim.language.words import option_label

SHOWN = 10  # rows
_CELL = "text-align:left;vertical-align:top;padding:0.15em 1em 0.15em 0"


def scenario_html(scenario: Scenario) -> str:
    """Show what a scenario is about: its issues and its actors."""
    issues = table(
        ("issue", "question", "options"),
        (
            (issue.id, issue.ask, " · ".join(_labels(scenario, issue.id)))
            for issue in scenario.issues
        ),
    )
    actors = table(
        ("actor", "name", "consent", "red lines", "preferences"),
        (
            (a.id, a.name, a.consent.kind, str(len(a.red_lines)), str(len(a.preferences)))
            for a in scenario.actors
        ),
    )
    return f"{heading(scenario)}{issues}{actors}"


def rows_html(
    scenario: Scenario, answer: str, rows: Iterable[Mapping[str, Any]], columns: Sequence[str]
) -> str:
    """Show an answer in a sentence, and rows of results as a table."""
    cells = (
        tuple("" if row[name] is None else _cell(row[name]) for name in columns) for row in rows
    )
    return f"{heading(scenario)}<p><b>{text(answer)}</b></p>{table(columns, cells)}"


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{float(value):.3f}" if isinstance(value, float | Fraction) else str(value)


def _labels(scenario: Scenario, issue_id: str) -> Sequence[str]:
    issue = scenario.issue[issue_id]
    if issue.range is not None:
        first, last = issue.options[0].id, issue.options[-1].id
        return [f"{first} to {option_label(issue, last)}"]
    return [option.label for option in issue.options]


def heading(scenario: Scenario) -> str:
    """Show the title of a scenario, and what is applied to it."""
    return f"<h3>{text(scenario.title)}</h3>{applied(scenario)}"


def applied(scenario: Scenario) -> str:
    """Show the variants in force."""
    return f"<p>with {text(' + '.join(scenario.applied))}</p>" if scenario.applied else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Show rows under their headings."""
    cells = "".join(f'<th style="{_CELL}">{text(name)}</th>' for name in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{text(c)}</td>' for c in row) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def text(words: str) -> str:
    """Escape words for a page, and for a notebook, which would read some of them as formulas."""
    # A notebook typesets what stands between two dollar signs.
    return escape(printable(words)).replace("$", '<span class="tex2jax_ignore">$</span>')
