"""The knot: the issue on which the sides leave a gap, as one scale, how far each goes, and what would undo it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negsim.charts.headlines import answer, name_of, no_part, short_name_of, short_names_of
from negsim.charts.kind import Kind
from negsim.charts.output import Picture, bound
from negsim.charts.page import Page
from negsim.charts.stretches import Lane, lanes
from negsim.charts.style import BODY, CLOSED, DEEP_ZONE, FAINT, LEAD, LEAST, MUTED, PALE_ZONE, SMALL
from negsim.charts.words import counted, fit, height_of, width_of, wrap
from negsim.language.phrases import either, in_letters, listed, points
from negsim.language.short_names import short_issue
from negsim.language.words import option_label
from negsim.questions.knot.find import Laid, Tangle, tangle
from negsim.questions.zone.deals import in_a_line
from negsim.questions.zone.demands import gives, misread
from negsim.questions.zone.result import Correction, Findings

CARDS = 4
CARD = (1.25, 1.6)  # inches, at least and at most
HEAD = 0.46  # inches of what stands over the cards
GAP = 0.2  # inches between cards
INSIDE = 0.12  # of a card, at its sides
BELOW_TITLE = 0.54  # the number, and what every package then holds
POINTS = "gains: points of 100, over no deal"


def draw(findings: Findings, found: Tangle) -> Picture:
    """Draw every knot on its scales, and below them what would undo it, or them all.

    Parameters
    ----------
    findings : Findings
    found : Tangle
        From `negsim.questions.knot.find`.
    """
    title, lead, alt = _title(findings, found), _lead(findings, found), _alt(findings, found)
    page = Page(findings, title, lead, alt)
    if not found.knots:
        page.note(
            "No demands exclude one another: some package crosses no red line of anyone asked"
        )
        return page.picture
    drawn = list(lanes(findings, found))
    pages: list[Picture] = []
    ways = _ways(found)
    if page.sheet.is_bare:  # the text around it tells the ways out
        ways = []
    below = HEAD + _tall(page, findings, found, ways) if ways else 0.0
    while drawn:
        some = _that_fit(drawn, page.height - below)
        room = page.height - below
        if len(some) == len(drawn) and ways and not pages:
            more = min(CARD[1] + HEAD - below, max(0.0, room - sum(one.most for one in some)))
            room -= more
            below += more
        end = _draw_lanes(page, some, room)
        page.end(end)
        if ways and not pages:
            _cards(page, findings, found, ways, page.top + room, below)
        pages.append(page.picture)
        drawn = drawn[len(some) :]
        below = 0.0
        if drawn:
            page = Page(findings, title, lead, "What goes on from the page before.")
    return bound(pages)


def _that_fit(drawn: Sequence[Lane], room: float) -> list[Lane]:
    """Take as many as a page holds, one at least."""
    some = [drawn[0]]
    for one in drawn[1:]:
        if sum(lane.least for lane in [*some, one]) > room:
            break
        some.append(one)
    return some


def _draw_lanes(page: Page, some: Sequence[Lane], room: float) -> float:
    """Share the room among them, none with less than it needs, and give where they end."""
    least, most = sum(one.least for one in some), sum(one.most for one in some)
    part = min(1.0, max(0.0, room - least) / (most - least)) if most > least else 0.0
    if page.sheet.is_bare and not page.sheet.is_narrow:
        part = 0.0  # the first page has no more room than it takes
    y = page.top
    for number, one in enumerate(some):
        height = one.least + part * (one.most - one.least)
        if number and one.is_first:
            page.line([page.left, page.right], [y - 0.04] * 2, color=FAINT, width=0.8)
        end = one.draw(page, y, height)
        y = end + 0.04 if page.sheet.is_bare else y + height
    return y


def _ways(found: Tangle) -> list[Correction]:
    return list(found.ways[:CARDS])


def _tall(page: Page, findings: Findings, found: Tangle, ways: Sequence[Correction]) -> float:
    """Give the height of cards whose ways out are told to their ends, where a page has that."""
    room = (page.width - GAP * (len(ways) - 1)) / len(ways) - 2 * INSIDE
    told = [f"If {_taken(findings, found, way)}" for way in ways]
    titles = max(len(wrap(one, room, LEAST, bold=True)) for one in told)
    return min(CARD[1], max(CARD[0], height_of(titles, LEAST) + BELOW_TITLE + 0.1))


def _cards(
    page: Page,
    findings: Findings,
    found: Tangle,
    ways: Sequence[Correction],
    y: float,
    height: float,
) -> None:
    page.line([page.left, page.right], [y + 0.02] * 2, color=FAINT, width=0.8)
    room = width_of(POINTS, SMALL) + 0.1 if found.opened else 0.0
    head = _head(findings, found, ways)
    page.block(page.left, y + 0.09, head, page.width - room, 0.26, LEAD + 1, bold=True)
    if found.opened:
        page.block(page.right, y + 0.13, POINTS, room, 0.2, SMALL, color=MUTED, align="right")
    each = (page.width - GAP * (len(ways) - 1)) / len(ways)
    for number, way in enumerate(ways):
        _card(
            page,
            findings,
            found,
            way,
            (page.left + number * (each + GAP), y + HEAD - 0.08, each, height - HEAD + 0.06),
        )


def _head(findings: Findings, found: Tangle, ways: Sequence[Correction]) -> str:
    more = findings.corrections_total - len(ways)
    left = f"; {counted(more, 'other way')} not shown" if more > 0 else ""
    if len(found.knots) == 1:
        owners = {one.actor for way in ways for one in way.members}
        if (
            len(ways) == 2
            and not left
            and all(len({m.actor for m in w.members}) == 1 for w in ways)
        ):
            return "Either could undo it" if len(owners) == 2 else "Either of these would close it"
        one = "This would undo it" if len(ways) == 1 else "Any one of these would close it"
        return f"{one}, fewest steps first{left}" if len(ways) > 1 else f"{one}{left}"
    both = "both" if len(found.knots) == 2 else f"all {in_letters(len(found.knots))}"
    return f"Each of these undoes {both}, fewest steps first{left}"


def _card(
    page: Page,
    findings: Findings,
    found: Tangle,
    way: Correction,
    box: tuple[float, float, float, float],
) -> None:
    x, y, width, height = box
    page.box(x, y, width, height, fill=PALE_ZONE, zorder=0.5)
    room, inner = width - 2 * INSIDE, height - 0.16
    told = f"If {_taken(findings, found, way)}"
    title = fit(told, room, max(inner * 0.42, inner - BELOW_TITLE), BODY, bold=True)
    page.lines(x + INSIDE, y + 0.08, title, bold=True)
    top = y + 0.1 + title.height
    left = inner - title.height - 0.02
    big = 24.0 if left > 0.8 and width > 3 else 18.0
    number = f"{way.zone:,}"
    tall = height_of(1, big)
    page.block(
        x + 0.12, top, number, room, tall, big, bold=True, color=DEEP_ZONE if way.zone else CLOSED
    )
    across = width_of(number, big, bold=True) + 0.12
    holds = _holds(findings, found, way)
    words = _worth(findings, found, way)
    says = fit(words, room - across, left, BODY if width > 3 else SMALL)
    deep = max(tall, says.height)
    page.lines(x + 0.12 + across, top + (deep - says.height) / 2, says)
    if holds:
        words = _as_many(holds, room, left - deep - 0.04)
        page.block(x + 0.12, top + deep + 0.04, words, room, left - deep - 0.04, LEAST, color=MUTED)


def _taken(findings: Findings, found: Tangle, way: Correction) -> str:
    """Say who takes what of the options that the scales show; what they do not show, in full."""
    by_actor: dict[str, list[str]] = {}
    for one in way.members:
        if one.actor is None or one.layer != "red_lines":
            return gives(findings, way.members, way, None)
        by_actor.setdefault(one.actor, [])
    package = way.witness.positions
    order = findings.space.issues
    for scale in (scale for knot in found.knots for scale in knot.scales):
        place = package[order.index(scale.issue.id)]
        for side in scale.sides:
            for actor in side.actors:
                if actor in by_actor and place not in side.options:
                    label = option_label(scale.issue, scale.issue.options[place].id)
                    by_actor[actor].append(f"“{label}”")
    if not all(by_actor.values()):
        return gives(findings, way.members, way, None)
    return listed(
        [
            f"{short_name_of(findings, actor)} took {listed(some)}"
            for actor, some in by_actor.items()
        ]
    )


def _worth(findings: Findings, found: Tangle, way: Correction) -> str:
    """Say behind the number of packages whom they suit, and how thin the best of them is for the worst-off."""
    enough = "all" if findings.space.problem.quota is None else "enough of those who vote"
    if not way.zone:
        worth = "it is" if way.opens == 1 else f"the {way.opens:,} that then cross no red line are"
        return f"packages suit {enough}: {worth} worth less than no deal to somebody"
    suits = "package suits" if way.zone == 1 else "packages suit"
    floor = next((one.floor for one in found.opened if one.correction.drop == way.drop), None)
    if floor is None:
        return f"{suits} {enough}"
    return f"{suits} {enough}; at best the worst-off gains {points(floor)}"


def _as_many(holds: Sequence[str], room: float, height: float) -> str:
    """Say as many things as find room, and how many there are more."""
    for some in range(len(holds), 0, -1):
        more = f"; {len(holds) - some} more" if some < len(holds) else ""
        words = f"Every one: {'; '.join(holds[:some])}{more}"
        if height_of(len(wrap(words, room, LEAST)), LEAST) <= height:
            return words
    return f"Every one alike on {counted(len(holds), 'more issue')}"


def _holds(findings: Findings, found: Tangle, way: Correction) -> list[str]:
    """Say what every package then holds, but for what is taken."""
    behind = next((one for one in found.opened if one.correction.drop == way.drop), None)
    shown = {scale.issue.id for knot in found.knots for scale in knot.scales}
    if behind is None or behind.size < 2 or not set(behind.backbone) - shown:
        return []
    return [
        in_a_line(findings.scenario, {issue: option})
        for issue, option in behind.backbone.items()
        if issue not in shown
    ]


def _title(findings: Findings, found: Tangle) -> str:
    if not found.knots:
        return answer(findings)
    if len(found.knots) > 1:
        issues = [_about(knot) for knot in found.knots]
        named = f": {listed(issues[:3])}" if all(issues) and len(issues) < 4 else ""
        return f"No deal: {in_letters(len(found.knots))} knots, each enough to prevent one{named}"
    (knot,) = found.knots
    if len(knot.scales) == 1 and knot.collides and len(knot.scales[0].sides) == 2:
        return f"No deal: {_opposed(findings, knot)}"
    actors = list(dict.fromkeys(one.actor for one in knot.knot.members if one.actor is not None))
    whom = short_names_of(findings, actors) if len(actors) < 5 else f"{len(actors)} actors"
    if knot.collides:
        issue = knot.scales[0].issue
        return f"No deal: no answer to “{short_issue(issue, 60)}” suits {whom}"
    insist = "insists" if len(actors) == 1 else "insist"
    cannot = "cannot be had together" if len(knot.knot.members) > 1 else "cannot be had"
    return f"No deal: {whom} {insist} on what {cannot}"


def _opposed(findings: Findings, knot: Laid) -> str:
    """Say what each of two sides takes of one issue."""
    (scale,) = knot.scales
    one, other = scale.sides
    labels = [f"“{option_label(scale.issue, option.id)}”" for option in scale.issue.options]
    if len(one.options) > len(other.options):
        one, other = other, one
    first, second = (short_names_of(findings, side.actors) for side in (one, other))
    take = "takes" if len(one.actors) == 1 else "take"
    told = f"{first} {take} only {either([labels[k] for k in one.options])}"
    if len(one.options) + len(other.options) == len(labels):
        return f"{told}, {second} anything but that"
    if len(other.options) < 3:
        return f"{told}, {second} only {either([labels[k] for k in other.options])}"
    return f"{told}, {second} nothing of that"


def _about(knot: Laid) -> str:
    """Name what a knot is about."""
    if len(knot.scales) == 1:
        return f"“{short_issue(knot.scales[0].issue, 60)}”"
    return ""


def _lead(findings: Findings, found: Tangle) -> str:
    if not found.knots:
        return "Every knot is a set of demands that leave no package together."
    issues = len(findings.scenario.issues)
    told = []
    if len(found.knots) == 1 and found.knots[0].collides and len(found.knots[0].scales) == 1:
        ask = found.knots[0].scales[0].issue.ask
        told.append(f"{ask} Of {counted(issues, 'issue')} the one on which no answer suits all.")
    turns = [knot.knot.meant[0] for knot in found.knots if knot.knot.meant]
    if turns and len(turns) == len(found.knots):
        if len(turns) > 2:
            who = [one.member.actor for turn in turns for one in turn if one.member.actor]
            named = short_names_of(findings, list(dict.fromkeys(who)))
            told.append(f"Nobody need give way if {named} meant less than is read here.")
        else:
            every = tuple(one for turn in turns for one in turn)
            told.append(f"Nobody need give way if {misread(findings, every, None)}.")
    told = told or ["Bars: how far each goes by its red lines."]
    rest = no_part(findings, [knot.knot.members for knot in found.knots])
    return " ".join(filter(None, (*told, rest)))


def _alt(findings: Findings, found: Tangle) -> str:
    return " ".join(_said(findings, found)) or "Nothing stands against anything."


def _said(findings: Findings, found: Tangle) -> Iterator[str]:
    for number, knot in enumerate(found.knots, start=1):
        if len(found.knots) > 1:
            yield f"Knot {number}."
        for scale in knot.scales:
            sides = [
                f"{listed([name_of(findings, a) for a in side.actors])}"
                f" {listed([option_label(scale.issue, scale.issue.options[k].id) for k in side.options]) or 'nothing'}"
                for side in scale.sides
            ]
            yield f"{scale.issue.ask} {'; '.join(sides)}."
        for rule in knot.knot.rules:
            because = (rule.because or rule.says).removesuffix(".")
            yield f"Rule: {because}."
        for one in knot.others:
            yield f"{one.says}."
    for way in _ways(found):
        yield f"If {_taken(findings, found, way)}: {way.zone:,} {_worth(findings, found, way)}."


KIND = Kind(
    "knot",
    "Where do the demands collide, how far apart are they, and what would close the gap?",
    draw,
    needs=tangle,
    applies=lambda _, found: bool(found.knots),
    instead="zone",
)
