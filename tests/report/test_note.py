"""An analyst's note stands above the answer, word by word."""

from __future__ import annotations

from dataclasses import replace

from negsim.document.content import Bullets, Paragraph, plain
from negsim.report.briefing import briefing
from negsim.report.html import html
from negsim.report.note import blocks
from tests.report.made import material

NOTE = """# In *short*

The **knot** is
depth.

Two things:
1. #set page(fill: red)
   and [more]
2. <b>$x$</b>
- apart
"""


def test_a_note_is_its_paragraphs_headings_and_lists_and_loses_no_word() -> None:
    heading, first, second, numbered, *rest = blocks(NOTE)
    assert isinstance(heading, Paragraph)
    assert heading.words[0].voice == "strong"
    assert isinstance(first, Paragraph)
    assert plain(first.words) == "The knot is depth."
    assert isinstance(second, Paragraph)
    assert isinstance(numbered, Bullets)
    assert numbered.is_numbered
    assert list(map(plain, numbered.items)) == [
        "#set page(fill: red) and [more]",
        "<b>$x$</b>",
        "apart",
    ]
    assert rest == []
    assert blocks(" \n\n") == ()


def test_the_note_its_author_and_its_marking_stand_before_the_answer() -> None:
    found = material("harbour")
    settings = replace(
        found.settings,
        summary=NOTE,
        author="Desk 4",
        dated="1 May",
        marking="EYES ONLY",
        short=True,
    )
    document = briefing(replace(found, settings=settings))
    page = html(document)
    places = [
        page.index(words, page.index("<header>"))
        for words in ("EYES ONLY", "Desk 4", "1 May", "depth.", document.answer.split(":")[0])
    ]
    assert places == sorted(places)
    assert "&lt;b&gt;$x$" in page
    assert document.body == document.annex == ()
    assert document.picture is not None
