"""Timeline and levers from their nodes."""

from __future__ import annotations

from fractions import Fraction

from negsim.errors import quoted
from negsim.language.model.numbers import format_number
from negsim.language.model.paths import Path
from negsim.language.model.timeline import AfterSignature, Event, EventResult, Timeline, Trend
from negsim.language.read.context import NEWEST, Context, Entry, as_table
from negsim.language.read.evidence import read_sources
from negsim.language.read.variants import read_path, read_stack
from negsim.language.yaml.nodes import Mapping, Node, Scalar

STEPS = ("day", "week", "month", "quarter", "year")
TIMELINE_KEYS = ("start", "step", "steps", "trends", "events")
_STEADY = ("firm", "needs", "votes")  # numbers that variants set, and no trend moves
EVENT_KEYS = ("on", "chance", "after", "apply", "from")
NEW_EVENT_KEYS = ("results", "after_signature")


def read_timeline(context: Context, node: Node, variants: tuple[str, ...]) -> Timeline | None:
    """Read the timeline."""
    entries = context.entries(node, "`timeline`", TIMELINE_KEYS, ("start", "step", "steps"))
    if entries is None:
        return None
    value = {key: given for key, (_, given) in entries.items()}
    start = context.date(value["start"], "`start` of the timeline") if "start" in value else None
    step = (
        context.choice(value["step"], "`step` of the timeline", STEPS) if "step" in value else None
    )
    steps = (
        context.whole(value["steps"], "`steps` of the timeline", low=1, high=10_000)
        if "steps" in value
        else None
    )
    trends = [
        trend
        for entry in _section(context, value, "trends", "`trends`")
        if (trend := _read_trend(context, entry)) is not None
    ]
    events = [
        event
        for entry in _section(context, value, "events", "`events`")
        if (event := _read_event(context, entry, variants)) is not None
    ]
    if start is None or step is None or steps is None:
        return None
    return Timeline.model_validate(
        {
            "start": start,
            "step": step,
            "steps": steps,
            "trends": tuple(trends),
            "events": tuple(events),
        }
    )


def _section(context: Context, value: dict[str, Node], key: str, subject: str) -> list[Entry]:
    if key not in value:
        return []
    return list(as_table(context.entries(value[key], subject, None)).values())


def _read_trend(context: Context, entry: Entry) -> Trend | None:
    key, node = entry
    subject = f"trend {key.text!r}"
    name = context.identifier(key, "a trend")
    entries = context.entries(
        node, subject, ("change", "by", "from"), ("change", "by"), new=("after_signature",)
    )
    if entries is None or not {"change", "by"} <= set(entries):
        return None
    sources = read_sources(context, entries.get("from"), subject)
    by = context.quantity(entries["by"][1], f"`by` of {subject}")
    text = context.text(entries["change"][1], f"`change` of {subject}")
    path = None if text is None else read_path(context, text, entries["change"][1], subject)
    is_number = path is not None and (
        path.field not in ("", *_STEADY) or path.kind in ("reservation_value", "influence")
    )
    if path is not None and path.field == "weight" and path.actor in context.weightless:
        context.fault(
            entries["change"][1],
            f"{subject} changes a weight, and those of {path.actor} are unknown",
            "leave it out",
        )
        return None
    if path is not None and not is_number:
        context.fault(
            entries["change"][1],
            f"{subject} changes what is no number{_that_drifts(path)}: {quoted(path.full)}",
            "name a reservation value, a weight, a score or points",
        )
        return None
    before = len(context.faults)
    after = _read_after_signature(context, entries.get("after_signature"), subject, "by")
    if name is None or sources is None or by is None or path is None:
        return None
    if len(context.faults) > before:
        return None
    return Trend(id=name, change=path.full, by=by, sources=sources, after_signature=after)


def _read_after_signature(
    context: Context, entry: Entry | None, subject: str, rate: str
) -> AfterSignature:
    """Read what becomes of it when a package is signed: it stops, or goes on at another rate."""
    if entry is None:
        return None
    about = f"`after_signature` of {subject}"
    if not isinstance(entry[1], Mapping):
        text = context.text(entry[1], about)
        if text not in (None, "stops"):
            context.fault(
                entry[1],
                f"{about} is stops or {{{rate}: …}}, not {quoted(text or '')}",
                "write stops; leave it out where a signature changes nothing",
            )
        return "stops"
    entries = as_table(context.entries(entry[1], about, (rate,), (rate,)))
    if rate not in entries:
        return None
    most = 1 if rate == "chance" else None
    least = 0 if rate == "chance" else None
    return context.quantity(entries[rate][1], f"`{rate}` of {about}", low=least, high=most)


def _that_drifts(path: Path) -> str:
    return " that drifts" if path.field in _STEADY else ""


def _read_event(context: Context, entry: Entry, variants: tuple[str, ...]) -> Event | None:
    key, node = entry
    subject = f"event {key.text!r}"
    name = context.identifier(key, "an event")
    has_results = isinstance(node, Mapping) and "results" in node
    required = () if has_results else ("apply",)
    entries = context.entries(node, subject, EVENT_KEYS, required, new=NEW_EVENT_KEYS)
    if entries is None or not {"apply", "results"} & set(entries):
        return None
    if not _is_sound(context, key, entries, subject):
        return None
    value = {k: given for k, (_, given) in entries.items()}
    before = len(context.faults)
    event = {
        "id": name,
        "apply": ()
        if has_results
        else read_stack(context, value["apply"], f"`apply` of {subject}", variants),
        "results": _read_results(context, entries, subject, variants),
        "on": context.date(value["on"], f"`on` of {subject}") if "on" in value else None,
        "after": context.date(value["after"], f"`after` of {subject}")
        if "after" in value
        else None,
        "chance": context.quantity(value["chance"], f"`chance` of {subject}", low=0, high=1)
        if "chance" in value
        else None,
        "sources": read_sources(context, entries.get("from"), subject) or (),
        "after_signature": _read_after_signature(
            context, entries.get("after_signature"), subject, "chance"
        ),
    }
    return None if len(context.faults) > before or name is None else Event.model_validate(event)


def _is_sound(context: Context, key: Scalar, entries: dict[str, Entry], subject: str) -> bool:
    """Tell where its keys do not go together: when it comes, and what then."""
    if "apply" in entries and "results" in entries:
        what, mend = f"{subject} has both `apply` and `results`", "keep one of them"
        context.fault(entries["results"][0], what, mend)
    elif "on" not in entries and "chance" not in entries:
        mend = "write `on: DATE`, or `chance: 0.1` and perhaps `after: DATE`"
        context.fault(key, f"{subject} has neither a date nor a chance", mend)
    elif "on" in entries and "results" in entries and "chance" in entries:
        what = f"{subject} has a date, a chance, and results that have theirs"
        context.fault(entries["chance"][0], what, "leave `chance` out")
    elif "on" in entries and "after" in entries:
        is_certain = not {"chance", "results"} & set(entries)
        what = "is certain" if is_certain else "has its day"
        mend = "leave `after` out"
        context.fault(
            entries["after"][0], f"{subject} {what}, and `after` goes with a chance", mend
        )
    else:
        if "on" in entries and "chance" in entries:
            what = f"{subject} has both a date and a chance, which version {NEWEST} has"
            context.newer(entries["chance"][0], what, "a date and a chance")
        return True
    return False


def _read_results(
    context: Context, entries: dict[str, Entry], subject: str, variants: tuple[str, ...]
) -> tuple[EventResult, ...]:
    if "results" not in entries:
        return ()
    key, node = entries["results"]
    table = context.entries(node, f"`results` of {subject}", None)
    if table is None:
        return ()
    if not table:
        context.fault(node, f"{subject} has no results", "write {NAME: {chance: 0.5, apply: […]}}")
        return ()
    results = []
    before = len(context.faults)
    for at, given in table.values():
        about = f"result {at.text!r} of {subject}"
        name = context.identifier(at, f"a result of {subject}")
        parts = as_table(context.entries(given, about, ("chance", "apply"), ("chance", "apply")))
        if len(parts) < 2:
            continue
        chance = context.quantity(parts["chance"][1], f"the chance of {about}", low=0, high=1)
        apply = read_stack(context, parts["apply"][1], f"`apply` of {about}", variants)
        if name is not None and chance is not None:
            results.append(EventResult(id=name, chance=chance, apply=apply))
    if len(context.faults) > before:
        return ()
    total = sum((result.chance.best for result in results), Fraction(0))
    if total > 1:
        context.fault(
            key,
            f"the chances of the results of {subject} sum to {format_number(total)}",
            "one of them comes at most: let them sum to 1, or less",
        )
    elif total == 0 and "on" not in entries:
        context.fault(
            key,
            f"the chances of the results of {subject} are all 0, and share its own by these",
            "give one of them a chance above 0",
        )
    return tuple(results)
