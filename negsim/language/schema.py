"""A JSON Schema of the scenario language, for editors: completion, checking while one types, a word on each key.

What needs the whole file (does this issue exist, is that path right) is left to `validate`, unless a scenario is given:
then its issues, options, actors and claims are completed too.
"""

from __future__ import annotations

from typing import Any

from negsim.language.model.actors import ACTOR_KEYS
from negsim.language.model.evidence import GRADES, LINE_STATUSES
from negsim.language.model.scenario import Scenario
from negsim.language.read.context import RESERVED
from negsim.language.read.expectations import EXPECT_KEYS
from negsim.language.read.issues import ISSUE_KEYS
from negsim.language.read.levers import LEVER_KEYS
from negsim.language.read.scenario import TOP_KEYS
from negsim.language.read.timeline import EVENT_KEYS, STEPS, TIMELINE_KEYS
from negsim.language.read.variants import VARIANT_KEYS
from negsim.language.schema_words import SAID

Schema = dict[str, Any]

_ID = {"pattern": "^[a-z][a-z0-9_]*$", "not": {"enum": sorted(RESERVED)}}
_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_NUMBER: Schema = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": r"^\s*[-+]?[0-9.]+(e[-+]?[0-9]+)?(/[0-9]+)?\s*$"},
    ]
}
_WORDS = ["decisive", "high", "medium", "low"]


def json_schema(scenario: Scenario | None = None) -> Schema:
    """Give the schema (JSON Schema 2020-12).

    Parameters
    ----------
    scenario : Scenario, optional
        Complete its issues, options, actors and claims too.

    Returns
    -------
    dict
        Plain data, ready for JSON.
    """
    builder = _Builder(scenario)
    top = builder.mapping(
        TOP_KEYS,
        {
            "negsim": {"enum": [1, "1"]},
            "scenario": {"type": "string", **_ID},
            "claims": _TEXTS,
            "spread": builder.mapping(
                ("weight", "score", "reservation_value"), {}, default=_NUMBER
            ),
            "issues": builder.table(builder.issue(ISSUE_KEYS), least=1),
            "rules": builder.table({"$ref": "#/$defs/rule"}),
            "actors": builder.table({"$ref": "#/$defs/actor"}, least=1),
            "agreement": builder.one_or_many(builder.quorum()),
            "variants": builder.table({"$ref": "#/$defs/variant"}),
            "expect": {"type": "array", "items": {"$ref": "#/$defs/expectation"}},
            "outcome": {"$ref": "#/$defs/package"},
            "status_quo": {"$ref": "#/$defs/package"},
            "timeline": builder.timeline(),
            "levers": builder.table(builder.lever()),
        },
        required=("negsim", "scenario", "issues", "actors"),
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "negsim scenario, version 1",
        **top,
        "$defs": builder.definitions(),
    }


class _Builder:
    """Builds the parts, with a scenario's own names where there is one."""

    def __init__(self, scenario: Scenario | None) -> None:
        self._scenario = scenario

    def mapping(
        self,
        keys: tuple[str, ...],
        parts: dict[str, Schema],
        *,
        required: tuple[str, ...] = (),
        default: Schema = _TEXT,
    ) -> Schema:
        """A mapping with these keys and no others, each with a word on what it is."""
        properties = {}
        for key in keys:
            said = {"description": SAID[key]} if key in SAID else {}
            properties[key] = {**said, **parts.get(key, default)}
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return {**schema, "required": list(required)} if required else schema

    def table(self, of: Schema, least: int = 0) -> Schema:
        """A mapping from ids to things of one kind."""
        schema = {"type": "object", "propertyNames": _ID, "additionalProperties": of}
        return {**schema, "minProperties": least} if least else schema

    def one_or_many(self, of: Schema) -> Schema:
        """One, or a list."""
        return {"anyOf": [of, {"type": "array", "items": of, "minItems": 1}]}

    def issue(self, keys: tuple[str, ...]) -> Schema:
        """An issue: options or a range."""
        labels = self.table({"type": ["string", "number", "boolean", "null"]}, least=2)
        numbers = self.mapping(
            ("from", "to", "step", "unit"),
            {"unit": _TEXT},
            required=("from", "to", "step"),
            default=_NUMBER,
        )
        for key, said in (("from", "First number"), ("to", "Last number, included")):
            numbers["properties"][key] = {**_NUMBER, "description": said}
        parts = {"options": labels, "range": numbers, "from": self.sources(), "tags": _TEXTS}
        return {
            **self.mapping(keys, parts),
            "oneOf": [{"required": ["options"]}, {"required": ["range"]}],
        }

    def sources(self) -> Schema:
        """What an element rests on."""
        one: Schema = {"type": "string"}
        if self._scenario is not None and self._scenario.claim:
            short = [claim.id for claim in self._scenario.all_claims]
            one = {
                "anyOf": [
                    {"enum": sorted({*short, *self._scenario.claim})},
                    {"pattern": "^assumption"},
                ]
            }
        return {"description": SAID["from"], **self.one_or_many(one)}

    def quorum(self) -> Schema:
        """One rule of an agreement."""
        actors = (
            _TEXTS
            if self._scenario is None
            else self.one_or_many({"enum": list(self._scenario.actor)})
        )
        votes = {"type": "object", "additionalProperties": _NUMBER}
        parts = {"at_least": _NUMBER, "including": actors, "votes": votes, "of": actors}
        return self.mapping(("at_least", "including", "votes", "of"), parts, required=("at_least",))

    def condition(self) -> Schema:
        """One mapping of tests."""
        number_test = {"anyOf": [{"type": "number"}, {"type": "string"}]}
        of = self.one_or_many({"type": "string"})
        factors = {"type": "object", "additionalProperties": _NUMBER}
        total = self.mapping(
            ("of", "is"), {"of": {"anyOf": [of, factors]}, "is": number_test}, required=("of", "is")
        )
        conditions = {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1}
        count = self.mapping(
            ("of", "is"), {"of": conditions, "is": number_test}, required=("of", "is")
        )
        test = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
        properties: Schema = {"sum": total, "count": count}
        if self._scenario is None:
            return {
                "type": "object",
                "properties": properties,
                "additionalProperties": test,
                "minProperties": 1,
            }
        for issue in self._scenario.issues:
            properties[issue.id] = {
                "description": issue.ask,
                "anyOf": [{"enum": self._tests(issue.id)}, *test["anyOf"]],
            }
        return {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "minProperties": 1,
        }

    def _tests(self, name: str) -> list[str]:
        assert self._scenario is not None
        issue = self._scenario.issue[name]
        options = [option.id for option in issue.options[:50]]
        forms = ("", "not ", "at least ", "at most ") if issue.is_ordered else ("", "not ")
        return [form + option for form in forms for option in options]

    def clause(self, beside: dict[str, Schema], required: tuple[str, ...] = ()) -> Schema:
        """Just one of require, forbid, if … then, and other keys beside it."""
        parts = {key: {"$ref": "#/$defs/condition"} for key in ("require", "forbid", "if", "then")}
        schema = self.mapping((*parts, *beside), {**parts, **beside}, required=required)
        kinds = [{"required": ["require"]}, {"required": ["forbid"]}, {"required": ["if", "then"]}]
        return {**schema, "oneOf": kinds}

    def red_line(self) -> Schema:
        """A clause, or readings."""
        reading = {"anyOf": [{"const": "none"}, self.clause({"chance": _NUMBER})]}
        parts = {"readings": self.table(reading, least=1), "from": self.sources()}
        return {
            "anyOf": [
                self.clause({"from": self.sources()}),
                self.mapping(("readings", "from"), parts, required=("readings",)),
            ]
        }

    def preference(self) -> Schema:
        """One of the four ways to like options."""
        table = {"type": "object", "additionalProperties": {"$ref": "#/$defs/quantity"}}
        parts: dict[str, Schema] = {
            "weight": {"$ref": "#/$defs/weight"},
            "scores": table,
            "points": table,
            "position": {"anyOf": [_TEXT, {"$ref": "#/$defs/quantity"}]},
            "ladder": {"type": "string"},
            "from": self.sources(),
        }
        ways = [{"required": [way]} for way in ("scores", "points", "position", "ladder")]
        return {**self.mapping(tuple(parts), parts), "oneOf": ways}

    def timeline(self) -> Schema:
        """Trends and events."""
        trend = self.mapping(
            ("change", "by", "from"),
            {"by": {"$ref": "#/$defs/quantity"}, "from": self.sources()},
            required=("change", "by"),
        )
        event = self.mapping(
            EVENT_KEYS,
            {"chance": {"$ref": "#/$defs/quantity"}, "apply": _TEXTS, "from": self.sources()},
            required=("apply",),
        )
        parts: dict[str, Schema] = {
            "step": {"enum": list(STEPS)},
            "steps": {"type": "integer", "minimum": 1},
            "trends": self.table(trend),
            "events": self.table(event),
        }
        return self.mapping(TIMELINE_KEYS, parts, required=("start", "step", "steps"))

    def lever(self) -> Schema:
        """New options, or new issues."""
        label = {
            "anyOf": [
                {"type": ["string", "number", "boolean", "null"]},
                self.mapping(("label", "after"), {}, required=("label",)),
            ]
        }
        scores = {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/quantity"},
            },
        }
        parts: dict[str, Schema] = {
            "options": self.table({"type": "object", "additionalProperties": label}),
            "scores": self.table(scores),
            "holds": _TEXTS,
            "after": {"type": ["string", "object"]},
            "issues": self.table(self.issue((*ISSUE_KEYS, "status_quo"))),
            "preferences": self.table(self.table({"$ref": "#/$defs/preference"})),
            "from": self.sources(),
        }
        return self.mapping(LEVER_KEYS, parts)

    def definitions(self) -> Schema:
        """The parts that others refer to."""
        triangle = self.mapping(
            ("best", "low", "high"), {}, required=("best", "low", "high"), default=_NUMBER
        )
        quantity = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "[0-9]"}, triangle]}
        weight = {"anyOf": [{"enum": _WORDS}, *quantity["anyOf"]]}
        condition = {"$ref": "#/$defs/condition"}
        wish = self.clause(
            {
                "weight": {"$ref": "#/$defs/weight"},
                "points": {"$ref": "#/$defs/quantity"},
                "from": self.sources(),
            }
        )
        when = self.mapping(("when",), {"when": condition}, required=("when",))
        reservation = {
            "anyOf": [
                {"$ref": "#/$defs/quantity"},
                self.mapping(
                    ("points",), {"points": {"$ref": "#/$defs/quantity"}}, required=("points",)
                ),
                self.mapping(
                    ("as_good_as",),
                    {"as_good_as": {"$ref": "#/$defs/package"}},
                    required=("as_good_as",),
                ),
            ]
        }
        actor: dict[str, Schema] = {
            "consent": {"anyOf": [{"enum": ["always", "never"]}, when]},
            "influence": {"$ref": "#/$defs/quantity"},
            "reservation_value": reservation,
            "from": self.sources(),
            "score_sheet": self.mapping(
                ("from", "to"), {}, required=("from", "to"), default=_NUMBER
            ),
            "red_lines": self.table({"$ref": "#/$defs/red_line"}),
            "preferences": self.table({"$ref": "#/$defs/preference"}),
            "wishes": self.table(wish),
            "expects": self.table(self.clause({"from": self.sources()})),
        }
        variant: dict[str, Schema] = {
            "drop": _TEXTS,
            "add": {"type": "object"},
            "set": {"type": "object"},
            "read": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "object", "additionalProperties": {"type": "string"}},
                ]
            },
            "trust": self.mapping(
                ("assumptions", "grade", "status"),
                {
                    "status": self.one_or_many({"enum": list(LINE_STATUSES)}),
                    "assumptions": {"enum": [True, False, "true", "false"]},
                    "grade": {"enum": list(GRADES)},
                },
            ),
            "fix": self.one_or_many({"$ref": "#/$defs/alternative"}),
            "exclude": {"$ref": "#/$defs/alternative"},
        }
        expectation: dict[str, Schema] = {
            "zone": {"enum": ["open", "empty"]},
            "red_line_zone": {"enum": ["open", "empty"]},
            "includes": {"$ref": "#/$defs/package"},
            "every_package": condition,
            "conflict": _TEXTS,
            "accepts": self.mapping(
                ("actor", "package"), {"package": condition}, required=("actor", "package")
            ),
            "prefers": {"$ref": "#/$defs/package"},
            "over": {"$ref": "#/$defs/package"},
        }
        return {
            "quantity": quantity,
            "weight": weight,
            "alternative": self.condition(),
            "condition": self.one_or_many({"$ref": "#/$defs/alternative"}),
            "package": {"type": "object", "additionalProperties": _TEXT},
            "rule": self.clause({"because": _TEXT}),
            "red_line": self.red_line(),
            "preference": self.preference(),
            "actor": self.mapping(ACTOR_KEYS, actor),
            "variant": self.mapping(VARIANT_KEYS, variant),
            "expectation": self.mapping(EXPECT_KEYS, expectation),
        }
