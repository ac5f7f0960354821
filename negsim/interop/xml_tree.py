"""Elements of XML with their places, and what is refused of any file of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from negsim.errors import InputError, Where, quoted

MOST_ELEMENTS = 100_000
MOST_LEVELS = 64


@dataclass(frozen=True)
class XmlElement:
    """A tag with its attributes and what lies in it, in the order of the file."""

    tag: str
    attributes: dict[str, str]
    children: tuple[XmlElement, ...]
    where: Where

    def get(self, name: str) -> str | None:
        """Give an attribute, or None where it is absent."""
        return self.attributes.get(name)

    def all(self, tag: str) -> Iterator[XmlElement]:
        """Give the elements of a tag at any depth, in the order of the file."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.all(tag)


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    where: Where
    children: list[XmlElement] = field(default_factory=list)


class Tree:
    """Elements put together from tags that open and close; refuses what is too many or too deep."""

    def __init__(self) -> None:
        self.stack: list[_Open] = []
        self.root: XmlElement | None = None
        self.count = 0

    def open(self, tag: str, attributes: dict[str, str], where: Where) -> None:
        """Begin an element within the one that is open."""
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise InputError.one(
                f"more than {MOST_ELEMENTS:,} elements", "leave out what is not needed", where
            )
        if len(self.stack) == MOST_LEVELS:
            raise InputError.one(
                f"more than {MOST_LEVELS} levels of elements, one within another",
                "a negotiation domain needs three or four",
                where,
            )
        self.stack.append(_Open(tag, attributes, where))

    def close(self) -> None:
        """End the innermost element that is open."""
        done = self.stack.pop()
        element = XmlElement(done.tag, done.attributes, tuple(done.children), done.where)
        if self.stack:
            self.stack[-1].children.append(element)
        else:
            self.root = element


def refuse_doctype(name: str, where: Where) -> None:
    """Refuse a document type."""
    raise InputError.one(
        f"the file declares a document type, {quoted(name)}, which may hold entities",
        "delete the <!DOCTYPE …> part: a domain needs none",
        where,
    )
