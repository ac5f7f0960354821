"""What forms offer: issues with their options, actors, and the words of the language."""

from __future__ import annotations

from typing import Any

from negsim.studio.edits.tree import Tree
from negsim.studio.state import words

TESTS = (
    {"id": "is", "label": "exactly", "value": "{0}"},
    {"id": "not", "label": "anything but", "value": "not {0}"},
    {"id": "at_least", "label": "at least", "value": "at least {0}", "ordered": True},
    {"id": "at_most", "label": "at most", "value": "at most {0}", "ordered": True},
    {"id": "between", "label": "between … and …", "value": "between {0} and {1}", "ordered": True},
    {"id": "one_of", "label": "one of", "value": "{0} | {1}"},
)
WEIGHTS = ("decisive", "high", "medium", "low")
FIRMNESS = ("red_lines", "preferences", "wishes", "expects")


def choices(tree: Tree) -> dict[str, Any]:
    """Give what the forms of a scenario offer, as far as the file can be read."""
    called = words(tree)
    issues = tree.get("issues") if isinstance(tree, dict) else None
    return {
        "issues": [_issue(name, issue, called) for name, issue in (issues or {}).items()]
        if isinstance(issues, dict)
        else [],
        "actors": [{"id": name, "label": label} for name, label in called["actors"].items()],
        "variants": [{"id": name, "label": label} for name, label in called["variants"].items()],
        "weights": list(WEIGHTS),
        "demands": list(FIRMNESS),
        "tests": list(TESTS),
    }


def _issue(name: str, issue: Tree, called: dict[str, Any]) -> dict[str, Any]:
    parts = issue if isinstance(issue, dict) else {}
    return {
        "id": name,
        "label": called["issues"][name],
        "ordered": parts.get("ordered"),
        "range": parts.get("range"),
        "options": [
            {"id": option, "label": label} for option, label in called["options"][name].items()
        ],
    }
