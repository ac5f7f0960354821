"""The report as one HTML file that needs nothing else: no network, no script, light and dark, screen and paper."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from negsim.document.content import Bullets, Facts, Image, Paragraph, Table, plain
from negsim.document.document import NOTE_LISTS, Document, images
from negsim.errors import printable
from negsim.files import write_text
from negsim.language.direction import isolated
from negsim.report.svg import inline
from negsim.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

NAME = 30  # letters of a name, which takes less room than a question
_KINDS = {
    Paragraph: "paragraph",
    Bullets: "bullets",
    Facts: "facts",
    Table: "table",
    Image: "image",
}


def html(document: Document, *, is_folded: bool = False) -> str:
    """Give a report as the text of one HTML file; the same content gives the same text.

    Parameters
    ----------
    document : Document
    is_folded : bool
        Whether the annex is folded until somebody opens it: paper then shows its heading alone.

    Notes
    -----
    Whatever comes from a file is escaped, and characters that would reorder or hide the words are spelt out.
    """
    from markupsafe import Markup

    pictures, upright = {}, {}
    for place, image in enumerate(images(document), start=1):
        pictures[id(image)] = Markup(inline(image, f"picture-{place}"))  # noqa: S704 (its texts are escaped)
        if image.upright is not None:
            drawn = inline(replace(image, picture=image.upright), f"upright-{place}")
            upright[id(image)] = Markup(drawn)  # noqa: S704 (its texts are escaped)
    has_upright = {image.kind for image in images(document) if image.upright is not None}
    environment = _environment()
    return environment.get_template("report.html.j2").render(
        document=document,
        is_folded=is_folded,
        version=__version__,
        css=Markup(_read("report.css")),  # noqa: S704 (our own)
        picture=lambda image: pictures[id(image)],
        upright=lambda image: upright.get(id(image)),
        goes_on=lambda image: (
            image.kind[-1].isdigit() and image.kind.partition("-")[0] in has_upright
        ),
        in_order=lambda keys: sorted(set(keys), key=document.number.__getitem__),
        kind=lambda block: _KINDS[type(block)],
        is_named=lambda facts: all(len(plain(fact.term)) <= NAME for fact in facts.facts),
        note_lists=NOTE_LISTS,
    )


def write_html(
    document: Document, path: str | os.PathLike[str], *, is_folded: bool = False
) -> None:
    """Write a report whole or not at all.

    Raises
    ------
    OutputError
        The file cannot be written.
    """
    write_text(path, html(document, is_folded=is_folded))


@cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        is_text = isinstance(value, str) and not isinstance(value, Markup)
        return isolated(printable(value)) if is_text else value

    return Environment(
        loader=DictLoader({"report.html.j2": _read("report.html.j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _read(name: str) -> str:
    return (files("negsim.report") / "templates" / name).read_text("utf-8")
