"""A JSON Schema of the scenario language, for editors: completion, checking while one types, a word on each key.

What needs the whole file (does this issue exist, is that path right) is left to `validate`, unless a scenario is given:
then its issues, options, actors and claims are completed too.
"""

from __future__ import annotations

from typing import Any

from negsim.language.model.actors import ACTOR_KEYS, NEW_ACTOR_KEYS
from negsim.language.model.evidence import GRADES, LINE_STATUSES
from negsim.language.model.scenario import Scenario
from negsim.language.read.context import NEWEST, VERSIONS
from negsim.language.read.expectations import EXPECT_KEYS, NEW_EXPECT_KEYS
from negsim.language.read.issues import ISSUE_KEYS, NEW_ISSUE_KEYS
from negsim.language.read.levers import LEVER_KEYS
from negsim.language.read.options import OPTION_KEYS
from negsim.language.read.scenario import BRIEF_KEYS, NEW_TOP_KEYS, TOP_KEYS
from negsim.language.read.timeline import EVENT_KEYS, NEW_EVENT_KEYS, STEPS, TIMELINE_KEYS
from negsim.language.read.variants import NEW_VARIANT_KEYS, VARIANT_KEYS
from negsim.language.schema_parts import ID, NUMBER, TEXT, TEXTS, WORDS, Parts, Schema


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
        builder.keys(TOP_KEYS, NEW_TOP_KEYS),
        {
            "negsim": {"enum": builder.versions()},
            "brief": builder.brief(),
            "scenario": {"type": "string", **ID},
            "claims": TEXTS,
            "spread": builder.mapping(("weight", "score", "reservation_value"), {}, default=NUMBER),
            "issues": builder.table(builder.issue(), least=1),
            "rules": builder.table({"$ref": "#/$defs/rule"}),
            "actors": builder.table({"$ref": "#/$defs/actor"}, least=1),
            "agreement": builder.agreement(),
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
        "title": f"negsim scenario, version {NEWEST if builder.is_newest else 1}",
        **top,
        "$defs": builder.definitions(),
    }


class _Builder(Parts):
    """Builds the elements of a scenario."""

    def versions(self) -> list[Any]:
        """The versions of the language that the file may say: its own, where there is one."""
        own = VERSIONS if self._scenario is None else (self._scenario.version,)
        return [
            value for text in own for value in (float(text) if "." in text else int(text), text)
        ]

    def brief(self) -> Schema:
        """The analyst's own summary: a text, or where it stands and who wrote it."""
        return {"anyOf": [TEXT, self.mapping(BRIEF_KEYS, {}, required=("text",))]}

    def option(self, *beside: str) -> Schema:
        """A label, or an option written long."""
        label: Schema = {"type": ["string", "number", "boolean", "null"]}
        if not self.is_newest and not beside:
            return label
        read_as = {"type": "object", "additionalProperties": TEXT, "minProperties": 1}
        keys = self.keys(("label", *beside), OPTION_KEYS[1:])
        required = ("label",) if beside else ()
        return {"anyOf": [label, self.mapping(keys, {"read_as": read_as}, required=required)]}

    def issue(self, *beside: str) -> Schema:
        """An issue: options or a range."""
        labels = self.table(self.option(), least=2)
        numbers = self.mapping(
            ("from", "to", "step", "unit"),
            {"unit": TEXT},
            required=("from", "to", "step"),
            default=NUMBER,
        )
        for key, said in (("from", "First number"), ("to", "Last number, included")):
            numbers["properties"][key] = {**NUMBER, "description": said}
        parts = {"options": labels, "range": numbers, "from": self.sources(), "tags": TEXTS}
        return {
            **self.mapping((*self.keys(ISSUE_KEYS, NEW_ISSUE_KEYS), *beside), parts),
            "oneOf": [{"required": ["options"]}, {"required": ["range"]}],
        }

    def agreement(self) -> Schema:
        """A rule, a list of rules, or any of several such."""
        actors = self.actors()
        votes = {"type": "object", "additionalProperties": NUMBER}
        parts = {"at_least": NUMBER, "including": actors, "votes": votes, "of": actors}
        rule = self.mapping(("at_least", "including", "votes", "of"), parts, required=("at_least",))
        rules = self.one_or_many(rule)
        if not self.is_newest:
            return rules
        ways = {"type": "array", "items": rules, "minItems": 1}
        any_of = self.mapping(("any_of",), {"any_of": ways}, required=("any_of",))
        return {"anyOf": [*rules["anyOf"], any_of]}

    def body(self) -> Schema:
        """Who votes in a body that ratifies, and how many votes are needed."""
        votes = {"type": "object", "additionalProperties": {"$ref": "#/$defs/quantity"}}
        needs = {"anyOf": [{"enum": ["majority", "two_thirds"]}, {"$ref": "#/$defs/quantity"}]}
        parts: dict[str, Schema] = {"votes": votes, "needs": needs}
        return self.mapping(("votes", "needs"), parts, required=("votes", "needs"))

    def red_line(self) -> Schema:
        """A clause, or readings."""
        own = {**self.texts("say"), **self.newer({"from": self.sources()})}
        ways = [{"const": "none"}, self.clause({"chance": NUMBER, **own})]
        if self.is_newest:
            none: dict[str, Schema] = {"none": {"enum": [True, "true"]}, "chance": NUMBER, **own}
            ways.append(self.mapping(tuple(none), none, required=("none",)))
        beside = {
            "from": self.sources(),
            **self.texts("short", "say"),
            **self.newer({"firm": {"$ref": "#/$defs/quantity"}}),
        }
        parts = {"readings": self.table({"anyOf": ways}, least=1), **beside}
        return {
            "anyOf": [
                self.clause(beside),
                self.mapping(tuple(parts), parts, required=("readings",)),
            ]
        }

    def preference(self) -> Schema:
        """One of the four ways to like options."""
        table = {"type": "object", "additionalProperties": {"$ref": "#/$defs/quantity"}}
        parts: dict[str, Schema] = {
            "weight": {"$ref": "#/$defs/weight"},
            "scores": table,
            "points": table,
            "position": {"anyOf": [TEXT, {"$ref": "#/$defs/quantity"}]},
            "ladder": {"type": "string"},
            "from": self.sources(),
            **self.numbers_from(),
            **self.texts("say"),
        }
        ways = [{"required": [way]} for way in ("scores", "points", "position", "ladder")]
        return {**self.mapping(tuple(parts), parts), "oneOf": ways}

    def timeline(self) -> Schema:
        """Trends and events."""
        quantity: Schema = {"$ref": "#/$defs/quantity"}

        def after_signature(rate: str) -> Schema:
            return {
                "anyOf": [
                    {"const": "stops"},
                    self.mapping((rate,), {rate: quantity}, required=(rate,)),
                ]
            }

        trend = self.mapping(
            self.keys(("change", "by", "from"), ("after_signature",)),
            {"by": quantity, "from": self.sources(), "after_signature": after_signature("by")},
            required=("change", "by"),
        )
        result = self.mapping(
            ("chance", "apply"), {"chance": quantity, "apply": TEXTS}, required=("chance", "apply")
        )
        parts = {
            "chance": quantity,
            "apply": TEXTS,
            "from": self.sources(),
            "results": self.table(result, least=1),
            "after_signature": after_signature("chance"),
        }
        event = {
            **self.mapping(self.keys(EVENT_KEYS, NEW_EVENT_KEYS), parts),
            "oneOf": [{"required": ["apply"]}, {"required": ["results"]}],
        }
        parts = {
            "step": {"enum": list(STEPS)},
            "steps": {"type": "integer", "minimum": 1},
            "trends": self.table(trend),
            "events": self.table(event),
        }
        return self.mapping(TIMELINE_KEYS, parts, required=("start", "step", "steps"))

    def lever(self) -> Schema:
        """New options, or new issues."""
        scores = {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"$ref": "#/$defs/quantity"},
            },
        }
        parts: dict[str, Schema] = {
            "options": self.table({"type": "object", "additionalProperties": self.option("after")}),
            "scores": self.table(scores),
            "holds": TEXTS,
            "after": {"type": ["string", "object"]},
            "issues": self.table(self.issue("status_quo")),
            "preferences": self.table(self.table({"$ref": "#/$defs/preference"})),
            "from": self.sources(),
        }
        return self.mapping(LEVER_KEYS, parts)

    def definitions(self) -> Schema:
        """The parts that others refer to."""
        triangle = self.mapping(
            ("best", "low", "high"), {}, required=("best", "low", "high"), default=NUMBER
        )
        quantity = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "[0-9]"}, triangle]}
        weight = {"anyOf": [{"enum": WORDS}, *quantity["anyOf"]]}
        condition = {"$ref": "#/$defs/condition"}
        wish = self.clause(
            {
                "weight": {"$ref": "#/$defs/weight"},
                "points": {"$ref": "#/$defs/quantity"},
                "from": self.sources(),
                **self.numbers_from(),
                **self.texts("short", "say"),
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
                ("from", "to"), {}, required=("from", "to"), default=NUMBER
            ),
            "red_lines": self.table({"$ref": "#/$defs/red_line"}),
            "preferences": self.table({"$ref": "#/$defs/preference"}),
            "wishes": self.table(wish),
            "expects": self.table(self.clause({"from": self.sources(), **self.texts("say")})),
            "ratification": self.table(self.body()),
            "weights": {"const": "unknown"},
            "salience": {"type": "object", "additionalProperties": {"$ref": "#/$defs/quantity"}},
            **self.numbers_from(),
        }
        variant: dict[str, Schema] = {
            "drop": TEXTS,
            "add": {"type": "object"},
            "set": {"type": "object"},
            "read": {
                "anyOf": [
                    {"type": "string"},
                    {"type": "object", "additionalProperties": {"type": "string"}},
                ]
            },
            "trust": self.mapping(
                self.keys(("assumptions", "grade"), ("status",)),
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
            "conflict": TEXTS,
            "accepts": self.mapping(
                ("actor", "package"), {"package": condition}, required=("actor", "package")
            ),
            "prefers": {"$ref": "#/$defs/package"},
            "over": {"$ref": "#/$defs/package"},
            "never_below": NUMBER,
            "when": condition,
        }
        return {
            "quantity": quantity,
            "weight": weight,
            "alternative": self.condition(),
            "condition": self.one_or_many({"$ref": "#/$defs/alternative"}),
            "package": {"type": "object", "additionalProperties": TEXT},
            "rule": self.clause({"because": TEXT}),
            "red_line": self.red_line(),
            "preference": self.preference(),
            "actor": self.mapping(self.keys(ACTOR_KEYS, NEW_ACTOR_KEYS), actor),
            "variant": self.mapping(self.keys(VARIANT_KEYS, NEW_VARIANT_KEYS), variant),
            "expectation": self.mapping(self.keys(EXPECT_KEYS, NEW_EXPECT_KEYS), expectation),
        }
