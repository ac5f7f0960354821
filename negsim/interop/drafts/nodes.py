"""Drafts from YAML and JSON: one, a list, names with drafts; and logs of negotiations, one JSON a line."""

from __future__ import annotations

from dataclasses import replace

from negsim.errors import InputError, Where, quoted
from negsim.interop.drafts.gathering import NAMES, PACKAGES, SUBJECT, Gathering
from negsim.interop.json_nodes import read_json
from negsim.language.named_packages import named_options
from negsim.language.yaml.nodes import Mapping, Node, Scalar, Sequence

_SEVERAL = ("packages", "drafts", "agreements", "deals")


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
        self.gathering, self.issues, self.line = gathering, gathering.scenario.issue, line

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
            label = next((key for key in NAMES if key in node and key not in self.issues), None)
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
        else:
            self._texts(node, [node], name)

    def _pairs(self, node: Node, pairs: list[tuple[Scalar, Node]], name: str | None) -> None:
        places = {key.text: key.where for key, _ in pairs}
        items = []
        for key, value in pairs:
            if isinstance(value, Scalar):
                items.append((key.text, value.text))
                places[key.text] = value.where if key.text in self.issues else key.where
            else:
                items.append((key.text, "a list" if isinstance(value, Sequence) else "a mapping"))
        self.gathering.add(items, lambda issue: self._at(places.get(issue or "", node.where)), name)

    def _texts(self, node: Node, texts: list[Scalar], name: str | None) -> None:
        """Take a draft written as ISSUE=OPTION, or as options of which each is of one issue only."""
        items: list[tuple[str, str]] = []
        places: dict[str, Where] = {}
        before = len(self.gathering.reading.faults)
        for text in texts:

            def tell(_: str | None, what: str, mend: str, where: Where = text.where) -> None:
                self.gathering.reading.fault(self._at(where), f"{SUBJECT} {what}", mend)

            for issue, option in named_options(self.gathering.scenario, text.text, tell):
                items.append((issue, str(option)))
                places[issue] = text.where
        if len(self.gathering.reading.faults) == before:
            self.gathering.add(
                items, lambda issue: self._at(places.get(issue or "", node.where)), name
            )

    def _at(self, where: Where) -> Where:
        return where if self.line is None else replace(where, line=self.line)

    def _names_issues(self, node: Mapping) -> bool:
        return any(key in self.issues for key in node)

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
