"""Text to frozen nodes with positions: YAML 1.2 in which nothing is resolved, so that every value stays as written.

The parser of libyaml gives events; whatever they leave silent (duplicate keys, tags, aliases, a second document) is
refused here. No recursion: a file cannot exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml
import yaml.events as ev

from negsim.errors import Fault, InputError, Where, quoted
from negsim.language.yaml.characters import (
    ODD_SPACE,
    odd_space,
    refuse_control_characters,
    stand_ins,
    without_tabbed_blanks,
)
from negsim.language.yaml.faults import explain, where_too_deep
from negsim.language.yaml.text import MOST_BYTES, decode, read_text, split_lines, with_excerpts
from negsim.language.yaml.tree import Mapping, Node, Scalar, Sequence

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "read_nodes", "read_text"]

MOST_NODES = 100_000
MOST_LEVELS = 64

_NO_SPACE_AFTER_COLON = re.compile(r"[^:\s]+:[^:\s/]")


def read_nodes(text: str | bytes, path: str, *, takes_lists_as_keys: bool = False) -> Node:
    r"""Parse one YAML document.

    Parameters
    ----------
    text : str or bytes
        The whole file, at most 10 MB, 100,000 nodes (what aliases stand for counted each time) and 64 levels.
    path : str
        The file's name, for messages.
    takes_lists_as_keys : bool
        Whether a mapping may have lists for keys, as other tools write; it is then given as a list of such pairs.

    Returns
    -------
    Node
        Scalars are text, never numbers, dates or truth values: ``no``, ``1_0`` and ``012`` are what they say.

    Raises
    ------
    InputError
        With all faults up to the first that makes the rest unreadable.

    Examples
    --------
    >>> node = read_nodes("depth: {ten: 10 metres}\nnight: no\n", "mine.yaml")
    >>> node.get("night").text, str(node.key("night").where)
    ('no', 'mine.yaml:2:1')
    """
    if isinstance(text, bytes):
        text = decode(text, path)
    text = text.removeprefix("\ufeff")
    if len(text) > MOST_BYTES:
        raise InputError.one("the text is larger than 10 MB", "split it", Where(path, 1, 1))
    refuse_control_characters(text, path)
    return _Builder(text, path, takes_lists_as_keys=takes_lists_as_keys).build()


def first_key(text: str) -> str | None:
    r"""Give the first key of a text that is a mapping, without reading further; None where there is none.

    Examples
    --------
    >>> first_key("# Claims\ndocument: {id: minutes}\n")
    'document'
    """
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, ev.ScalarEvent):
                return str(event.value)
            if isinstance(event, ev.SequenceStartEvent):
                return None
    except yaml.YAMLError:
        return None
    return None


@dataclass
class _Open:
    """A mapping or list whose end has not come yet."""

    where: Where
    is_mapping: bool
    is_flow: bool
    anchor: str | None
    items: list[Any] = field(default_factory=list)
    key: Node | None = None
    has_lists_as_keys: bool = False
    skips_value: bool = False
    first: dict[str, Scalar] = field(default_factory=dict)
    size: int = 1
    height: int = 1


@dataclass(frozen=True)
class _Anchored:
    node: Node
    size: int
    height: int


class _Builder:
    """Nodes from events, with an explicit stack."""

    def __init__(
        self, text: str, path: str, end: int | None = None, *, takes_lists_as_keys: bool = False
    ) -> None:
        self.text = text
        self.path = path
        self.end = end  # where reading stops; None: the end of the text
        self.takes_lists_as_keys = takes_lists_as_keys
        self.lines = split_lines(text)
        self.line_ends = [len(line.rstrip()) for line in self.lines]
        self.faults: list[Fault] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored | _Open] = {}
        self.root: Node | None = None
        self.count = 0
        self.stand_ins = stand_ins(text)
        self.has_odd_spaces = re.search(ODD_SPACE, text) is not None
        self.back = {ord(stand_in): end for end, stand_in in self.stand_ins.items()}

    def build(self) -> Node:
        loader = getattr(yaml, "CSafeLoader", None)
        if loader is None:
            raise InputError.one(
                "this PyYAML was built without libyaml", "install a wheel of PyYAML 6"
            )
        text = without_tabbed_blanks(self.text)
        text = text.translate({ord(end): stand_in for end, stand_in in self.stand_ins.items()})
        documents = 0
        events: Iterator[Any] = yaml.parse(text[: self.end], Loader=loader)
        try:
            for event in events:
                if isinstance(event, ev.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        mend = "put it in a file of its own, or delete the '---'"
                        self._stop(self._where(event), "a second document begins here", mend)
                else:
                    self._take(event)
        except yaml.YAMLError as error:
            end = where_too_deep(error)
            if end is not None and self.end is None:
                # libyaml looks ahead and meets a limit of its own before it tells of the levels up to ours: what
                # stands before that place is deep enough to find where ours is passed.
                again = _Builder(
                    self.text, self.path, end, takes_lists_as_keys=self.takes_lists_as_keys
                )
                return again.build()
            brackets = [opened.where for opened in reversed(self.stack) if opened.is_flow]
            self.faults.append(explain(error, self.lines, self.path, brackets))
        if self.faults:
            self._raise()
        if self.root is None or (
            isinstance(self.root, Scalar) and self.root.is_plain and not self.root.text
        ):
            raise InputError.one(
                "the file is empty", "write a mapping into it", Where(self.path, 1, 1)
            )
        if (
            isinstance(self.root, Scalar)
            and self.root.is_plain
            and _NO_SPACE_AFTER_COLON.match(self.root.text)
        ):
            raise InputError(with_excerpts([self._no_space(self.root)], self.text, self.path))
        return self.root

    def _raise(self) -> NoReturn:
        raise InputError(with_excerpts(self.faults, self.text, self.path))

    def _stop(self, where: Where, what: str, mend: str) -> NoReturn:
        self.faults.append(Fault(where, what, mend))
        self._raise()

    def _take(self, event: Any) -> None:
        if isinstance(event, ev.ScalarEvent):
            where = self._where(event)
            self._refuse_tag(event, where)
            text = event.value.translate(self.back) if self.back else event.value
            if self.has_odd_spaces and not event.style:
                self._refuse_odd_space(event)
            scalar = Scalar(text, not event.style, where)
            self._anchor(event.anchor, _Anchored(scalar, 1, 0))
            self._add(scalar, 1, 0)
        elif isinstance(event, ev.AliasEvent):
            self._alias(event)
        elif isinstance(event, ev.CollectionStartEvent):
            where = self._where(event)
            self._refuse_tag(event, where)
            self._count(1, where)
            if len(self.stack) == MOST_LEVELS:
                self._too_deep(where)
            opened = _Open(
                where, isinstance(event, ev.MappingStartEvent), bool(event.flow_style), event.anchor
            )
            self._anchor(event.anchor, opened)
            self.stack.append(opened)
        elif isinstance(event, ev.CollectionEndEvent):
            self._close(self.stack.pop())

    def _close(self, done: _Open) -> None:
        node: Node = Sequence(tuple(done.items), done.where)
        if done.has_lists_as_keys:
            pairs = (Sequence(pair, pair[0].where) for pair in done.items)
            node = Sequence(tuple(pairs), done.where)
        elif done.is_mapping:
            node = Mapping(tuple(done.items), done.where)
        if done.anchor is not None and self.anchors[done.anchor] is done:
            self.anchors[done.anchor] = _Anchored(node, done.size, done.height)
        self._add(node, done.size, done.height, is_counted=True)

    def _anchor(self, name: str | None, target: _Anchored | _Open) -> None:
        if name is not None:
            self.anchors[name] = target

    def _alias(self, event: Any) -> None:
        where = self._where(event)
        target = self.anchors.get(event.anchor)
        if isinstance(target, _Anchored):
            if len(self.stack) + target.height > MOST_LEVELS:
                self._too_deep(where)
            self._add(target.node, target.size, target.height, alias=where)
            return
        if target is None:
            mend = (
                f"quote it if it is a text, or mark with &{event.anchor} above what it stands for"
            )
            self.faults.append(Fault(where, f"*{event.anchor} stands for nothing above it", mend))
        else:
            self.faults.append(
                Fault(where, f"*{event.anchor} stands within what it stands for", "write it out")
            )
        self._add(Scalar("", True, where), 1, 0)

    def _add(
        self,
        node: Node,
        size: int,
        height: int,
        *,
        alias: Where | None = None,
        is_counted: bool = False,
    ) -> None:
        if not is_counted:
            self._count(size, alias or node.where)
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        parent.size += size
        parent.height = max(parent.height, height + 1)
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None and not parent.skips_value:
            self._take_key(parent, node, alias or node.where)
        else:
            if parent.key is not None:
                if isinstance(parent.key, Scalar):
                    self._refuse_missing_space(parent, parent.key, node)
                parent.items.append((parent.key, node))
            parent.key, parent.skips_value = None, False

    def _take_key(self, parent: _Open, key: Node, where: Where) -> None:
        """Remember a key until its value comes; with a fault in the key, its value is left out."""
        if isinstance(key, Sequence) and self.takes_lists_as_keys:
            parent.has_lists_as_keys = True
            parent.key = key
        elif not isinstance(key, Scalar):
            kind = "mapping" if isinstance(key, Mapping) else "list"
            mend = "write a text before the colon, or quote the brackets if they belong to it"
            self._fault_key(parent, where, f"a {kind} stands where a key should", mend)
        elif key.is_plain and not key.text:
            self._fault_key(parent, where, "a key is missing before the colon", "write one")
        elif key.text in parent.first:
            first = parent.first[key.text].where
            what = f"{quoted(key.text)} stands twice in this mapping, first on line {first.line}"
            self._fault_key(parent, where, what, "keep one of them")
        else:
            line = self.lines[where.line - 1] if where.line <= len(self.lines) else ""
            if parent.is_flow and line[where.column - 2 : where.column - 1] == "?":
                what = f"the '?' before {quoted(key.text)} is not read as part of it"
                self.faults.append(
                    Fault(where, what, "quote the key, or put a space after the '?'")
                )
            parent.first[key.text] = key
            parent.key = key

    def _fault_key(self, parent: _Open, where: Where, what: str, mend: str) -> None:
        self.faults.append(Fault(where, what, mend))
        parent.skips_value = True

    def _refuse_missing_space(self, parent: _Open, key: Scalar, value: Node) -> None:
        is_missing = isinstance(value, Scalar) and value.is_plain and not value.text
        if is_missing and parent.is_flow and key.is_plain and _NO_SPACE_AFTER_COLON.match(key.text):
            self.faults.append(self._no_space(key))

    def _no_space(self, scalar: Scalar) -> Fault:
        before, _, after = scalar.text.partition(":")
        what = f"{quoted(scalar.text)} is read as one text, with no value"
        mend = f"put a space after the colon: {before}: {after.split()[0]}"
        return Fault(scalar.where, what, mend)

    def _refuse_odd_space(self, event: Any) -> None:
        """Tell of a sign that no eye sees, where the text, or a line of it, seems to begin behind it."""
        start, end = event.start_mark, event.end_mark
        parent = self.stack[-1] if self.stack else None
        is_key = parent is None or (parent.is_mapping and parent.key is None)
        fault = odd_space(self.lines, start.line, end.line, self.path, column=start.column)
        if fault is not None and (is_key or "colon" not in fault.what):
            self.faults.append(fault)

    def _refuse_tag(self, event: Any, where: Where) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            shown = Where(where.path, where.line, where.column)
            mend = "leave the tag out, or quote the text if it begins with !"
            self.faults.append(Fault(shown, f"tags are not read: {quoted(tag)}", mend))

    def _count(self, size: int, where: Where) -> None:
        self.count += size
        if self.count > MOST_NODES:
            what = f"more than {MOST_NODES:,} values and keys, what aliases stand for counted each time"
            self._stop(where, what, "split the file, or use fewer aliases")

    def _too_deep(self, where: Where) -> NoReturn:
        self._stop(
            where,
            f"more than {MOST_LEVELS} levels, one within another",
            "close the brackets that stand open",
        )

    def _where(self, event: Any) -> Where:
        """Place and length; what goes on over several lines is underlined to the end of its first."""
        start, end = event.start_mark, event.end_mark
        if end.line == start.line and end.column > start.column:
            length = end.column - start.column
        else:
            length = 1
        if isinstance(event, ev.CollectionStartEvent) or end.line > start.line:
            line_end = self.line_ends[start.line] if start.line < len(self.lines) else 0
            length = max(1, line_end - start.column)
        return Where(self.path, start.line + 1, start.column + 1, length)
