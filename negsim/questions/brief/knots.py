"""A knot in a few lines: the question on which it hangs, who stands where, and what would undo it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from negsim.document.content import Block, Fact, Facts, Paragraph, Prose, Span, prose
from negsim.document.notes import keys
from negsim.language.model.issues import Issue
from negsim.language.phrases import either, in_letters, listed
from negsim.language.words import option_label, options_in_words
from negsim.questions.knot.find import Laid, laid
from negsim.questions.zone.demands import common_question, gives, misread
from negsim.questions.zone.knots import demand_facts, together
from negsim.questions.zone.result import Findings
from negsim.questions.zone.ways import Knot
from negsim.space.members import Member

WAYS = 4  # ways out of one knot named in a sentence


class Once:
    """Questions that are asked behind an answer once, and then understood.

    Those whose options might be taken for one another's are asked each time.
    """

    def __init__(self, found: Findings, knot: Knot) -> None:
        issues = _issues(found, knot)
        labels = Counter(option_label(one, option.id) for one in issues for option in one.options)
        clear = [
            one
            for one in issues
            if all(labels[option_label(one, option.id)] == 1 for option in one.options)
        ]
        self.asks = {f" ({one.ask})" for one in clear}
        self.names = {
            f"“{option.label}”": f"“{option.short}”"
            for one in clear
            for option in one.options
            if one.range is None and option.short
        }
        self.seen = set[str]()

    def __call__(self, text: str) -> str:
        """Leave out of a text the questions that were asked before, and ask those that are new once."""
        for ask in self.asks:
            before, found, after = text.partition(ask)
            if not found:
                continue
            text = before + ("" if ask in self.seen else ask) + after.replace(ask, "")
            self.seen.add(ask)
        return text

    def shortly(self, text: str) -> str:
        """Do so, with the short names of options, whose question is known by now."""
        for label, name in self.names.items():
            text = text.replace(label, name)
        return self(text)

    def below(self, title: str, text: str) -> str:
        """Give the short names of options in a text below all knots, without the questions of the knot's title."""
        for label, name in self.names.items():
            text = text.replace(label, name)
        for ask in self.asks:
            if ask.strip(" ()") in title:
                text = text.replace(ask, "")
        return text

    def of(self, words: Prose) -> Prose:
        """Do so span by span."""
        return tuple(replace(span, text=self(span.text)) for span in words)


def _issues(found: Findings, knot: Knot) -> list[Issue]:
    rules = {f"rules.{rule.id}": rule for rule in found.scenario.rules}
    lines = found.scenario.red_lines
    named: dict[str, None] = {}
    for one in (*knot.members, *knot.rules):
        owner = lines.get(one.path) or rules.get(one.path)
        clause = None if owner is None else owner.clause
        named.update(dict.fromkeys(() if clause is None else clause.issues()))
    return [found.scenario.issue[name] for name in named]


@dataclass(frozen=True)
class Short:
    """A knot in few words.

    Parameters
    ----------
    title : str
        The questions on which it hangs; empty where no question alone is in the way.
    blocks : tuple of Block
        Who stands where.
    once : Once
        The questions that were asked in them.
    ask : str or None
        The question that every demand of it answers.
    """

    title: str
    blocks: tuple[Block, ...]
    once: Once
    ask: str | None


def short(found: Findings, knot: Knot) -> Short:
    """Say who stands where: on the issues alone on which no option suits every side, where there are such."""
    once, ask = Once(found, knot), common_question(found, knot.members)
    where = laid(found, knot)
    if where.collides and not where.others and _all_on_each(where):
        asks = [scale.issue.ask for scale in where.scales]
        once.seen.update(f" ({one})" for one in asks)
        return Short(" ".join(asks), (_stances(found, where),), once, ask)
    facts = demand_facts(found, knot, ask)
    lines = tuple(
        replace(
            one,
            says=once.of(_worth(member) if member.layer == "reservations" else one.says),
            remarks=tuple(once.of(words) for words in one.remarks),
        )
        for one, member in zip(facts.facts, (*knot.members, *knot.rules), strict=False)
    )
    lines += tuple(replace(one, says=once.of(one.says)) for one in facts.facts[len(lines) :])
    return Short(ask or "", (replace(facts, facts=lines), *together(knot)), once, ask)


def _worth(member: Member) -> Prose:
    """Say what a walk-away value demands."""
    says = member.says.partition(" (")[0].removesuffix(" on its own scale")
    told = [says, *_standing([member])]
    return prose("its walk-away value ", Span(f"({'; '.join(told)})", "soft"))


def _all_on_each(where: Laid) -> bool:
    """Whether a knot hangs on one issue or two, and every side says something of each."""
    actors = {one.actor for one in where.knot.members}
    return len(where.scales) <= 2 and all(
        actors == {actor for side in scale.sides for actor in side.actors} for scale in where.scales
    )


def _stances(found: Findings, where: Laid) -> Facts:
    """Say of each side what its red lines leave of the issues that collide."""
    actors = list(dict.fromkeys(one.actor for one in where.knot.members if one.actor))
    alike: dict[tuple[str, str], list[str]] = {}
    for actor in actors:
        told = []
        for scale in where.scales:
            side = next((one for one in scale.sides if actor in one.actors), None)
            if side is not None:
                options = [scale.issue.options[place].id for place in side.options]
                told.append(options_in_words(scale.issue, options))
        status = ",".join(sorted({one.rests for one in _of(where.knot, [actor])}))
        alike.setdefault((" · ".join(told), status), []).append(actor)
    first = next(iter(alike))[0]
    that = f"anything but {first}" if len(alike) == 2 and len(where.scales) == 1 else None
    facts = [
        Fact(
            prose(Span(listed([found.scenario.actor[actor].name for actor in some]), "strong")),
            (
                *prose("anything but that" if told == that else told),
                *_grounds(found, _of(where.knot, some)),
            ),
        )
        for (told, _), some in alike.items()
    ]
    return Facts(tuple(facts), is_whole=True)


def _of(knot: Knot, actors: Sequence[str]) -> list[Member]:
    return [one for one in knot.members if one.actor in actors]


def _grounds(found: Findings, some: Sequence[Member]) -> Prose:
    """Say behind demands how good their sources are, and what there is against them."""
    told = list(_standing(some))
    if not told:
        return ()
    sources = tuple(source for one in some for source in one.sources)
    return prose(Span(f" ({'; '.join(told)})", "soft", keys(sources, found.scenario.claim)))


def _standing(some: Sequence[Member]) -> Iterator[str]:
    grades = sorted({one.grade for one in some if one.grade is not None})
    if len(grades) == 1:
        yield f"grade {grades[0]}"
    elif grades:
        yield f"grades {grades[0]} to {grades[-1]}"
    kinds = dict.fromkeys(
        min(claim.kind for claim in one.line.carried_by).replace("_", " ")
        for one in some
        if one.rests == "hardened" and one.line is not None
    )
    if kinds:
        articles = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds]
        yield f"only {either(articles)}"
    if any(one.rests == "stretched" for one in some):
        yield "more than its claims say"
    if any(one.rests == "unsourced" for one in some):
        yield "resting on nothing named"
    if any(one.status in {"assumed", "partly assumed"} for one in some):
        yield "assumed" if all(one.status == "assumed" for one in some) else "partly assumed"


def undone(found: Findings, knot: Knot, told: Short, most: int = WAYS) -> list[Block]:
    """Say what undoes a knot: what was misread first, then what is given up, of each kind at most so many ways."""
    meant = [misread(found, turn, told.ask) for turn in (knot.meant or ())[:most]]
    ways = [gives(found, way.members, way.correction, told.ask) for way in knot.ways[:most]]
    meant, ways = _said_once(meant, " meant "), _said_once(ways, " took ")
    parts = []
    for some, every, note in (
        (meant, len(knot.meant or ()), " (nobody gives way)"),
        (ways, len(knot.ways), ""),
    ):
        if some:
            left = every - len(some)
            other = f"{in_letters(left)} other {'way' if left == 1 else 'ways'}"
            more = f", or in {other}, which `explain` lists"
            parts.append(f"if {', or '.join(some)}{more if left else ''}{note}")
    text = told.once.shortly(f"Undone {'; or '.join(parts)}.")
    return [Paragraph(prose(text))] if parts else []


def _said_once(ways: list[str], verb: str) -> list[str]:
    """Say a verb that each of several ways has once, in the first of them alone."""
    if any(way.count(verb) != 1 or " and settled " in way for way in ways):
        return ways
    return [way if place == 0 else way.replace(verb, " ") for place, way in enumerate(ways)]
