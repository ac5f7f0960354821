"""Levers from their nodes."""

from __future__ import annotations

from negsim.errors import quoted
from negsim.language.model.actors import Actor
from negsim.language.model.issues import LEFT_OPEN, Option
from negsim.language.model.numbers import Quantity
from negsim.language.model.preferences import Preference
from negsim.language.model.timeline import Lever, NewIssue, NewOption
from negsim.language.names import one_of
from negsim.language.read.conditions import known_issue
from negsim.language.read.context import Context, Entry, as_table, kind
from negsim.language.read.evidence import read_sources, require_sources
from negsim.language.read.issues import ISSUE_KEYS, read_issue
from negsim.language.read.options import check_readers, read_long, refuse_left_open
from negsim.language.read.packages import read_option
from negsim.language.read.preferences import read_preference, read_worth
from negsim.language.read.variants import read_path
from negsim.language.yaml.nodes import Mapping, Node, Scalar

LEVER_KEYS = ("say", "options", "scores", "holds", "after", "issues", "preferences", "from")


def _section(context: Context, value: dict[str, Node], key: str, subject: str) -> list[Entry]:
    if key not in value:
        return []
    return list(as_table(context.entries(value[key], subject, None)).values())


def read_lever(context: Context, entry: Entry, actors: dict[str, Actor]) -> Lever | None:
    """Read one lever: new options with every actor's score for them, or new issues with preferences."""
    key, node = entry
    subject = f"lever {key.text!r}"
    name = context.identifier(key, "a lever")
    entries = context.entries(node, subject, LEVER_KEYS)
    if entries is None:
        return None
    before = len(context.faults)
    value = {k: given for k, (_, given) in entries.items()}
    if "options" not in value and "issues" not in value:
        context.fault(
            key, f"{subject} puts nothing on the table", "give it `options:` or `issues:`"
        )
    options = _read_options(context, value, subject)
    issues = _read_issues(context, value, subject)
    check_readers(context)
    scores = _read_scores(context, value, key, subject, options, actors)
    preferences = _read_preferences(context, value, subject, issues, actors)
    holds = []
    if "holds" in value:
        for text, at in context.texts(value["holds"], f"`holds` of {subject}") or ():
            path = read_path(context, text, at, subject)
            if path is not None:
                holds.append(path.full)
    sources = read_sources(context, entries.get("from"), subject)
    say = context.text(value["say"], f"`say` of {subject}") if "say" in value else None
    if len(context.faults) > before or name is None:
        return None
    return Lever(
        id=name,
        say=say,
        options=tuple(options),
        scores=tuple(scores),
        holds=tuple(holds),
        issues=tuple(issues),
        preferences=tuple(preferences),
        sources=sources or (),
    )


def _read_options(context: Context, value: dict[str, Node], subject: str) -> list[NewOption]:
    found: list[NewOption] = []
    for issue_key, table in _section(context, value, "options", f"`options` of {subject}"):
        issue = known_issue(context, issue_key, subject)
        if issue is None:
            continue
        if issue.is_numeric:
            context.fault(
                issue_key,
                f"{subject} adds an option to a numeric issue: {issue.id!r}",
                "widen its range instead",
            )
            continue
        for key, label in as_table(
            context.entries(table, f"{subject} on {issue.id!r}", None)
        ).values():
            about = f"option {key.text!r} of {subject}"
            option_id = context.identifier(key, f"an option of {subject}")
            if key.text == LEFT_OPEN and context.is_newest:
                refuse_left_open(context, key, f"an option of {subject}")
                continue
            if key.text in issue.position:
                context.fault(key, f"{about} is there already", "give the new option another id")
            given = label.get("after") if isinstance(label, Mapping) else None
            option: Option | None
            if isinstance(label, Mapping):
                others = {one.id: bool(one.read_as) for one in issue.written_options}
                if label.get("label") is None:
                    context.fault(label, f"{about} has no 'label'", "add `label: …`")
                option = read_long(
                    context, key, label, issue.id, others, about, beside=("label", "after")
                )
            elif isinstance(label, Scalar) and label.is_null:
                option = Option(id=key.text, label=key.text)
            else:
                text = context.text(label, about)
                option = None if text is None else Option(id=key.text, label=text)
            if given is None and "after" in value:
                given = _after_of(value["after"], issue.id)
            after = (
                None if given is None else read_option(context, issue, given, f"`after` of {about}")
            )
            if given is not None and not issue.is_ordered:
                context.fault(
                    given,
                    f"{about} has a place, and issue {issue.id!r} has no order",
                    "leave `after` out",
                )
            if given is None and issue.is_ordered:
                context.fault(
                    key,
                    f"{about} has no place in the order of issue {issue.id!r}",
                    f"write {{label: …, after: {issue.options[0].id}}}",
                )
            if after == LEFT_OPEN and issue.may_stay_open and given is not None:
                context.fault(
                    given,
                    f"{about} comes after '{LEFT_OPEN}', which has no place in the order",
                    f"write after: {issue.written_options[-1].id}",
                )
            if option_id is not None and option is not None:
                found.append(NewOption(issue=issue.id, after=after, **dict(option)))
    return found


def _after_of(node: Node, issue: str) -> Node | None:
    """Find where a new option of an issue goes: one text for all, or a mapping by issue."""
    return node.get(issue) if isinstance(node, Mapping) else node


def _read_scores(
    context: Context,
    value: dict[str, Node],
    at: Scalar,
    subject: str,
    options: list[NewOption],
    actors: dict[str, Actor],
) -> list[tuple[str, str, str, Quantity]]:
    known = {(option.issue, option.id) for option in options}
    foreign = {(who, option.issue, option.id) for option in options for who, _ in option.read_as}
    found: dict[tuple[str, str, str], Quantity] = {}
    told = len(context.faults)
    for actor_key, issues in _section(context, value, "scores", f"`scores` of {subject}"):
        actor = _known_actor(context, actor_key, subject, actors)
        if actor is None:
            continue
        for issue_key, table in as_table(
            context.entries(issues, f"{subject} for {actor.id}", None)
        ).values():
            if known_issue(context, issue_key, subject) is None:
                continue
            for key, given in as_table(
                context.entries(table, f"{subject} for {actor.id}", None)
            ).values():
                if (issue_key.text, key.text) not in known:
                    new = [option for issue, option in sorted(known) if issue == issue_key.text]
                    context.fault(
                        key,
                        f"{subject} adds no such option to {issue_key.text!r}: {quoted(key.text)}",
                        one_of(key.text, new),
                    )
                    continue
                if (actor.id, issue_key.text, key.text) in foreign:
                    context.fault(
                        key,
                        f"{subject} scores {quoted(key.text)}, which {actor.id} reads as another",
                        "leave it out: it is worth what that one is",
                    )
                    continue
                way = "points" if actor.uses_points else "scores"
                worth = read_worth(context, given, subject, way)
                if worth is not None:
                    found[(actor.id, issue_key.text, key.text)] = worth
    if len(context.faults) == told:
        for actor in actors.values():
            for preference in actor.preferences:
                for issue, option in sorted(known):
                    place = (actor.id, issue, option)
                    if issue == preference.issue and place not in (*found, *foreign):
                        context.fault(
                            at,
                            f"{subject} gives no score of {actor.id} for {option!r} of {issue!r}",
                            f"add scores: {{{actor.id}: {{{issue}: {{{option}: …}}}}}}",
                        )
    return [(*place, worth) for place, worth in found.items()]


def _known_actor(
    context: Context, key: Scalar, subject: str, actors: dict[str, Actor]
) -> Actor | None:
    if key.text not in actors and not context.is_told("actors", key.text):
        context.fault(
            key, f"{subject} names no actor: {quoted(key.text)}", one_of(key.text, context.actors)
        )
    return actors.get(key.text)


def _read_issues(context: Context, value: dict[str, Node], subject: str) -> list[NewIssue]:
    found = []
    for key, node in _section(context, value, "issues", f"`issues` of {subject}"):
        name = context.identifier(key, "an issue")
        if key.text in context.issues:
            context.fault(
                key,
                f"{subject} brings in an issue that is there already: {quoted(key.text)}",
                "rename it",
            )
            continue
        if not isinstance(node, Mapping):
            context.fault(
                node,
                f"issue {key.text!r} of {subject} is a mapping, not {kind(node)}",
                "write {ask: …, options: {…}, status_quo: …}",
            )
            continue
        context.unknown.add(f"issues.{key.text}")
        issue = (
            None if name is None else read_issue(context, name, node, (*ISSUE_KEYS, "status_quo"))
        )
        given = node.get("status_quo")
        if given is None:
            context.fault(
                key,
                f"issue {key.text!r} of {subject} has no 'status_quo'",
                "say which option holds without a deal",
            )
        if issue is None or given is None:
            continue
        context.unknown.discard(f"issues.{key.text}")
        option = read_option(context, issue, given, f"the status quo of {key.text!r}")
        if option == LEFT_OPEN and issue.may_stay_open:
            context.fault(
                given,
                f"the status quo of {key.text!r} leaves it open, which says nothing of what holds meanwhile",
                one_of(option, [one.id for one in issue.written_options]),
            )
        elif option is not None:
            context.status_quo[issue.id] = option
            found.append(NewIssue(issue=issue, status_quo=option))
    return found


def _read_preferences(
    context: Context,
    value: dict[str, Node],
    subject: str,
    issues: list[NewIssue],
    actors: dict[str, Actor],
) -> list[tuple[str, Preference]]:
    new = {brought.issue.id: brought.issue for brought in issues}
    found = []
    known = context.issues
    context.issues = {**known, **new}
    for actor_key, table in _section(context, value, "preferences", f"`preferences` of {subject}"):
        actor = _known_actor(context, actor_key, subject, actors)
        for key, node in as_table(
            context.entries(table, f"{subject} for {actor_key.text}", None)
        ).values():
            if key.text in known:
                context.fault(
                    key,
                    f"{subject} has preferences on its own issues only: {quoted(key.text)}",
                    "use a variant to change others",
                )
                continue
            if key.text not in new and "issues" not in value:
                context.fault(
                    key,
                    f"{subject} brings in no issue {quoted(key.text)}",
                    "add it under `issues:`",
                )
                continue
            preference = read_preference(context, (key, node), actor_key.text)
            if preference is None or actor is None:
                continue
            if f"actors.{actor.id}" in context.unknown:
                continue
            if actor.preferences and actor.uses_points != (preference.points is not None):
                way = "points" if actor.uses_points else "a weight"
                context.fault(
                    key,
                    f"{subject} gives {actor.id} a preference in other terms than the rest",
                    f"give it as {way}",
                )
                continue
            if preference.ladder is not None and preference.ladder.bar is not None:
                context.fault(key, f"{subject} draws a red line with `!`", "write < in a lever")
                continue
            require_sources(
                context, key, f"{actor.id}'s preference on {key.text!r}", preference.sources
            )
            found.append((actor.id, preference))
    context.issues = known
    return found
