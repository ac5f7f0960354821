"""Where each part of a text in YAML begins and ends, for edits that leave all else as it is.

Only for texts that `read_nodes` has accepted: sound, one document, not too deep.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import yaml
import yaml.events as ev

from negsim.language.yaml.characters import stand_ins, without_tabbed_blanks


@dataclass
class Extent:
    """A scalar, mapping, list or alias, by its first character and the one after its last.

    Parameters
    ----------
    kind : {"scalar", "mapping", "list", "alias"}
    start, stop : int
        Places in the text; of what stands on lines of its own, `stop` is where its last part ends.
    text : str
        Of a scalar what it says, of an alias what it names.
    is_flow, is_plain : bool
        Whether it stands in brackets; whether it is a scalar without quotes.
    anchor : str or None
        The name by which aliases mean it.
    items : list of pairs
        Of a mapping, keys and values.
    """

    kind: str
    start: int
    stop: int
    text: str = ""
    is_flow: bool = False
    is_plain: bool = False
    anchor: str | None = None
    items: list[tuple[Extent, Extent]] = field(default_factory=list)
    parts: list[Extent] = field(
        default_factory=list
    )  # of a list; of a mapping, keys and values in turn

    def get(self, key: str) -> Extent | None:
        """Give the value of a key; None where it is not there."""
        return next((value for name, value in self.items if name.text == key), None)

    def key(self, key: str) -> Extent | None:
        """Give the key itself; None where it is not there."""
        return next((name for name, _ in self.items if name.text == key), None)

    @property
    def is_null(self) -> bool:
        """Whether it is an empty value."""
        return self.is_plain and self.text in ("", "~", "null", "Null", "NULL")


@lru_cache(maxsize=8)  # an edit looks at a text before and after, from several sides
def extents(text: str) -> Extent:
    r"""Give the whole text as extents, which are for reading alone.

    Examples
    --------
    >>> text = "port: {name: Port}  # the port\n"
    >>> port = extents(text).get("port")
    >>> text[port.start:port.stop], port.is_flow
    ('{name: Port}', True)
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = without_tabbed_blanks(text.removeprefix(mark))
    plain = plain.translate({ord(end): sign for end, sign in stand_ins(plain).items()})
    stack: list[Extent] = []
    root: Extent | None = None
    events: Iterator[Any] = yaml.parse(plain, Loader=yaml.CSafeLoader)
    for event in events:
        stop = event.end_mark.index + len(mark)
        if isinstance(event, ev.CollectionEndEvent):
            found = stack.pop()
            found.stop = max((part.stop for part in found.parts), default=found.start)
            if found.is_flow:
                found.stop = stop
            if found.kind == "mapping":
                found.items = list(zip(found.parts[::2], found.parts[1::2], strict=True))
        elif isinstance(event, ev.AliasEvent | ev.ScalarEvent | ev.CollectionStartEvent):
            found = _opened(event, len(mark), text)
            if found.kind in ("mapping", "list"):
                stack.append(found)
                continue
        else:
            continue
        if stack:
            stack[-1].parts.append(found)
        else:
            root = found
    assert root is not None
    return root


def _opened(event: Any, shift: int, text: str) -> Extent:
    """Give the extent that an event begins, or is."""
    start, stop = event.start_mark.index + shift, event.end_mark.index + shift
    if isinstance(event, ev.AliasEvent):
        return Extent("alias", start, stop, str(event.anchor))
    if isinstance(event, ev.ScalarEvent):
        stop = max(start, start + len(text[start:stop].rstrip()))
        is_plain = not event.style
        return Extent("scalar", start, stop, event.value, is_plain=is_plain, anchor=event.anchor)
    kind = "mapping" if isinstance(event, ev.MappingStartEvent) else "list"
    return Extent(kind, start, start, is_flow=bool(event.flow_style), anchor=event.anchor)


def walk(extent: Extent) -> Iterator[Extent]:
    """Give a extent and all within it."""
    yield extent
    for part in extent.parts:
        yield from walk(part)
