"""A scenario while variants are applied to it, key by key."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from negsim.errors import Where, quoted
from negsim.language.claims.trusted import is_trusted
from negsim.language.model.actors import Actor, ladder_red_line
from negsim.language.model.conditions import Alternative, Condition
from negsim.language.model.paths import Path, parse_path
from negsim.language.model.preferences import Preference, Wish
from negsim.language.model.ranges import changed
from negsim.language.model.ratification import Body
from negsim.language.model.red_lines import RedLine
from negsim.language.model.scenario import Scenario, StatedSpread
from negsim.language.model.variants import Agreement, Put, Variant
from negsim.language.names import one_of


class Misuse(Exception):
    """A variant that cannot be applied to what stands: the path to blame, what is wrong, and how to mend it."""

    def __init__(self, path: Path | None, what: str, mend: str) -> None:
        super().__init__(what)
        self.path, self.what, self.mend = path, what, mend

    def where(self, scenario: Scenario, variant: str) -> Where | None:
        """Find the place in the file: the path within the variant, else the variant."""
        whole = scenario.where.get(f"variants.{variant}")
        if self.path is None:
            return whole
        return scenario.where.get(f"variant {variant!r}.{self.path.full}", whole)


@dataclass
class _Parts:
    """An actor's parts by id, while variants are applied."""

    actor: Actor
    red_lines: dict[str, RedLine]
    preferences: dict[str, Preference]
    wishes: dict[str, Wish]
    bodies: dict[str, Body]
    changes: dict[str, Any] = field(default_factory=dict)


class Stack:
    """A scenario while variants are applied to it."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._actors = {
            actor.id: _Parts(
                actor,
                {line.id: line for line in actor.written_red_lines},
                {preference.issue: preference for preference in actor.preferences},
                {wish.id: wish for wish in actor.wishes},
                {body.id: body for body in actor.ratification},
            )
            for actor in scenario.actors
        }
        self._rules = {rule.id: rule for rule in scenario.rules}
        self._changes: dict[str, Any] = {}
        self._fixed = list(scenario.fixed)
        self._excluded = list(scenario.excluded)
        self._applied = list(scenario.applied)
        self._seen = set(scenario.dropped) | set(self._elements())

    def scenario(self) -> Scenario:
        """Give the scenario as it now stands."""
        actors = tuple(
            changed(
                parts.actor,
                **{
                    "written_red_lines": tuple(parts.red_lines.values()),
                    "preferences": tuple(parts.preferences.values()),
                    "wishes": tuple(parts.wishes.values()),
                    "ratification": tuple(parts.bodies.values()),
                    **parts.changes,
                },
            )
            for parts in self._actors.values()
        )
        scenario = self._scenario
        keep = {name: getattr(scenario, name) for name in type(scenario).model_fields}
        return Scenario.model_construct(
            **{
                **keep,
                **self._changes,
                "actors": actors,
                "rules": tuple(self._rules.values()),
                "fixed": tuple(self._fixed),
                "excluded": tuple(self._excluded),
                "applied": tuple(self._applied),
                "dropped": tuple(sorted(self._seen - set(self._elements()))),
            }
        )

    def apply(self, variant: Variant) -> None:
        """Apply one variant whole."""
        for path in variant.drop:
            self._drop(_path(path))
        for put in variant.add:
            self._add(put)
        for put in variant.set:
            self.put(put)
        if variant.read_all is not None:
            self._read_all(variant.read_all)
        for element, reading in variant.read:
            self._read(_path(element), reading)
        if variant.trust is not None:
            for path in self._untrusted(variant):
                self._drop(_path(path))
        if variant.fix is not None:
            self._fixed.append(variant.fix)
        if variant.exclude:
            self._excluded.append(
                Condition(
                    alternatives=tuple(
                        Alternative(tests=((issue, test),)) for issue, test in variant.exclude
                    )
                )
            )
        self._applied.append(variant.id)
        self._seen |= set(self._elements())

    def note(self, change: str) -> None:
        """Note a single change among what was applied."""
        self._applied.append(change)

    def _lines(self, actor: str) -> dict[str, RedLine]:
        parts = self._actors[actor]
        drawn = map(ladder_red_line, parts.preferences.values())
        return {**parts.red_lines, **{line.id: line for line in drawn if line is not None}}

    def _elements(self) -> Iterable[str]:
        for actor, parts in self._actors.items():
            yield from (f"{actor}.red_lines.{line}" for line in self._lines(actor))
            yield from (f"{actor}.preferences.{issue}" for issue in parts.preferences)
            yield from (f"{actor}.wishes.{wish}" for wish in parts.wishes)
            yield from (f"{actor}.ratification.{body}" for body in parts.bodies)
        yield from (f"rules.{rule}" for rule in self._rules)

    def _table(self, path: Path) -> dict[str, Any]:
        if path.kind == "rule":
            return self._rules
        parts = self._actors[path.actor]
        tables: dict[str, dict[str, Any]] = {
            "red_line": parts.red_lines,
            "preference": parts.preferences,
            "wish": parts.wishes,
            "body": parts.bodies,
        }
        return tables[path.kind]

    def _drop(self, path: Path) -> None:
        table = self._table(path)
        if path.id in table:
            del table[path.id]
        elif path.kind == "red_line" and path.id in self._lines(path.actor):
            self._unbar(path)
        elif path.element not in self._seen:
            raise _absent(path, "drops")

    def _unbar(self, path: Path) -> None:
        """Take a ladder's red line away and leave its preference: the `!` becomes a `<`."""
        preferences = self._actors[path.actor].preferences
        preference = preferences[path.id]
        assert preference.ladder is not None
        ladder = preference.ladder.model_copy(update={"bar": None})
        preferences[path.id] = preference.model_copy(update={"ladder": ladder})

    def _add(self, put: Put) -> None:
        path = _path(put.path)
        stands = path.id in self._table(path)
        if stands or (path.kind == "red_line" and path.id in self._lines(path.actor)):
            raise Misuse(
                path, f"adds {path.full}, which is there already", "use `set` to replace it"
            )
        self._table(path)[path.id] = put.value

    def put(self, put: Put) -> None:
        """Replace a number or an element."""
        path = _path(put.path)
        if path.field and path.kind != "agreement":
            self._put_number(path, put.value)
        elif path.kind in ("red_line", "preference", "wish", "rule", "body"):
            if path.kind == "red_line" and path.id in self._lines(path.actor):
                if path.id not in self._table(path):
                    self._unbar(path)
            elif path.id not in self._table(path):
                raise _absent(path, "sets")
            self._table(path)[path.id] = put.value
        elif path.kind == "spread":
            spread = self._changes.get("spread", self._scenario.spread)
            self._changes["spread"] = StatedSpread.model_validate(
                {**dict(spread), path.id: put.value}
            )
        elif path.kind == "agreement":
            self._put_agreement(path, put.value)
        else:
            self._actors[path.actor].changes[path.kind] = put.value

    def _put_agreement(self, path: Path, value: Any) -> None:
        if not path.field:
            self._changes["agreement"] = value
            return
        agreement: Agreement | None = self._changes.get("agreement", self._scenario.agreement)
        if agreement is None or len(agreement.ways) != 1 or len(agreement.rules) != 1:
            why = (
                "there is no agreement" if agreement is None else "the agreement has several rules"
            )
            raise Misuse(path, f"sets {path.full}, and {why}", "set the whole `agreement`")
        rule = agreement.rules[0].model_copy(update={"at_least": value.best})
        self._changes["agreement"] = Agreement(ways=((rule,),))

    def _put_number(self, path: Path, value: Any) -> None:
        element = self._table(path).get(path.id)
        held = None if element is None else getattr(element, path.field, None)
        if element is None or held is None:
            raise _absent(path, "sets")
        if isinstance(held, tuple):
            names = [option for option, _ in held]
            if path.option not in names:
                raise Misuse(
                    path,
                    f"sets {path.full}, which is not there",
                    one_of(path.option, names),
                )
            value = tuple((option, value if option == path.option else old) for option, old in held)
        self._table(path)[path.id] = element.model_copy(update={path.field: value})

    def _read_all(self, reading: str) -> None:
        found = False
        for parts in self._actors.values():
            for name, line in parts.red_lines.items():
                for index, candidate in enumerate(line.readings):
                    if line.has_readings and candidate.id == reading:
                        parts.red_lines[name] = _chosen(line, index)
                        found = True
        if not found:
            raise Misuse(
                None,
                f"reads {quoted(reading)}, and no red line has such a reading",
                "name another reading",
            )

    def _read(self, path: Path, reading: str) -> None:
        line = self._actors[path.actor].red_lines.get(path.id)
        if line is None:
            raise _absent(path, "reads")
        names = [candidate.id for candidate in line.readings]
        if not line.has_readings or reading not in names:
            raise Misuse(
                path,
                f"takes reading {quoted(reading)} of {path.short}, which it has not",
                one_of(reading, names),
            )
        table = self._actors[path.actor].red_lines
        table[path.id] = _chosen(line, names.index(reading))

    def _untrusted(self, variant: Variant) -> list[str]:
        trust = variant.trust
        assert trust is not None
        dropped = []
        for actor in self._actors:
            for name, line in self._lines(actor).items():
                if not is_trusted(trust, self._scenario, actor, line):
                    dropped.append(f"{actor}.red_lines.{name}")
        return dropped


def _chosen(line: RedLine, reading: int) -> RedLine:
    return line.model_copy(update={"reading": reading, "is_chosen": True})


def _path(text: str) -> Path:
    path = parse_path(text)
    assert path is not None
    return path


def _absent(path: Path, verb: str) -> Misuse:
    return Misuse(
        path, f"{verb} {path.full}, which is not there", "add it first, or leave this out"
    )
