"""Small domains of Genius, as files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr


def files(folder: Path, **texts: str) -> list[str]:
    """Write files into a folder, and give their paths."""
    paths = []
    for name, text in texts.items():
        path = folder / f"{name}.xml"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return paths


def domain_xml(issues: Sequence[Sequence[str]]) -> str:
    """Write a domain of discrete issues, indices from 2."""
    inner = "".join(
        f'<issue index="{k}" name={quoteattr(f"Issue {k}")} type="discrete">'
        + "".join(f"<item value={quoteattr(value)}/>" for value in values)
        + "</issue>"
        for k, values in enumerate(issues, 2)
    )
    return f'<negotiation_template><objective index="1">{inner}</objective></negotiation_template>'


def profile_xml(
    issues: Sequence[Sequence[str]],
    evaluations: Sequence[Sequence[str]],
    weights: Sequence[str],
    rest: str = "",
) -> str:
    """Write a profile for `domain_xml`."""
    inner = "".join(
        f'<issue index="{k}" name={quoteattr(f"Issue {k}")} type="discrete">'
        + "".join(
            f'<item value={quoteattr(value)} evaluation="{evaluation}"/>'
            for value, evaluation in zip(values, row, strict=True)
        )
        + f'</issue><weight index="{k}" value="{weight}"/>'
        for k, (values, row, weight) in enumerate(zip(issues, evaluations, weights, strict=True), 2)
    )
    return f'<utility_space><objective index="1">{inner}</objective>{rest}</utility_space>'


TWO = [["a", "b"], ["x", "y"]]
ONES = [["1", "2"], ["2", "1"]]
WHOLE = {"d": domain_xml(TWO), "p": profile_xml(TWO, ONES, ["0.5", "0.5"])}
END = "</utility_space>"
FIRST = 'evaluation="1"'


def folder(path: Path, **texts: str) -> str:
    """Write files into a folder, and give its path."""
    files(path, **texts)
    return str(path)
