"""Whose format a file is in, and what it is there, by its content."""

from __future__ import annotations

from typing import Literal

from negsim.interop.xml_tree import XmlElement
from negsim.language.yaml.nodes import Mapping, Node, Sequence

Kind = Literal["genius", "geniusweb", "negolog", "negmas", "spreadsheet", "scores"]
Part = Literal["domain", "profile", "other"]

_GENIUS: dict[str, Part] = {
    "negotiation_template": "domain",
    "domain": "domain",
    "utility_space": "profile",
}
ADDITIVE = "LinearAdditiveUtilitySpace"  # GeniusWeb's utilities that are weighted sums
# What a utility function of NegMAS says: which class it was, and something of it.
_CLASS = ("type", "__python_class__")
_FUNCTION = ("values", "weights", "mapping", "reserved_value", "ufun")


def of_xml(root: XmlElement) -> tuple[Kind | None, Part]:
    """Say what an XML file is."""
    part = _GENIUS.get(root.tag)
    return (None, "other") if part is None else ("genius", part)


def of_json(node: Node) -> tuple[Kind | None, Part]:
    """Say what a JSON file is."""
    if isinstance(node, Mapping) and "issuesValues" in node:
        return "geniusweb", "domain"
    if geniusweb_kind(node) is not None:
        return "geniusweb", "profile"
    if isinstance(node, Mapping) and "issueWeights" in node and "issues" in node:
        return "negolog", "profile"
    return of_yaml(node)


def of_yaml(node: Node) -> tuple[Kind | None, Part]:
    """Say what a YAML file is."""
    if isinstance(node, Mapping) and "negsim" not in node:
        if isinstance(node.get("issues"), Sequence):
            return "negmas", "domain"
        if any(key in node for key in _CLASS) and any(key in node for key in _FUNCTION):
            return "negmas", "profile"
    return None, "other"


def geniusweb_kind(node: Node) -> str | None:
    """Name the kind of profile that a JSON file of GeniusWeb holds: the key around it; None where it is none."""
    if isinstance(node, Mapping) and len(node) == 1:
        key, inner = node.items[0]
        if isinstance(inner, Mapping) and ("domain" in inner or key.text == ADDITIVE):
            return key.text
    return None
