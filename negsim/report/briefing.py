"""The report as content: the first page, then the annex, whatever it will be written in."""

from __future__ import annotations

from collections.abc import Callable

from negsim.document.content import Document, Section
from negsim.document.lists import Unanswered, unanswered
from negsim.document.notes import all_notes
from negsim.document.result import told
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import day
from negsim.questions.zone.tell import acceptances, answer
from negsim.report.annex.computed import computed
from negsim.report.annex.numbers import numbers
from negsim.report.annex.sources import sources
from negsim.report.annex.variants import variants
from negsim.report.front import front
from negsim.report.material import Material
from negsim.report.pictures import pictures
from negsim.report.unsaid import silences_in_full


def _conflicts(material: Material) -> Section:
    """Every knot with its evidence, and every way out, where there is any."""
    if not material.explanation.conflicts:
        return Section("conflicts", "Conflicts and ways out")
    return told(material.explanation).cut(material.settings.rows)


# The annex, in the order in which it is read.
ANNEX: tuple[Callable[[Material], Section], ...] = (
    pictures,
    lambda material: answered(material, "packages", "Packages"),
    lambda material: answered(material, "ranking", "Packages in order"),
    lambda material: acceptances(material.findings).cut(material.settings.rows),
    _conflicts,
    lambda material: answered(material, "levers", "Levers"),
    lambda material: answered(material, "room", "Room"),
    lambda material: answered(material, "readings", "What the words mean"),
    variants,
    lambda material: answered(material, "trades", "Trades"),
    lambda material: answered(material, "divided", "Division"),
    lambda material: answered(material, "ensemble", "Other numbers"),
    lambda material: answered(material, "simulation", "Time"),
    sources,
    silences_in_full,
    lambda material: answered(material, "profile", "What each wants"),
    numbers,
    computed,
)


def briefing(material: Material) -> Document:
    """Put everything that was found into words, tables and pictures, in the order in which it is read."""
    said = answer(material.findings)
    first, more = first_sentence(said.rest)
    annex = [part(material) for part in ANNEX]
    return Document(
        title=material.scenario.title,
        dateline=tuple(_dateline(material.scenario)),
        lead=said.opening,
        answer=first,
        more=more,
        is_open=material.findings.zone.is_open,
        front=front(material),
        annex=_present(annex),
        known=all_notes(material.scenario),
    )


def answered(material: Material, part: str, title: str) -> Section:
    """Give what was found in answer to a question, or why nothing was; empty where the question does not arise."""
    found = getattr(material, part)
    if found is None:
        return Section(part, title)
    if isinstance(found, Unanswered):
        return unanswered(part, title, found)
    return told(found).cut(material.settings.rows)


def first_sentence(text: str) -> tuple[str, str]:
    """Part the first sentence from the rest."""
    first, sign, more = text.partition(". ")
    return first + sign.strip(), more


def _present(sections: list[Section]) -> tuple[Section, ...]:
    return tuple(section for section in sections if not section.is_empty)


def _dateline(scenario: Scenario) -> list[str]:
    lines = [f"Positions as of {day(scenario.as_of)}"] if scenario.as_of else []
    for name in scenario.applied:
        variant = scenario.variant.get(name)
        say = f": {variant.say}" if variant is not None and variant.say else ""
        lines.append(f"With {name}{say}")
    return lines
