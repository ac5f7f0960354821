"""Genius: a domain and a profile per actor, in XML."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from xml.sax.saxutils import quoteattr

from negsim.interop.additive import Additive, additive, decimal_text
from negsim.interop.labels import issue_names, option_names
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario


def genius_files(scenario: Scenario) -> tuple[dict[str, str], list[str]]:
    """Give the files of a Genius domain, by name, and what they say otherwise than the scenario."""
    names = issue_names(scenario.issues)
    actors = additive(scenario)
    notes: list[str] = []
    profiles = {f"{scenario.id}_{actor.actor.id}.xml": actor for actor in actors}
    agents = "".join(
        f"  <agent name={_quoted(actor.actor.name)} utility_space={_quoted(file)} class={_quoted('')}/>\n"
        for file, actor in profiles.items()
    )
    issues = _indented(
        "".join(
            _issue(place, name, issue)
            for place, (name, issue) in enumerate(zip(names, scenario.issues, strict=True), 1)
        )
    )
    files = {
        f"{scenario.id}-domain.xml": "<negotiation_template>\n"
        f'{agents}  <utility_space number_of_issues="{len(names)}">\n'
        f"    {_objective(scenario)}\n{issues}    </objective>\n  </utility_space>\n"
        "</negotiation_template>\n"
    }
    for file, actor in profiles.items():
        files[file] = _profile(scenario, names, actor, notes)
    return files, notes


def _objective(scenario: Scenario) -> str:
    return (
        f'<objective index="0" name={_quoted(scenario.title)} type="objective" etype="objective"'
        ' description="">'
    )


def _head(place: int, name: str) -> str:
    return f'<issue index="{place}" name={_quoted(name)} type="discrete" etype="discrete" vtype="discrete">\n'


def _issue(place: int, name: str, issue: Issue) -> str:
    items = "".join(
        f'  <item index="{k}" value={_quoted(label)}/>\n'
        for k, label in enumerate(option_names(issue), 1)
    )
    return f"{_head(place, name)}{items}</issue>\n"


def _profile(scenario: Scenario, names: Sequence[str], actor: Additive, notes: list[str]) -> str:
    tables = _without_constant(actor, notes)
    body = ""
    weights = ""
    for place, (name, issue, table) in enumerate(
        zip(names, scenario.issues, tables, strict=True), 1
    ):
        weight = max(table)
        items = "".join(
            f'  <item index="{k}" value={_quoted(label)}'
            f' evaluation="{decimal_text(worth / weight if weight > 0 else worth)}"/>\n'
            for k, (label, worth) in enumerate(zip(option_names(issue), table, strict=True), 1)
        )
        body += f"{_head(place, name)}{items}</issue>\n"
        weights += f'<weight index="{place}" value="{decimal_text(weight)}"/>\n'
    lines = _indented(body + weights)
    return (
        f"<utility_space>\n    {_objective(scenario)}\n{lines}    </objective>\n"
        f'  <reservation value="{decimal_text(actor.reservation)}"/>\n</utility_space>\n'
    )


def _without_constant(actor: Additive, notes: list[str]) -> list[list[Fraction]]:
    """Lift every issue so that its worst option adds 0 at least, and put what is left into one of them.

    Genius knows no constant, and divides by an issue's best evaluation, which must be above 0.
    """
    tables = [list(table) for table in actor.tables]
    constant = actor.constant
    for table in tables:
        low = min(table)
        if low < 0 or constant < 0:
            table[:] = [value - low for value in table]
            constant += low
    best = max(range(len(tables)), key=lambda at: max(tables[at]))
    tables[best] = [value + constant for value in tables[best]]
    worst = sum((min(table) for table in tables), Fraction(0))
    if worst < 0 or max(tables[best]) <= 0 < -min(tables[best]):
        notes.append(f"{actor.actor.id}: utilities below 0, which Genius may not take")
    if sum((max(table) for table in tables), Fraction(0)) > 1:
        notes.append(f"{actor.actor.id}: utilities above 1, which Genius cuts to 1")
    return tables


def _quoted(text: str) -> str:
    # Characters that XML cannot hold at all, not even as entities, become the replacement sign.
    legal = "".join(c if c in "\t\n\r" or _is_legal(ord(c)) else "\ufffd" for c in text)
    return quoteattr(legal, {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _is_legal(code: int) -> bool:
    return 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code >= 0x10000


def _indented(text: str) -> str:
    return "".join(f"      {line}\n" for line in text.splitlines())
