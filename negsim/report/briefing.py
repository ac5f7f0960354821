"""The report as content: the first page, then the annex, whatever it will be written in."""

from __future__ import annotations

from collections.abc import Iterator

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
from negsim.report.front import front
from negsim.report.material import Material
from negsim.report.parts import PARTS, Part
from negsim.report.pictures import pictures
from negsim.report.unsaid import silences_in_full


def briefing(material: Material) -> Document:
    """Put everything that was found into words, tables and pictures, in the order in which it is read."""
    said = answer(material.findings)
    first, more = first_sentence(said.rest)
    return Document(
        title=material.scenario.title,
        dateline=tuple(_dateline(material.scenario)),
        lead=said.opening,
        answer=first,
        more=more,
        is_open=material.findings.zone.is_open,
        front=front(material),
        annex=tuple(section for section in _annex(material) if not section.is_empty),
        known=all_notes(material.scenario),
    )


def _annex(material: Material) -> Iterator[Section]:
    """The pictures, who accepts what, the answer to every question that was asked, and what all of it is made of."""
    yield pictures(material)
    yield acceptances(material.findings).cut(material.settings.rows)
    for part in PARTS:
        yield answered(material, part)
    yield silences_in_full(material)
    yield numbers(material)
    yield computed(material)


_OTHERWISE = {"trace": sources}


def answered(material: Material, part: Part) -> Section:
    """Give what was found in answer to a question, or why nothing was; empty where the question does not arise."""
    found = material.parts[part.name]
    if part.name in _OTHERWISE:
        return _OTHERWISE[part.name](material)
    if found is None:
        return Section(part.name, part.title)
    if isinstance(found, Unanswered):
        return unanswered(part.name, part.title, found)
    return told(found).cut(material.settings.rows)


def first_sentence(text: str) -> tuple[str, str]:
    """Part the first sentence from the rest."""
    first, sign, more = text.partition(". ")
    return first + sign.strip(), more


def _dateline(scenario: Scenario) -> list[str]:
    lines = [f"Positions as of {day(scenario.as_of)}"] if scenario.as_of else []
    for name in scenario.applied:
        variant = scenario.variant.get(name)
        lines.append(
            f"With {name}" if variant is None or not variant.say else f"With: {variant.say}"
        )
    return lines
