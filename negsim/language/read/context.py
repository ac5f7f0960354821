"""What every reader of a part shares: the faults found so far, the names known so far, and the small readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from collections.abc import Sequence as Several
from contextlib import contextmanager
from datetime import date
from fractions import Fraction

from negsim.errors import Fault, Where, quoted
from negsim.language.model.evidence import Register
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import NumberFault, Quantity, format_number, parse_quantity
from negsim.language.names import listed, nearest, one_of
from negsim.language.yaml.nodes import Mapping, Node, Scalar, Sequence

ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
RESERVED = frozenset("not at least most between and sum count true false null".split())
VERSIONS = ("1", "1.1")
NEWEST = VERSIONS[-1]
Entry = tuple[Scalar, Node]


class Context:
    """The state of one reading: faults, places, and the names that later parts may use.

    Parameters
    ----------
    path : str
        The file, as messages name it.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.version = NEWEST  # of the language, as the file says it
        self.faults: list[Fault] = []
        self.where: dict[str, Where] = {}
        self.issues: dict[str, Issue] = {}
        self.actors: tuple[str, ...] = ()
        self.claims: dict[str, tuple[str, ...]] = {}  # id or DOCUMENT.ID -> full ids
        self.silences: dict[str, tuple[str, ...]] = {}
        self.proposed: set[str] = set()  # full ids of claims that count for nothing yet
        self.names_claims = False
        self.options = 0  # of numeric issues, new ones of levers too
        self.elements: dict[
            str, set[str]
        ] = {}  # paths that may be named -> readings, where they have any
        self.with_sheet: frozenset[str] = frozenset()  # actors whose utility may leave 0 to 1
        self.weightless: frozenset[str] = frozenset()  # actors of whose weights nothing is known
        self.unknown: set[str] = (
            set()
        )  # paths of what could not be read: no fault may follow from these
        self.status_quo: dict[str, str] = {}
        self.reader: str | None = None  # the actor whose own clause or preference is being read
        self.readers: list[tuple[Scalar, str]] = []  # under `read_as`: who, of ISSUE.OPTION
        self._newer: set[str] = set()  # keys of a later version, told already

    def fault(self, at: Node | Where, what: str, mend: str | None = None) -> None:
        """Note a fault; the reading goes on."""
        where = at if isinstance(at, Where) else at.where
        self.faults.append(Fault(where, what, mend))

    def take_registers(self, registers: Iterable[Register]) -> None:
        """Take the claims and silences of registers among the names that elements may cite."""
        for register in registers:
            for claim in register.claims:
                for name in (claim.id, claim.full_id):
                    self.claims[name] = (*self.claims.get(name, ()), claim.full_id)
                if claim.standing == "proposed":
                    self.proposed.add(claim.full_id)
            for silence in register.silences:
                for name in (silence.id, silence.full_id):
                    self.silences[name] = (*self.silences.get(name, ()), silence.full_id)

    def is_told(self, section: str, name: str) -> bool:
        """Whether a name is unknown only because its definition, told already, could not be read."""
        if section in self.unknown:
            return True
        heads = [path.split(".", 1)[1] for path in self.unknown if path.startswith(f"{section}.")]
        return (
            name in heads
            or nearest(name, [head for head in heads if not ID.fullmatch(head)]) is not None
        )

    @property
    def is_newest(self) -> bool:
        """Whether the file is written in the newest version of the language."""
        return self.version == NEWEST

    def newer(self, at: Node, what: str, told_as: str) -> None:
        """Tell what only a later version has, once for each thing of that kind; it is read all the same."""
        if not self.is_newest and told_as not in self._newer:
            self._newer.add(told_as)
            self.fault(at, what, f"write `negsim: {NEWEST}`")

    @contextmanager
    def read_by(self, actor: str) -> Iterator[None]:
        """Read what is an actor's own: some options may be others to it, and it then may not name them."""
        before, self.reader = self.reader, actor
        try:
            yield
        finally:
            self.reader = before

    def entries(
        self,
        node: Node,
        subject: str,
        allowed: Iterable[str] | None,
        required: Iterable[str] = (),
        new: Several[str] = (),
    ) -> dict[str, Entry] | None:
        """Read a mapping's entries by key; None where it is no mapping. Unknown keys are told and left out.

        Keys under `new` are of version 1.1: in a file of version 1 each is told once.
        """
        if not isinstance(node, Mapping):
            keys = f" with {listed(allowed)}" if allowed is not None else ""
            self.fault(
                node, f"{subject} is a mapping{keys}, not {kind(node)}", "write `key: value` pairs"
            )
            return None
        names = None if allowed is None else [*allowed, *(new if self.is_newest else ())]
        found: dict[str, Entry] = {}
        for key, value in node.items:
            if key.text in new and not self.is_newest:
                self.newer(
                    key, f"{subject} has a key of version {NEWEST}: {quoted(key.text)}", key.text
                )
                found[key.text] = (key, value)
            elif names is not None and key.text not in names:
                self.fault(key, f"{subject} has no key {quoted(key.text)}", one_of(key.text, names))
            else:
                found[key.text] = (key, value)
        for name in required:
            if name not in found:
                unknown = [
                    k.text
                    for k, _ in node.items
                    if names is not None and k.text not in (*names, *new)
                ]
                if not unknown or (found and nearest(name, unknown) is None):  # else told already
                    self.fault(node, f"{subject} has no {name!r}", f"add `{name}: …`")
        return found

    def text(self, node: Node, subject: str) -> str | None:
        """Read a text."""
        if isinstance(node, Scalar) and not node.is_null:
            return node.text
        self.fault(
            node,
            f"{subject} is a text, not {kind(node)}",
            "write a text, in quotes where it has `: ` in it",
        )
        return None

    def texts(self, node: Node, subject: str) -> tuple[tuple[str, Scalar], ...] | None:
        """Read a text or a list of texts, each with its node."""
        items: Several[Node] = node.items if isinstance(node, Sequence) else [node]
        read = []
        for item in items:
            text = self.text(item, f"each of {subject}" if isinstance(node, Sequence) else subject)
            if text is None:
                return None
            assert isinstance(item, Scalar)
            read.append((text, item))
        return tuple(read)

    def identifier(self, key: Scalar, subject: str) -> str | None:
        """Read an id: lower case, digits, underscores, beginning with a letter, and no word of the language."""
        if ID.fullmatch(key.text) and key.text not in RESERVED:
            return key.text
        if key.text in RESERVED:
            self.fault(
                key,
                f"{subject} cannot be named {quoted(key.text)}: it is a word of the language",
                "rename it",
            )
        else:
            better = re.sub(r"[^a-z0-9]+", "_", key.text.lower()).strip("_")
            hint = f"say {better}" if ID.fullmatch(better) else "begin with a letter a to z"
            self.fault(
                key,
                f"{subject} is no id: {quoted(key.text)}",
                f"lower case letters, digits and underscores, beginning with a letter: {hint}",
            )
        return None

    def quantity(
        self,
        node: Node,
        subject: str,
        *,
        words: bool = False,
        low: int | None = None,
        high: int | None = None,
        mend: str | None = None,
    ) -> Quantity | None:
        """Read a number with or without a range, whose best value lies within bounds."""
        try:
            quantity = parse_quantity(node, words=words)
        except NumberFault as fault:
            self.fault(fault.at or node, f"{subject} {fault.what}", fault.mend)
            return None
        best = quantity.best
        if (low is not None and best < low) or (high is not None and best > high):
            bounds = f"{low} to {high}" if high is not None else f"{low} or more"
            advice = f"write a number from {bounds}" if high is not None else f"write {bounds}"
            self.fault(
                node,
                f"{subject} is {bounds}: {format_number(best)}",
                mend or advice,
            )
            return None
        return quantity

    def number(
        self, node: Node, subject: str, *, low: int | None = None, high: int | None = None
    ) -> Fraction | None:
        """Read a number without a range."""
        quantity = self.quantity(node, subject, low=low, high=high)
        if quantity is None:
            return None
        if quantity.shape != "plain":
            self.fault(
                node,
                f"{subject} is one number, without a range",
                f"write {format_number(quantity.best)}",
            )
            return None
        return quantity.best

    def whole(self, node: Node, subject: str, *, low: int, high: int | None = None) -> int | None:
        """Read a whole number."""
        number = self.number(node, subject, low=low, high=high)
        if number is not None and number.denominator != 1:
            self.fault(
                node,
                f"{subject} is a whole number: {format_number(number)}",
                f"write {round(number)}",
            )
            return None
        return None if number is None else int(number)

    def date(self, node: Node, subject: str) -> date | None:
        """Read a date, year-month-day."""
        text = self.text(node, subject)
        if text is None:
            return None
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            try:
                return date.fromisoformat(text)
            except ValueError:
                self.fault(
                    node,
                    f"{subject} is no day of the calendar: {quoted(text)}",
                    "check month and day",
                )
                return None
        self.fault(
            node, f"{subject} is no date: {quoted(text)}", "write year-month-day, as in 2025-01-18"
        )
        return None

    def choice(self, node: Node, subject: str, words: Several[str]) -> str | None:
        """Read one of a few words."""
        text = self.text(node, subject)
        if text is None or text in words:
            return text
        self.fault(
            node, f"{subject} is {' or '.join(words)}, not {quoted(text)}", one_of(text, words)
        )
        return None


def kind(node: Node) -> str:
    """Name what a node is, for a message."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a list"
    return "nothing" if node.is_null else quoted(node.text)


def as_table(entries: Table[str, Entry] | None) -> Table[str, Entry]:
    """Give the entries, or none."""
    return entries if entries is not None else {}
