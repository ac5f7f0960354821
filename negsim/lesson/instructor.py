"""The instructor's sheet: the answer, what each side holds in confidence, and how to run the exercise."""

from __future__ import annotations

from negsim.document.cells import count, words
from negsim.document.content import Bullets, Cell, Column, Section, Table, prose
from negsim.document.document import Document
from negsim.document.notes import all_notes
from negsim.language.model.actors import Actor
from negsim.language.phrases import counted
from negsim.lesson.role import consent_in_words, points_in_words
from negsim.lesson.score_sheet import score_sheet
from negsim.questions.zone.tell import answer
from negsim.report.briefing import first_sentence
from negsim.report.front import front
from negsim.report.material import Material


def instructor_sheet(material: Material) -> Document:
    """Put together what whoever leads the exercise knows beforehand."""
    findings = material.findings
    said = answer(findings)
    first, more = first_sentence(said.rest)
    return Document(
        title=material.scenario.title,
        dateline=("Instructor's sheet. Keep it from those who play",),
        lead=said.opening,
        answer=first,
        more=more,
        front=(_running(material), *front(material, is_whole=True)),
        annex=(_confidences(material), _questions(material)),
        known=all_notes(material.scenario),
        is_open=findings.zone.is_open,
    )


def _running(material: Material) -> Section:
    scenario = material.scenario
    asked = [
        actor
        for actor in scenario.actors
        if actor.consent.kind != "never" or actor.id in scenario.factions
    ]
    votes = "Whoever votes at home says so at the end, and what a body throws out is no deal."
    steps = (
        f"Make groups of {len(asked)}, one for each role; larger groups share a role between two.",
        "Give everybody the sheet of the own role and nothing else. Ten minutes to read and add up.",
        "Let them talk: half an hour for a few issues, an hour for many. No sheet is shown to others.",
        *([votes] if scenario.bodies else []),
        "At the end each group writes one line of the form: an option of every issue, or who walked out.",
        "Then have the agreements on the form scored, and show the debrief.",
    )
    return Section(
        "running",
        "Running the exercise",
        (Bullets(tuple(prose(step) for step in steps), is_numbered=True),),
        f"{counted(len(asked), 'role')}, {counted(len(scenario.issues), 'issue')}",
    )


def _confidences(material: Material) -> Section:
    columns = (
        Column("", room=2),
        Column("a deal needs it", room=3),
        Column("red lines", "right"),
        Column("walks out below", "right"),
        Column("accepts", "right"),
    )
    rows = tuple(_row(material, actor) for actor in material.scenario.actors)
    table = Table("confidences", "What each side holds", columns, rows, len(rows))
    return Section(
        "confidences",
        "What each side is told in confidence",
        (table,),
        "points as on the role sheets; accepts: of the feasible packages",
    )


def _row(material: Material, actor: Actor) -> tuple[Cell, ...]:
    findings = material.findings
    sheet = score_sheet(findings.space, actor)
    return (
        words(actor.name, voice="strong"),
        words(consent_in_words(material.scenario, actor)),
        count(sum(line.clause is not None for line in actor.red_lines)),
        Cell(
            prose(points_in_words(sheet.walk_away, is_own=sheet.is_own)),
            float(round(sheet.walk_away, 6)),
            "number",
        ),
        count(findings.accepted_by[actor.id]),
    )


def _questions(material: Material) -> Section:
    questions = [
        "Who spoke of what is never given up, and was it believed?",
        "Which issues were settled one by one, and which were exchanged for one another?",
        "Was there a deal that everybody would have liked better than the one signed?",
    ]
    if not material.findings.zone.is_open:
        questions += [
            "When did you notice that there was no deal? What told you?",
            "Whose demand would you have changed, and what had it to rest on?",
        ]
    return Section(
        "questions",
        "Questions for afterwards",
        (Bullets(tuple(prose(one) for one in questions)),),
    )
