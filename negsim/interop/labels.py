"""Names for other tools' files: labels where they tell options apart, and files' names that no path escapes from."""

from __future__ import annotations

from collections.abc import Sequence

from negsim.language.model.issues import Issue


def told_apart(labels: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Give labels, each with its id in brackets where another is the same or it is empty.

    Examples
    --------
    >>> told_apart(["yes", "no", "yes"], ["a", "b", "c"])
    ['yes (a)', 'no', 'yes (c)']
    """
    found = [
        label if labels.count(label) == 1 and label.strip() else f"{label} ({name})".strip()
        for label, name in zip(labels, ids, strict=True)
    ]
    return found if len(set(found)) == len(found) else list(ids)


def option_names(issue: Issue) -> list[str]:
    """Name the options of an issue: labels, or plain numbers."""
    ids = [option.id for option in issue.options]
    return ids if issue.is_numeric else told_apart([o.label for o in issue.options], ids)


def issue_names(issues: Sequence[Issue]) -> list[str]:
    """Name issues by their questions."""
    return told_apart([issue.ask for issue in issues], [issue.id for issue in issues])
