"""Drafts from YAML and JSON: one, a list, names with drafts; and logs of negotiations, one JSON a line."""

from __future__ import annotations

from dataclasses import replace

from negsim.errors import InputError, Where, quoted
from negsim.interop.drafts.gathering import NAMES, PACKAGES, SUBJECT, Gathering
from negsim.interop.json_nodes import read_json
from negsim.language.named_packages import (
    issue_named,
    named_options,
    option_alone,
    option_of,
    with_articles_out,
)
from negsim.language.yaml.nodes import Mapping, Node, Scalar, Sequence

_SEVERAL = ("packages", "drafts", "agreements", "deals")
_NO_DEAL = ("", "null", "none", "~", "false", "no", "no deal", "no agreement")


def gather_lines(gathering: Gathering, text: str) -> None:
    """Gather the drafts of a file that has one JSON a line."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            node = read_json(line, gathering.path)
        except InputError as error:
            for fault in error.faults:
                where = None if fault.where is None else replace(fault.where, line=number)
                gathering.reading.fault(where, fault.what, fault.mend)
            continue
        gather_node(gathering, node, line=number)


def gather_node(
    gathering: Gathering, node: Node, name: str | None = None, *, line: int | None = None
) -> None:
    """Gather the drafts of a node; `line` is where it stands, where it was read as a file of one line."""
    found = _Found(gathering, line)
    found.any(node, name)


class _Found:
    def __init__(self, gathering: Gathering, line: int | None) -> None:
        self.gathering, self.line = gathering, line

    def any(self, node: Node, name: str | None = None) -> None:
        """Take what may be one draft or several."""
        if isinstance(node, Sequence) and not self._is_one(node):
            for item in node.items:
                self.any(item)
        elif isinstance(node, Mapping) and (several := self._several(node)) is not None:
            self._passed_over(node, several)
            self.any(_value(node, several))
        elif isinstance(node, Mapping) and self._are_named(node):
            for key, value in node.items:
                self.any(value, key.text)
        else:
            self.one(node, name)

    def one(self, node: Node, name: str | None) -> None:
        """Take one draft."""
        if isinstance(node, Mapping):
            wrapped = None if self._names_issues(node) else _first(node, PACKAGES)
            label = next((key for key in NAMES if key in node and not self._is_issue(key)), None)
            if label is not None and isinstance(value := _value(node, label), Scalar):
                name = value.text
            if wrapped is not None:
                self._passed_over(node, wrapped, *([label] if label is not None else []))
                self.one(_value(node, wrapped), name)
                return
            pairs = [(key, value) for key, value in node.items if key.text != label]
            self._pairs(node, pairs, name)
        elif isinstance(node, Sequence):
            self._texts(node, [item for item in node.items if isinstance(item, Scalar)], name)
        elif self._is_no_deal(node):
            self.gathering.n_without += 1
        else:
            self._texts(node, [node], name)

    def _pairs(self, node: Node, pairs: list[tuple[Scalar, Node]], name: str | None) -> None:
        places = {key.text: key.where for key, _ in pairs}
        items = []
        for key, value in pairs:
            if isinstance(value, Scalar):
                items.append((key.text, value.text))
                places[key.text] = value.where if self._is_issue(key.text) else key.where
            else:
                items.append((key.text, "a list" if isinstance(value, Sequence) else "a mapping"))
        self.gathering.add(items, lambda issue: self._at(places.get(issue or "", node.where)), name)

    def _texts(self, node: Node, texts: list[Scalar], name: str | None) -> None:
        """Take a draft written as ISSUE=OPTION, as options in the issues' order, or as options of one issue each.

        Articles that are in may stand alone: those that do not are out.
        """
        scenario = self.gathering.scenario
        items: list[tuple[str, object]] = self._in_order(texts)
        places = {issue: text.where for (issue, _), text in zip(items, texts, strict=False)}
        before = len(self.gathering.reading.faults)
        for text in texts if not items else []:

            def tell(_: str | None, what: str, mend: str, where: Where = text.where) -> None:
                self.gathering.reading.fault(self._at(where), f"{SUBJECT} {what}", mend)

            for issue, option in named_options(scenario, text.text, tell):
                items.append((issue, option))
                places[issue] = text.where
        if len(self.gathering.reading.faults) == before:
            whole = [(one, str(option)) for one, option in with_articles_out(scenario, items)]
            self.gathering.add(
                whole, lambda issue: self._at(places.get(issue or "", node.where)), name
            )

    def _in_order(self, texts: list[Scalar]) -> list[tuple[str, object]]:
        """The options of all issues, in their order, where that is what a list has."""
        issues = self.gathering.scenario.issues
        pairs = list(zip(issues, texts, strict=False))
        is_whole = len(issues) == len(texts) > 1
        if not is_whole or any(option_of(issue, text.text) is None for issue, text in pairs):
            return []
        return [(issue.id, text.text) for issue, text in pairs]

    def _is_no_deal(self, node: Scalar) -> bool:
        """Whether a log says that there was no deal, which is no option's name."""
        return (
            node.text.strip().casefold() in _NO_DEAL
            and option_alone(self.gathering.scenario, node.text) is None
        )

    def _at(self, where: Where) -> Where:
        return where if self.line is None else replace(where, line=self.line)

    def _is_issue(self, name: str) -> bool:
        return issue_named(self.gathering.scenario, name) is not None

    def _names_issues(self, node: Mapping) -> bool:
        return any(map(self._is_issue, node))

    def _is_one(self, node: Sequence) -> bool:
        """Whether a list is one draft, option by option."""
        return bool(node.items) and all(
            isinstance(item, Scalar) and "," not in item.text for item in node.items
        )

    def _several(self, node: Mapping) -> str | None:
        """The key under which a mapping has several drafts; None where it has not."""
        if self._names_issues(node):
            return None
        key = _first(node, _SEVERAL)
        return key if key is not None and not isinstance(_value(node, key), Scalar) else None

    def _are_named(self, node: Mapping) -> bool:
        """Whether a mapping gives drafts by their names."""
        return (
            len(node) > 0
            and not self._names_issues(node)
            and _first(node, PACKAGES) is None
            and all(isinstance(value, Mapping) for _, value in node.items)
        )

    def _passed_over(self, node: Mapping, *taken: str) -> None:
        others = (key for key in node if key not in taken)
        self.gathering.ignored.update(dict.fromkeys(quoted(key) for key in others))


def _first(node: Mapping, keys: tuple[str, ...]) -> str | None:
    return next((key for key in keys if key in node), None)


def _value(node: Mapping, key: str) -> Node:
    value = node.get(key)
    assert value is not None
    return value
