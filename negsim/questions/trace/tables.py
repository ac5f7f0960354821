"""Tables for a workbook: demands, preferences and scores with what each rests on, and what registers hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from negsim.document.cells import count, gain, number, share, words
from negsim.document.content import Cell, Column, Form, Table, prose
from negsim.language.claims.provenance import elements, gaps, uses
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Sources, grade, status
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Preference
from negsim.language.model.scenario import Scenario
from negsim.language.model.scores import option_values
from negsim.language.words import demand_in_words, option_label
from negsim.questions.room.result import LineRoom
from negsim.space.members import claims_of, red_line_member

LABELS = 4  # of options that are liked alike, before the rest is counted
GRADES = {
    "A": "direct quotation of a named person, or the text of an instrument itself",
    "B": "a named person, paraphrased",
    "C": "a spokesman or a body",
    "D": "anonymous officials, through a newspaper",
    "E": "the newspaper's own inference",
    "F": "the article's framing, or our inference",
}
RESTS = ("rests on", "grade", "claims", "assumptions")
Row = tuple[Cell, ...]


def red_lines(scenario: Scenario, costs: Mapping[str, LineRoom]) -> Table:
    """List what is never traded, what it rests on, and what it costs where that is known, by path."""
    columns = (
        *_columns("whose", "demand", "meant as", "may also be meant as"),
        Column("zone without it", "right", form="count"),
        Column("floor without it", "right", form="gain"),
        Column("zone, one step more", "right", form="count"),
        *_columns("path", *RESTS),
    )

    def rows() -> Iterator[Row]:
        for actor in scenario.actors:
            for line in actor.red_lines:
                member = red_line_member(scenario, actor, line)
                cost = costs.get(member.path)
                yield (
                    *_words(actor.name, member.says, member.reading),
                    words(", ".join(member.other_readings)),
                    count(None if cost is None else cost.without.size),
                    gain(None if cost is None else cost.without.floor),
                    count(None if cost is None else cost.one_step.size),
                    words(member.path, voice="typed"),
                    *_rests(scenario, line.sources),
                )

    caption = (
        "What each never trades. “Zone without it”: the packages that would suit all others' demands"
        " and walk-away values; “one step more”: with what lies one option beyond it let through; the"
        " floor in points of 100"
    )
    return _table("red-lines", caption, columns, rows(), "Red lines")


def preferences(scenario: Scenario) -> Table:
    """List what is traded: weights, what is liked best and least, and what that rests on."""
    numbers: tuple[tuple[str, Form], ...] = (
        ("weight or points", "number"),
        ("least", "number"),
        ("most", "number"),
        ("share of all", "share"),
    )
    columns = (
        *_columns("whose", "kind", "of what"),
        *(Column(title, "right", form=form) for title, form in numbers),
        *_columns("likes best", "likes least", "path", *RESTS),
    )

    def rows() -> Iterator[Row]:
        for actor in scenario.actors:
            every = _weights(actor, scenario)
            for preference, weight in zip(actor.preferences, every, strict=False):
                yield (
                    *_words(actor.name, "preference", scenario.issue[preference.issue].ask),
                    *_weighed(preference.weight, weight, sum(every)),
                    *_words(*_ends(scenario, preference)),
                    words(f"{actor.id}.preferences.{preference.issue}", voice="typed"),
                    *_rests(scenario, preference.sources),
                )
            for wish, weight in zip(actor.wishes, every[len(actor.preferences) :], strict=True):
                yield (
                    *_words(actor.name, "wish", demand_in_words(wish, scenario)),
                    *_weighed(wish.weight or wish.points, weight, sum(every)),
                    *_words("that it holds", "that it does not"),
                    words(f"{actor.id}.wishes.{wish.id}", voice="typed"),
                    *_rests(scenario, wish.sources),
                )
            for forecast in actor.expects:
                says = demand_in_words(forecast, scenario)
                yield (
                    *_words(actor.name, "forecast, not counted", says),
                    *_words(*(None,) * 6),
                    words(f"{actor.id}.expects.{forecast.id}", voice="typed"),
                    *_rests(scenario, forecast.sources),
                )

    caption = (
        "What each trades, and how much it counts among all that the actor wants. Weights are as"
        " written, with the range stated; on score sheets they are points"
    )
    return _table("preferences", caption, columns, rows(), "Preferences")


def scores(scenario: Scenario) -> Table:
    """List the score of every option for every actor that cares."""

    def rows() -> Iterator[Row]:
        for actor in scenario.actors:
            for preference in actor.preferences:
                issue = scenario.issue[preference.issue]
                values = option_values(issue, preference)
                for option, value in zip(issue.options, values, strict=True):
                    label = words(option_label(issue, option.id))
                    if issue.is_numeric:
                        label = Cell(label.words, float(Fraction(option.id)), "number")
                    yield (*_words(actor.name, issue.ask), label, words(option.id), number(value))

    caption = (
        "What each option is worth to each actor that cares about it: 0 to 1, or points where the"
        " actor's preferences are points"
    )
    worth = Column("score or points", "right", form="number")
    columns = (*_columns("whose", "issue", "option", "option id"), worth)
    return _table("scores", caption, columns, rows(), "Scores")


def claims(scenario: Scenario) -> Table:
    """List the claims of the registers, and what of the scenario rests on each."""
    rows = (
        _words(
            use.claim.id,
            use.claim.says,
            use.claim.grade,
            ", ".join(use.claim.speaker),
            ", ".join(use.claim.reported_by),
            use.claim.kind.replace("_", " "),
            ", ".join(use.claim.about),
            use.claim.document,
            None if use.claim.at is None else str(use.claim.at),
            ", ".join(use.used_by) or "nothing",
        )
        for use in uses(scenario, elements(scenario))
    )
    names = "claim,says,grade,speaker,reported by,kind,about,document,at,used by".split(",")
    caption = (
        "What the documents say, paraphrased, and what in the scenario rests on it. Grades say how"
        f" good the attribution is: {'; '.join(f'{key} {says}' for key, says in GRADES.items())}"
    )
    return _table("claims", caption, _columns(*names), rows, "Claims")


def assumed(scenario: Scenario) -> Table:
    """List what no document says and the scenario takes to be so."""

    def rows() -> Iterator[Row]:
        for one in elements(scenario):
            kind = one.kind.replace("_", " ")
            for source in one.sources:
                if source.is_assumption:
                    says = source.written.removeprefix("assumption").lstrip(": ")
                    yield _words(one.path, kind, says, one.status, ", ".join(source.silences))
            if not one.sources and one.kind != "issue":
                yield _words(one.path, kind, "names no source", "unsourced", "")

    names = ("element", "kind", "what is assumed", "the element is", "silences it cites")
    caption = (
        "What is ours: elements of the scenario that rest on an assumption, wholly or beside claims"
    )
    return _table("assumed", caption, _columns(*names), rows(), "Assumptions")


def unsaid(scenario: Scenario) -> Table:
    """List what the documents do not say."""
    rows = (
        _words(
            gap.silence.id,
            gap.silence.says,
            ", ".join(gap.silence.about),
            gap.silence.document,
            ", ".join(gap.cited_by) or "nothing",
        )
        for gap in gaps(scenario, elements(scenario))
    )
    names = ("silence", "what is not said", "about", "document", "assumed instead in")
    caption = "What the documents do not say, and the assumptions that stand in for it"
    return _table("unsaid", caption, _columns(*names), rows, "Not said")


def _table(
    name: str, caption: str, columns: tuple[Column, ...], rows: Iterable[Row], sheet: str
) -> Table:
    listed = tuple(rows)
    return Table(name, caption, columns, listed, len(listed), sheet=sheet)


def _columns(*titles: str) -> tuple[Column, ...]:
    return tuple(map(Column, titles))


def _words(*texts: str | None) -> Row:
    return tuple(Cell(prose(text)) if text else Cell(()) for text in texts)


def _rests(scenario: Scenario, sources: Sources) -> Row:
    several = len(scenario.document) > 1
    named = claims_of(scenario, sources)
    return _words(
        status(sources),
        grade(sources, scenario.all_claims),
        " ".join(claim.full_id if several else claim.id for claim in named),
        "; ".join(source.written for source in sources if source.is_assumption),
    )


def _weights(actor: Actor, scenario: Scenario) -> list[Fraction]:
    """How much each preference and then each wish counts, at best: weights, or the reach of the points."""
    found = []
    for preference in actor.preferences:
        if preference.weight is not None:
            found.append(preference.weight.best)
            continue
        points = option_values(scenario.issue[preference.issue], preference)
        found.append(max(points) - min(points))
    for wish in actor.wishes:
        worth = wish.weight or wish.points
        assert worth is not None
        found.append(abs(worth.best))
    return found


def _weighed(written: Quantity | None, weight: Fraction, whole: Fraction | int) -> Row:
    """A weight as written with its range, where it states one, and its share of all."""
    part = share(float(weight / whole)) if whole else Cell(())
    if written is None:
        return number(weight), Cell(()), Cell(()), part
    ranged = written.low != written.high
    low, high = (written.low, written.high) if ranged else (None, None)
    return number(written.best), number(low), number(high), part


def _ends(scenario: Scenario, preference: Preference) -> tuple[str, str]:
    """The options that are liked best, and least."""
    issue = scenario.issue[preference.issue]
    values = option_values(issue, preference)
    texts = []
    for end in (max(values), min(values)):
        labels = [
            option_label(issue, option.id)
            for option, value in zip(issue.options, values, strict=True)
            if value == end
        ]
        rest = len(labels) - LABELS
        texts.append("; ".join(labels[:LABELS]) + (f"; {rest} more" if rest > 0 else ""))
    return texts[0], texts[1]
