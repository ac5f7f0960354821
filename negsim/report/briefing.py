"""The report as content: the first page, what everybody reads, then the annex, whatever it will be written in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from negsim.document.content import Section
from negsim.document.document import Document
from negsim.document.lists import Unanswered, present, unanswered
from negsim.document.notes import all_notes
from negsim.document.result import told
from negsim.language.phrases import day
from negsim.questions.trace.numbers import numbers
from negsim.questions.trace.tell import silences
from negsim.questions.zone.tell import acceptances, answer
from negsim.report.annex.computed import computed
from negsim.report.chapters import chapters
from negsim.report.front import front
from negsim.report.material import Material
from negsim.report.note import blocks
from negsim.report.parts import PARTS, Part
from negsim.report.pictures import first_picture, pictures


def briefing(material: Material) -> Document:
    """Put everything that was found into words, tables and pictures, in the order in which it is read."""
    said = answer(material.findings)
    first, more = first_sentence(said.rest)
    settings, brief = material.settings, material.scenario.brief
    summary, author, marking = settings.summary, settings.author, settings.marking
    if brief is not None:
        summary = summary or brief.text
        author = author or brief.author or ""
        marking = marking or brief.marking or ""
    images = first_picture(material)
    document = Document(
        title=material.scenario.title,
        dateline=tuple(_dateline(material)),
        lead=said.opening,
        answer=first,
        more=more,
        is_open=material.findings.zone.is_open,
        front=front(material),
        known=all_notes(material.scenario),
        summary=blocks(summary),
        author=author,
        marking=marking,
        picture=next(iter(images), None),
    )
    if settings.short:
        return document
    document = replace(document, body=chapters(material, images[1:]))
    annex = tuple(section for section in _annex(material) if not section.is_empty)
    document = replace(document, annex=annex)
    return replace(document, annex=(*annex, computed(material, document.notes)))


def _annex(material: Material) -> Iterator[Section]:
    """The pictures, who accepts what, the answer to every question that was asked, and what all of it is made of."""
    yield pictures(material)
    yield acceptances(material.findings).cut(material.settings.rows)
    for part in PARTS:
        yield answered(material, part)
    yield numbers(material.scenario)


def answered(material: Material, part: Part) -> Section:
    """Give what was found in answer to a question, or why nothing was; empty where the question does not arise."""
    found = material.parts[part.name]
    if found is None:
        return Section(part.name, part.title)
    if isinstance(found, Unanswered):
        # What the documents do not say is known whatever else could be gone through.
        inner = present(silences(material.scenario)) if part.name == "trace" else ()
        return replace(unanswered(part.name, part.title, found), sections=inner)
    return told(found).cut(material.settings.rows)


def first_sentence(text: str) -> tuple[str, str]:
    """Part the first sentence from the rest."""
    first, sign, more = text.partition(". ")
    return first + sign.strip(), more


def _dateline(material: Material) -> list[str]:
    scenario, settings = material.scenario, material.settings
    lines = [settings.dated] if settings.dated else []
    lines += [f"Positions as of {day(scenario.as_of)}"] if scenario.as_of else []
    for name in scenario.applied:
        variant = scenario.variant.get(name)
        lines.append(
            f"With {name}" if variant is None or not variant.say else f"With: {variant.say}"
        )
    return lines
