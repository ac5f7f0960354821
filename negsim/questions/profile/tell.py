"""What each wants, in words: its red lines and what carries them, what it weighs, and what its walk-away amounts to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from negsim.document.cells import count, words
from negsim.document.cells import share as share_cell
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Prose,
    Said,
    Section,
    Span,
    Table,
    prose,
)
from negsim.document.lists import said
from negsim.document.notes import keys
from negsim.document.result import told
from negsim.language.claims.carried import Carried
from negsim.language.labels import demand_label
from negsim.language.model.actors import Actor
from negsim.language.model.evidence import Sources
from negsim.language.model.issues import Issue
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, percent, points, tenths
from negsim.language.phrases import share as share_in_words
from negsim.language.short_names import short_issue
from negsim.language.words import option_in_words, option_label
from negsim.questions.acceptance.find import Refusal
from negsim.questions.profile.result import ActorProfile, Profiles, Worth
from negsim.questions.zone.result import Choice

LISTED = 6  # options of a numeric issue that are named


@told.register
def tell(found: Profiles) -> Section:
    """Tell of each actor by itself: where several are told of, numbers and packages are for those who ask for all."""
    are_several = len(found.actors) > 1
    each = tuple(
        Section(
            f"profile-{place}",
            found.scenario.actor[one.actor].name,
            (),
            "",
            actor_sections(found, one, place),
            verdict(found, one),
            is_named=True,
            is_detail=are_several,
        )
        for place, one in enumerate(found.actors.values(), start=1)
    )
    blocks = (_glance(found),) if are_several else ()
    return Section("profile", "What each wants", blocks, "as the model has it", each, answer(found))


def _glance(found: Profiles) -> Table:
    """Set all beside one another: what each accepts, what it weighs most, and where it walks away."""
    columns = (
        Column("", room=3),
        Column("accepts", "right", 1.5, form="count"),
        Column("red lines", "right", form="count"),
        Column("weighs most", room=4),
        Column("walks away below, points of 100", "right", 1.5, short="walks away"),
    )
    rows = tuple(
        (
            words(found.scenario.actor[one.actor].name),
            count(one.accepts),
            count(len(one.red_lines)),
            words(_heaviest(found.scenario, one)),
            words("" if one.reservation_value is None else points(one.reservation_value)),
        )
        for one in found.actors.values()
    )
    what = ("actor", "actors")
    return Table("profile-each", "What each wants, side by side", columns, rows, len(rows), what)


def _heaviest(scenario: Scenario, one: ActorProfile) -> str:
    """Name the issue or the wish that has the most of an actor's weight, and its share; nothing where none has."""
    if not one.shares:
        return ""
    name = max(one.shares, key=lambda each: one.shares[each])
    actor, wish = scenario.actor[one.actor], name.removeprefix("wishes.")
    if wish != name:
        text = next(demand_label(each, scenario) for each in actor.wishes if each.id == wish)
    else:
        text = short_issue(scenario.issue[name])
    return f"{text} ({share_in_words(float(one.shares[name]))})"


def answer(found: Profiles) -> Said:
    """Say who would accept most and who least."""
    order = sorted(found.actors.values(), key=lambda one: -one.accepts)
    if len(order) == 1:
        return Said("WHAT IT WANTS", ", as the model has it.")
    first, last = (found.scenario.actor[one.actor].name for one in (order[0], order[-1]))
    if order[0].accepts == order[-1].accepts:
        return Said("WHAT EACH WANTS", f": they all accept {_packages(found, order[0])}.")
    return Said(
        "WHAT EACH WANTS",
        f": {first} accepts most, {_packages(found, order[0])}; {last} least,"
        f" {_packages(found, order[-1])}.",
    )


def _packages(found: Profiles, one: ActorProfile) -> str:
    of = counted(found.feasible, "feasible package")
    return f"{one.accepts:,} of {of}"


def verdict(found: Profiles, one: ActorProfile) -> Said:
    """Say how much an actor accepts."""
    share = percent(one.accepts, found.feasible)
    return Said("IT ACCEPTS", f" {_packages(found, one)}{f' ({share})' if share else ''}.")


def actor_sections(found: Profiles, one: ActorProfile, place: int) -> tuple[Section, ...]:
    """Tell of one actor: what it never gives up, what it weighs, how it grades options, when it walks away."""
    scenario = found.scenario
    actor = scenario.actor[one.actor]
    sections = (
        Section(
            f"profile-{place}-lines", "What it never gives up", tuple(_lines(scenario, actor, one))
        ),
        Section(
            f"profile-{place}-refuses",
            "What it refuses, and through what",
            tuple(_refuses(scenario, actor, one, place)),
            "by red lines alone, walk-away values aside",
        ),
        Section(
            f"profile-{place}-shares", "What it weighs", tuple(_shares(scenario, actor, one, place))
        ),
        Section(
            f"profile-{place}-scores",
            "What it would rather have",
            tuple(_scores(scenario, one)),
            "" if one.is_in_points else "each issue by itself, in points of 100",
        ),
        Section(
            f"profile-{place}-walk-away", "When it walks away", tuple(_walk_away(found, actor, one))
        ),
    )
    return tuple(section for section in sections if not section.is_empty)


def _lines(scenario: Scenario, actor: Actor, one: ActorProfile) -> Iterator[Block]:
    items: list[Prose] = []
    for line in actor.red_lines:
        own = one.red_lines[line.id]
        says = Span(demand_label(line, scenario), notes=keys(line.sources, scenario.claim))
        read = (
            ""
            if not line.has_readings
            else f"; meant as “{_meant(line.readings[line.reading].id)}”"
        )
        others = [
            f"as “{_meant(name)}” {status_in_words(other)}"
            for name, other in own.readings.items()
            if name != line.readings[line.reading].id
        ]
        more = f" ({'; '.join(others)})" if others else ""
        items.append(prose(says, Span(f": {status_in_words(own.now)}{read}{more}", "soft")))
    if items:
        yield Bullets(tuple(items))


def _refuses(scenario: Scenario, actor: Actor, one: ActorProfile, place: int) -> Iterator[Block]:
    """Set beside one another what it refuses by its own lines, only through a rule, only with what others insist on."""
    is_taken_off = bool(scenario.fixed or scenario.excluded)
    titles: dict[Refusal, tuple[str, str]] = {
        "own_lines": ("by its own red lines", "own lines"),
        "rules": (
            "only through a rule" + (", or what is off the table" if is_taken_off else ""),
            "only a rule",
        ),
        "others": ("only with what others insist on", "only others"),
    }
    why = {
        found: title
        for found, title in titles.items()
        if any(found in options.values() for options in one.refuses.values())
    }
    rows = tuple(
        (
            words(scenario.issue[issue].ask),
            *(words(_refused(scenario.issue[issue], options, found)) for found in why),
        )
        for issue, options in one.refuses.items()
    )
    if rows:
        columns = (
            Column("", room=3),
            *(Column(title, room=3, short=short) for title, short in why.values()),
        )
        caption = f"Options that {actor.name} refuses"
        id, what = f"profile-{place}-refuses", ("issue", "issues")  # noqa: A001 (as Table has it)
        yield Table(id, caption, columns, rows, len(rows), what, sheet=_sheet("Refused", actor))
    if one.is_alone_against_others:
        yield from said(
            "With what all others insist on, it can live with nothing, whatever the option."
        )


def _refused(issue: Issue, options: Mapping[str, Refusal], why: Refusal) -> str:
    return _labelled(issue, [option for option, found in options.items() if found == why])


def _labelled(issue: Issue, options: Sequence[str]) -> str:
    """Name options; of numbers the runs that they make."""
    if issue.range is None:
        return "; ".join(option_label(issue, option) for option in options)
    runs: list[list[str]] = []
    for option in options:
        if runs and issue.position[option] == issue.position[runs[-1][-1]] + 1:
            runs[-1].append(option)
        else:
            runs.append([option])
    return "; ".join(
        " to ".join(option_label(issue, end) for end in dict.fromkeys((run[0], run[-1])))
        for run in runs
    )


def _meant(reading: str) -> str:
    return reading.replace("_", " ")


def status_in_words(line: Carried) -> str:
    """Say how a red line stands to its sources."""
    if line.status is None:
        return "draws no line"
    grade = f", grade {line.grade}" if line.grade else ""
    if line.status == "hardened":
        return f"said as {_kind(line)}, made a line by us{grade}"
    return {
        "stated": f"stated as a line{grade}",
        "stretched": "says more than any claim that it names",
        "assumed": "assumed",
        "unsourced": "resting on nothing named",
        "undecided": "too tangled to tell whether a claim says as much",
    }[line.status]


def _kind(line: Carried) -> str:
    kind = min(claim.kind for claim in line.carried_by).replace("_", " ")
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _shares(scenario: Scenario, actor: Actor, one: ActorProfile, place: int) -> Iterator[Block]:
    if not one.shares:
        yield from said(
            "It weighs nothing: whatever keeps to its red lines is as good as anything."
        )
        return
    columns = (
        Column("", room=4),
        Column("share", "right", form="share"),
        Column("direction rests on", room=2, short="direction"),
        Column("number", room=1.5),
    )
    elements: list[tuple[str, str, Sources, Sources]] = [
        (p.issue, scenario.issue[p.issue].ask, p.sources, p.numbers_from) for p in actor.preferences
    ]
    elements += [
        (f"wishes.{w.id}", demand_label(w, scenario), w.sources, w.numbers_from)
        for w in actor.wishes
    ]
    elements.sort(key=lambda element: -one.shares[element[0]])
    rows = tuple(
        (
            words(says),
            share_cell(float(one.shares[name])),
            _rests(scenario, sources),
            _rests(scenario, numbers, "ours"),
        )
        for name, says, sources, numbers in elements
    )
    caption = f"Shares of all weight of {actor.name}, and what they rest on"
    id, what = f"profile-{place}-shares", ("element", "elements")  # noqa: A001 (as Table has it)
    yield Table(id, caption, columns, rows, len(rows), what, sheet=_sheet("Weights", actor))


def _sheet(title: str, actor: Actor) -> str:
    return f"{title} {actor.id}"[:31]


def _rests(scenario: Scenario, sources: Sources, otherwise: str = "nothing named") -> Cell:
    named = [source for source in sources if source.claim is not None]
    if named:
        text = counted(len(named), "claim")
    else:
        text = "assumed" if sources else otherwise
    return Cell(prose(Span(text, "soft", keys(sources, scenario.claim))))


def _scores(scenario: Scenario, one: ActorProfile) -> Iterator[Block]:
    facts = [
        Fact(prose(scenario.issue[issue].ask), prose(_graded(scenario.issue[issue], scores, one)))
        for issue, scores in sorted(one.scores.items(), key=lambda item: -one.shares[item[0]])
    ]
    if facts:
        yield Facts(tuple(facts))


def _graded(issue: Issue, scores: Mapping[str, Fraction], one: ActorProfile) -> str:
    """List options from the best to the worst, each with its points."""
    options = list(scores)
    if issue.is_numeric and len(options) > LISTED:
        last = len(options) - 1
        options = [options[round(k * last / (LISTED - 1))] for k in range(LISTED)]
    options.sort(key=lambda option: -scores[option])
    unit = 100 if one.is_in_points else 1  # of the actor's own sheet
    return " · ".join(
        f"{option_label(issue, option)} {tenths(scores[option] / unit)}" for option in options
    )


def _walk_away(found: Profiles, actor: Actor, one: ActorProfile) -> Iterator[Block]:
    scenario = found.scenario
    without = f": {actor.batna}" if actor.batna else ""
    if one.reservation_value is None:
        yield from said(
            f"No walk-away value is stated{without}. Whatever keeps to its red lines will do."
        )
    else:
        numbers = actor.numbers_from
        whose = "" if numbers else " The number is ours."
        value = f"Below {tenths(one.reservation_value)} points of 100{without}."
        yield from said(f"{value}{whose}")
    facts = []
    if one.least is not None and one.reservation_value is not None:
        facts.append(Fact(prose("the least it would sign"), _package(scenario, one.least, None)))
    if one.best is not None:
        but = None if not facts or one.least is None else one.least.package
        facts.append(Fact(prose("the best that it could have"), _package(scenario, one.best, but)))
    if facts:
        yield Facts(tuple(facts), is_stacked=True)
    elif not one.accepts:
        yield from said("No feasible package keeps its red lines.")


def _package(scenario: Scenario, worth: Worth, but: Choice | None) -> Prose:
    """Name a package in a line, less what is as in another."""
    differs: Sequence[str] = [
        f"{scenario.issue[issue].ask} {option_in_words(scenario, issue, option)}"
        for issue, option in worth.package.items()
        if but is None or option != but[issue]
    ]
    rest = "" if but is None or len(differs) == len(worth.package) else " The rest as above."
    return prose(
        Span(f"{points(worth.utility)} points: ", "strong"),
        f"{'; '.join(differs)}.",
        Span(rest, "soft"),
    )
