"""Web pages that were saved: the article of a page, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from negsim.errors import InputError, quoted
from negsim.sources.documents.document import About, ReadDocument, assembled, day, said
from negsim.sources.documents.plain import decoded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE
)
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_NEVER = frozenset(
    "script style noscript template svg math head iframe object audio video canvas select button textarea"
    " datalist".split()
)
_AROUND = frozenset("nav aside footer form".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody td"
    " tfoot th thead tr ul".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PROPERTIES = {
    "title": ("og:title", "dc.title", "citation_title"),
    "author": ("author", "article:author", "dc.creator", "citation_author"),
    "publisher": ("og:site_name", "dc.publisher", "publisher"),
    "date": ("article:published_time", "date", "dc.date", "citation_publication_date", "pubdate"),
}


def read_html(data: bytes, path: str, encoding: str | None = None) -> ReadDocument:
    """Read a page: its longest article where it marks one, else all but navigation, margins and forms."""
    from lxml import html

    named = _CHARSET.search(data[:4_000])
    notes: tuple[str, ...] = ()
    try:
        text, notes = decoded(data, path, encoding)
        if encoding is None and named is not None and notes:
            text, notes = decoded(data, path, named[1].decode("ascii"))
    except InputError:
        if encoding is not None:
            raise
        text = data.decode("utf-8", "replace")
    text = _DECLARED.sub("", text.removeprefix("\ufeff"))
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = html.document_fromstring(text.encode("utf-8", "replace") or b"<p>", parser=parser)
    if any("Excessive depth" in fault.message for fault in parser.error_log):
        raise InputError.one(
            f"{quoted(path, 200)} has more elements, one within another, than any page has",
            "check where it comes from, or save the page as text",
        )
    about = _about(root)
    whole = _paragraphs(root)
    article = _article(root)
    paragraphs = whole if article is None else _paragraphs(article)
    size, kept = (sum(map(len, some)) for some in (whole, paragraphs))
    if not kept:
        raise InputError.one(
            f"{quoted(path, 200)} holds no text",
            "a page that a script fills: open it in a browser, and save or print it from there",
        )
    told = list(notes)
    if article is not None and size > kept:
        told.append(f"read: the article, {kept:,} of the page's {size:,} characters")
    return assembled(path, [(one, None) for one in paragraphs], about, notes=told)


def _article(root: HtmlElement) -> HtmlElement | None:
    """Find the longest element that the page calls its article, or its main part."""
    for tag in ("article", "main"):
        found = [(sum(map(len, _paragraphs(one))), n, one) for n, one in enumerate(root.iter(tag))][
            :50
        ]
        if found and max(found)[0] > 0:
            return max(found)[2]
    return None


def _paragraphs(root: HtmlElement) -> list[str]:
    """Give the text of an element, a paragraph for each block and for each empty line that breaks make."""
    found = [""]

    def end() -> None:
        if found[-1].strip():
            found.append("")
        else:
            found[-1] = ""

    breaks = 0
    for event, element in _walk(root):
        tag = element.tag
        if event == "start":
            if tag == "br":
                breaks += 1
                if breaks > 1:
                    end()
                found[-1] += " "
            elif tag in _BLOCKS:
                end()
            text = element.text
        else:
            if tag in _BLOCKS:
                end()
            text = element.tail if element is not root else None
        if text:
            breaks = 0 if text.strip() else breaks
            found[-1] += text
    return [" ".join(one.split()) for one in found if one.strip()]


def _walk(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Give the elements that are read, as they begin and end, without recursion."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    skipped: HtmlElement | None = None
    for event, element in walk:
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                yield "end", element
            continue
        if not isinstance(element.tag, str):
            if event == "end":
                yield event, element
            continue
        if event == "start" and element is not root and _is_left_out(element):
            skipped = element
            continue
        yield event, element


def _is_left_out(element: HtmlElement) -> bool:
    if element.tag in _NEVER or element.tag in _AROUND:
        return True
    style = element.get("style")
    is_hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return is_hidden or (style is not None and _HIDDEN.search(style) is not None)


def _about(root: HtmlElement) -> About:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        metas.setdefault(name, meta.get("content") or "")

    def first(key: str) -> str | None:
        return next((told for name in _PROPERTIES[key] if (told := said(metas.get(name)))), None)

    title = root.find(".//title")
    link = next((one for one in root.iter("link") if one.get("rel") == "canonical"), None)
    time = next((one.get("datetime") for one in root.iter("time") if one.get("datetime")), None)
    return About(
        title=first("title") or said(None if title is None else title.text_content()),
        author=first("author"),
        publisher=first("publisher"),
        url=said(None if link is None else link.get("href")),
        language=said(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")),
        stated=day(first("date")) or day(time),
    )
