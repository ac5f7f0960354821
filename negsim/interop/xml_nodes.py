"""XML to frozen elements with positions, by a parser that fetches nothing and expands nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from negsim.errors import InputError, Where
from negsim.interop.genius_xml import read_as_genius
from negsim.interop.xml_tree import Tree, XmlElement, refuse_doctype
from negsim.language.yaml.text import MOST_BYTES


def read_xml(data: bytes, path: str, tell: Callable[[str], None] = lambda _: None) -> XmlElement:
    r"""Parse an XML file; what is no XML, but what Genius writes and reads, is read as Genius does, and told.

    Parameters
    ----------
    data : bytes
        The whole file, at most 10 MB, 100,000 elements and 64 levels, in an encoding that it states (UTF-8 where it
        states none).
    path : str
        The file's name, for messages.
    tell : callable
        Told in a sentence what of the file was taken otherwise than XML has it.

    Raises
    ------
    InputError
        It is no XML, and not as Genius writes it either; or it holds a document type: entities could make a small
        file endless, or read others.

    Examples
    --------
    >>> root = read_xml(b"<a>\n<b x='1'/></a>", "mine.xml")
    >>> root.children[0].get("x"), str(root.children[0].where)
    ('1', 'mine.xml:2:1')
    >>> read_xml(b"<a><b x='salt & pepper'y='2'/></a>", "mine.xml").children[0].get("x")
    'salt & pepper'
    """
    if len(data) > MOST_BYTES:
        raise InputError.one("the file is larger than 10 MB", "split it", Where(path, 1, 1))
    try:
        return _Strict(path).build(data)
    except expat.ExpatError:
        return read_as_genius(data, path, tell)
    except (LookupError, UnicodeError, ValueError) as error:
        # expat asks Python for encodings that it does not know itself.
        raise InputError.one(
            f"the XML is in an encoding that cannot be read: {error}",
            "save it as UTF-8",
            Where(path, 1, 1),
        ) from None


class _Strict:
    def __init__(self, path: str) -> None:
        self.path = path
        self.tree = Tree()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda _: self.tree.close()
        self.parser.StartDoctypeDeclHandler = self._doctype

    def build(self, data: bytes) -> XmlElement:
        self.parser.Parse(data, True)
        assert self.tree.root is not None
        return self.tree.root

    def _here(self) -> Where:
        return Where(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.tree.open(tag, attributes, self._here())

    def _doctype(self, name: str, *_: Any) -> None:
        refuse_doctype(name, self._here())
