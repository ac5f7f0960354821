"""The page put together: markup, style, scripts, and the model, packed."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from negsim.explore.bundle import asset, bundle

if TYPE_CHECKING:
    from markupsafe import Markup


def page(model: Mapping[str, Any], written: str = "") -> str:
    """Give the whole page as one text of HTML that fetches nothing.

    Parameters
    ----------
    model : mapping
        As `negsim.explore.model.model.explorable` gives it.
    written : str
        What stands on the page until its script runs, as HTML: `negsim.explore.written.answer_written` gives it.

    Returns
    -------
    The same model, the same text. Nothing of the model stands in it but its title, escaped; the rest is packed
    (deflate, base64), so that no label can be taken for markup.

    Notes
    -----
    `page.html` says what goes where: ``style(…)`` puts files of style, ``script(…)`` a module with all that it
    imports, ``model`` the packed model.
    """
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.from_string(asset("page.html")).render(
        title=model["title"],
        model=packed(model),
        written=_ours(written),
        style=_style,
        script=_script,
        hash=_hash,
    )


def packed(model: Mapping[str, Any]) -> str:
    """Pack a model: JSON, deflate with zlib's frame, base64."""
    text = json.dumps(model, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def _script(entry: str) -> Markup:
    source = bundle(entry)
    assert "</script" not in source.lower(), "it would end its element"
    assert "<!--" not in source, "it would begin a comment"
    return _ours(source)


def _hash(entry: str) -> str:
    """Name a script by its contents, so that the page runs this one and no other that stands in it."""
    digest = hashlib.sha256(_script(entry).encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _style(*names: str) -> Markup:
    source = "\n".join(asset(name) for name in names)
    assert "</style" not in source.lower(), "it would end its element"
    return _ours(source)


def _ours(source: str) -> Markup:
    """Vouch for text that goes into the page as it is: our own files, and an answer whose words are escaped already."""
    from markupsafe import Markup

    return Markup(source)  # noqa: S704
