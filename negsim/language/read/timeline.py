"""Timeline and levers from their nodes."""

from __future__ import annotations

from negsim.errors import quoted
from negsim.language.model.paths import Path
from negsim.language.model.timeline import Event, Timeline, Trend
from negsim.language.read.context import Context, Entry, as_table
from negsim.language.read.evidence import read_sources
from negsim.language.read.variants import read_path, read_stack
from negsim.language.yaml.nodes import Node

STEPS = ("day", "week", "month", "quarter", "year")
TIMELINE_KEYS = ("start", "step", "steps", "trends", "events")
_STEADY = ("firm", "needs", "votes")  # numbers that variants set, and no trend moves
EVENT_KEYS = ("on", "chance", "after", "apply", "from")


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
    entries = context.entries(node, subject, ("change", "by", "from"), ("change", "by"))
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
    if name is None or sources is None or by is None or path is None:
        return None
    return Trend(id=name, change=path.full, by=by, sources=sources)


def _that_drifts(path: Path) -> str:
    return " that drifts" if path.field in _STEADY else ""


def _read_event(context: Context, entry: Entry, variants: tuple[str, ...]) -> Event | None:
    key, node = entry
    subject = f"event {key.text!r}"
    name = context.identifier(key, "an event")
    entries = context.entries(node, subject, EVENT_KEYS, ("apply",))
    if entries is None or "apply" not in entries:
        return None
    value = {k: given for k, (_, given) in entries.items()}
    if ("on" in value) == ("chance" in value):
        said = "both a date and a chance" if "on" in value else "neither a date nor a chance"
        context.fault(
            key,
            f"{subject} has {said}",
            "write `on: DATE`, or `chance: 0.1` and perhaps `after: DATE`",
        )
        return None
    if "on" in value and "after" in value:
        context.fault(
            entries["after"][0],
            f"{subject} is certain, and `after` goes with a chance",
            "leave `after` out",
        )
        return None
    before = len(context.faults)
    event = {
        "id": name,
        "apply": read_stack(context, value["apply"], f"`apply` of {subject}", variants),
        "on": context.date(value["on"], f"`on` of {subject}") if "on" in value else None,
        "after": context.date(value["after"], f"`after` of {subject}")
        if "after" in value
        else None,
        "chance": context.quantity(value["chance"], f"`chance` of {subject}", low=0, high=1)
        if "chance" in value
        else None,
        "sources": read_sources(context, entries.get("from"), subject) or (),
    }
    return None if len(context.faults) > before or name is None else Event.model_validate(event)
