"""What a notebook shows: any section as small tables of HTML. Everything that comes from a file is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Facts,
    Paragraph,
    Prose,
    Section,
    Table,
    plain,
    shown,
)
from negsim.errors import printable
from negsim.language.model.scenario import Scenario

SHOWN = 10  # rows, items and facts
_SOFT = "font-weight:normal"
_CELL = "vertical-align:top;padding:0.15em 1em 0.15em 0;text-align:"


def answer_html(scenario: Scenario, section: Section) -> str:
    """Show the answer to a question about a scenario."""
    return heading(scenario) + section_html(section.cut(SHOWN), is_first=True)


def section_html(section: Section, *, is_first: bool = False) -> str:
    """Show a section: the answer in bold, then what it holds, then its sections, each under its title."""
    return "".join(_section(section, is_first))


def heading(scenario: Scenario) -> str:
    """Show the title of a scenario, and the variants in force."""
    applied = f"<p>with {text(' + '.join(scenario.applied))}</p>" if scenario.applied else ""
    return f"<h3>{text(scenario.title)}</h3>{applied}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], sides: Sequence[str] = ()) -> str:
    """Show rows under their headings, at the sides given, on the left where none is."""
    return _table(head, ([text(cell) for cell in row] for row in rows), sides)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], sides: Sequence[str] = ()) -> str:
    """Show rows whose cells are written as HTML; what stands at the right is a number, and not parted."""
    at = [*sides, *("left" for _ in range(len(head) - len(sides)))]
    cells = "".join(
        f'<th style="{_CELL}{side}">{text(name)}</th>' for name, side in zip(head, at, strict=True)
    )
    kept = [side + (";white-space:nowrap" if side == "right" else "") for side in at]
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{_CELL}{side}">{cell}</td>' for cell, side in zip(row, kept, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    top = f"<thead><tr>{cells}</tr></thead>" if any(head) else ""
    return f"<table>{top}<tbody>{body}</tbody></table>"


def text(words: str) -> str:
    """Escape words for a page, and for a notebook, which would read some of them as formulas."""
    # A notebook typesets what stands between two dollar signs.
    return escape(printable(words)).replace("$", '<span class="tex2jax_ignore">$</span>')


def _section(section: Section, is_first: bool) -> Iterator[str]:
    if not is_first:
        soft = f' <small style="{_SOFT}">{text(section.remark)}</small>'
        remark = soft if section.remark else ""
        yield f"<h4>{text(section.title)}{remark}</h4>"
    if section.said is not None:
        yield f"<p><b>{text(section.said.opening)}</b>{text(section.said.rest)}</p>"
    for block in section.blocks:
        yield from _block(block)
    for inner in section.sections:
        yield from _section(inner, False)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"<p>{_words(block.words)}</p>"
        case Bullets():
            tag = "ol" if block.is_numbered else "ul"
            items = "".join(f"<li>{_words(item)}</li>" for item in block.items)
            yield f"<{tag}>{items}</{tag}>"
        case Facts():
            yield (
                "".join(
                    f"<p>{_words(fact.term)}<br>"
                    + "<br>".join(_words(words) for words in (fact.says, *fact.remarks) if words)
                    + "</p>"
                    for fact in block.facts
                )
                if block.is_stacked
                else _table(
                    ("", ""),
                    (
                        (_words(fact.term), " · ".join(map(_words, (fact.says, *fact.remarks))))
                        for fact in block.facts
                    ),
                )
            )
        case Table():
            head = [column.title for column in block.columns]
            sides = [column.side for column in block.columns]
            yield table(head, (list(map(_cell, row)) for row in block.rows), sides)
        case _:
            return
    if not isinstance(block, Paragraph) and block.left_off is not None:
        yield f"<p><small>{text(block.left_off)}</small></p>"


def _cell(cell: Cell) -> str:
    return plain(cell.words)


def _words(words: Prose) -> str:
    tags = {"strong": "b", "soft": "small", "typed": "code"}
    return "".join(
        f"<{tags[span.voice]}>{text(span.text)}</{tags[span.voice]}>"
        if span.voice in tags
        else text(span.text)
        for span in shown(words)
    )
