"""Pictures that stand in the text of a page: no names that clash with another picture's, and colours of the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from negsim.charts import style
from negsim.charts.output import render
from negsim.document.content import Image
from negsim.errors import printable

if TYPE_CHECKING:
    from lxml.etree import _Element

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_COLOR = re.compile(r"#[0-9a-fA-F]{6}\b")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_DRAWN = ("path", "rect", "polygon", "use", "text")
_UNDRAWN = ("defs", "clipPath", "pattern")  # until something drawn refers to them
# Colours of the charts -> names of the page's, which a dark page gives other values.
_NAMES = {
    "#ffffff": "paper",
    style.BLACK: "ink",
    style.INK: "ink",
    style.MUTED: "muted",
    style.FAINT: "faint",
    style.PALE: "pale",
    style.BLUE: "blue",
    style.GREEN: "green",
    style.VERMILLION: "vermillion",
    style.PALE_ZONE: "pale-zone",
    style.PALE_AGAINST: "pale-against",
    style.TOLERATED: "tolerated",
    # Shades that single charts add.
    "#F6F6F6": "wash",
    "#F3F3F3": "wash",
    "#DDDDDD": "pale",
    "#DADADA": "faint",
    "#E3F3EC": "pale-zone",
    "#7A7A7A": "cloud",
    "#E0E0E0": "pale",
    "#004D7A": "deep-blue",
    "#5B5B5B": "muted",
    "#8A6D00": "ochre",
    style.ORANGE: "orange",
    style.PURPLE: "purple",
    style.SKY: "sky",
    style.CLOUD: "haze",
    style.UNASKED: "faint",
    # Who would sign in a cloud: an image, which a dark page does not change, nor what says so beside it.
    "#E8A317": "lacking-first",
    "#1B6CA8": "lacking-second",
    "#D9662B": "lacking-third",
    "#00664B": "open",
    "#9C4400": "closed",
}
_VARIABLES = {color.lower(): f"var(--{name}, {color.lower()})" for color, name in _NAMES.items()}


def inline(image: Image, prefix: str) -> str:
    """Give a picture as an element for the text of a page.

    Parameters
    ----------
    image : Image
    prefix : str
        Begins every name in it, and no name in any other picture of the page.
    """
    from lxml import etree

    root = etree.fromstring(render(image.picture, "svg"))
    for name in ("width", "height", "version"):
        root.attrib.pop(name, "")
    # What describes the file is told by the page, and its rule for all elements would hold for the page's too.
    for gone in [*root.findall(f"{_SVG}metadata"), *root.iterfind(f".//{_SVG}style")]:
        parent = gone.getparent()
        assert parent is not None
        parent.remove(gone)
    _rename(root, prefix)
    _blacken(root)
    for element in root.iter():
        _recolour(element)
    names = []
    for name, words in (("title", image.picture.title), ("desc", image.alt_text)):
        told = root.find(f"{_SVG}{name}")
        assert told is not None
        told.text = printable(words)
        names.append(f"{prefix}-{name}")
        told.set("id", names[-1])
    root.set("role", "img")
    root.set("aria-labelledby", " ".join(names))
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _rename(root: _Element, prefix: str) -> None:
    """Put the prefix before names that are referred to, and drop the others."""
    used = set()
    for element in root.iter():
        for value in element.attrib.values():
            used.update(_REFERENCE.findall(str(value)))
        link = str(element.get(_LINK, ""))
        if link.startswith("#"):
            used.add(link[1:])
    for element in root.iter():
        name = element.get("id")
        if name is not None and name in used:
            element.set("id", f"{prefix}-{name}")
        elif name is not None:
            del element.attrib["id"]
        for key, value in element.attrib.items():
            text = str(value)
            if key == _LINK and text.startswith("#"):
                element.set(key, f"#{prefix}-{text[1:]}")
            elif "url(#" in text:
                element.set(key, _REFERENCE.sub(rf"url(#{prefix}-\1)", text))


def _blacken(root: _Element) -> None:
    """Write out the black of what has no colour of its own: black is what SVG fills with where nothing is said."""
    kept = {one for name in _UNDRAWN for part in root.iter(_SVG + name) for one in part.iter()}
    for name in _DRAWN:
        for element in root.iter(_SVG + name):
            said = str(element.get("style", ""))
            if element not in kept and element.get("fill") is None and "fill:" not in said:
                element.set("fill", style.BLACK)


def _recolour(element: _Element) -> None:
    """Let a dark page choose the colours of an element: those of its style, and those of the ground of a hatch."""
    styles = [str(element.get("style", ""))]
    for name in ("fill", "stroke"):
        color = str(element.get(name, ""))
        if color.lower() in _VARIABLES:
            del element.attrib[name]
            styles.append(f"{name}: {color}")
    style = "; ".join(filter(None, styles))
    if style:
        element.set("style", _restyled(style))


def _restyled(text: str) -> str:
    return _COLOR.sub(lambda found: _VARIABLES.get(found[0].lower(), found[0]), text)
