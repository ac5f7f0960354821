"""Parts of the JSON Schema: ids, texts, numbers, tables, sources, conditions and clauses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from negsim.language.model.scenario import Scenario
from negsim.language.read.context import RESERVED
from negsim.language.schema_words import SAID

Schema = dict[str, Any]

ID = {"pattern": "^[a-z][a-z0-9_]*$", "not": {"enum": sorted(RESERVED)}}
TEXT: Schema = {"type": ["string", "number", "boolean"]}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
NUMBER: Schema = {
    "anyOf": [
        {"type": "number"},
        {"type": "string", "pattern": r"^\s*[-+]?[0-9.]+(e[-+]?[0-9]+)?(/[0-9]+)?\s*$"},
    ]
}
WORDS = ["decisive", "high", "medium", "low"]


class Parts:
    """Builds parts of the schema, with the names of a scenario, and in its version, where one is given."""

    def __init__(self, scenario: Scenario | None) -> None:
        self._scenario = scenario
        self.is_newest = scenario is None or scenario.version != "1"

    def keys(self, old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
        """Give the keys that the scenario's version of the language has; all where there is no scenario."""
        return (*old, *(new if self.is_newest else ()))

    def newer(self, parts: dict[str, Schema]) -> dict[str, Schema]:
        """Give parts of version 1.1, none where the scenario is written in version 1."""
        return parts if self.is_newest else {}

    def actors(self) -> Schema:
        """One actor, or several."""
        if self._scenario is None:
            return TEXTS
        return self.one_or_many({"enum": list(self._scenario.actor)})

    def texts(self, *keys: str) -> dict[str, Schema]:
        """Texts of version 1.1, such as `say`."""
        return self.newer(dict.fromkeys(keys, TEXT))

    def numbers_from(self) -> dict[str, Schema]:
        """Claims that have the numbers."""
        return self.newer({"numbers_from": {**self.sources(), "description": SAID["numbers_from"]}})

    def mapping(
        self,
        keys: tuple[str, ...],
        parts: dict[str, Schema],
        *,
        required: tuple[str, ...] = (),
        default: Schema = TEXT,
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
        schema = {"type": "object", "propertyNames": ID, "additionalProperties": of}
        return {**schema, "minProperties": least} if least else schema

    def one_or_many(self, of: Schema) -> Schema:
        """One, or a list."""
        return {"anyOf": [of, {"type": "array", "items": of, "minItems": 1}]}

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

    def condition(self) -> Schema:
        """One mapping of tests."""
        number_test = {"anyOf": [{"type": "number"}, {"type": "string"}]}
        of = self.one_or_many({"type": "string"})
        factors = {"type": "object", "additionalProperties": NUMBER}
        total = self.mapping(
            ("of", "is"), {"of": {"anyOf": [of, factors]}, "is": number_test}, required=("of", "is")
        )
        conditions = {"type": "array", "items": {"$ref": "#/$defs/condition"}, "minItems": 1}
        count = self.mapping(
            ("of", "is"), {"of": conditions, "is": number_test}, required=("of", "is")
        )
        test = {"anyOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
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
        every = [option.id for option in issue.options[:50]]
        placed = [option.id for option in issue.written_options[:50]] if issue.is_ordered else []
        return [
            form + option
            for form, options in (
                ("", every),
                ("not ", every),
                ("at least ", placed),
                ("at most ", placed),
            )
            for option in options
        ]

    def clause(self, beside: dict[str, Schema], required: tuple[str, ...] = ()) -> Schema:
        """Just one of require, forbid, if … then, and other keys beside it."""
        parts = {key: {"$ref": "#/$defs/condition"} for key in ("require", "forbid", "if", "then")}
        schema = self.mapping((*parts, *beside), {**parts, **beside}, required=required)
        kinds = [{"required": ["require"]}, {"required": ["forbid"]}, {"required": ["if", "then"]}]
        return {**schema, "oneOf": kinds}
