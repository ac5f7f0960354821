"""Any section as lines of text: what a report shows in tables and lists, on a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from negsim.cli.terminal.layout import bar, flow, heading, led, pad, titled, wrap
from negsim.document.content import (
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Paragraph,
    Prose,
    Section,
    Span,
    Table,
    shown,
)
from negsim.document.document import Note
from negsim.errors import columns, printable

BAR = 14  # columns of a bar
LEAST = 12  # columns that a cell of words is given at the least
GAP = 2

Notes = Mapping[str, Note]


@dataclass(frozen=True)
class _Known:
    """What claims and assumptions say, and whether things are called by their ids too."""

    notes: Notes
    has_ids: bool


def section_lines(
    section: Section,
    room: int,
    notes: Notes | None = None,
    *,
    is_first: bool = True,
    has_ids: bool = False,
) -> list[str]:
    """Lay a section out in lines of at most so many columns.

    Parameters
    ----------
    section : Section
    room : int
        Columns of the screen.
    notes : mapping, optional
        What claims and assumptions say, by key: behind the words that they bear then stands how good they are.
    is_first : bool
        Whether it is the whole of what is shown, and needs no title.
    has_ids : bool
        Whether ids are shown, of claims too.
    """
    known = _Known(notes or {}, has_ids)
    title = section.title if section.is_named else section.title.upper()
    parts = [] if is_first or not title else [titled(title, section.remark, room)]
    if section.said is not None:
        parts.append(led(section.said, room))
    indent = "" if is_first or not title else "  "
    for block in section.blocks:
        lines = list(_block(block, room, indent, known))
        if lines and parts and not is_first:
            parts[-1] = [*parts[-1], *lines]
        elif lines:
            parts.append(lines)
    parts += [
        section_lines(inner, room, notes, is_first=False, has_ids=has_ids)
        for inner in section.sections
    ]
    return [line for place, part in enumerate(parts) for line in ([""] if place else []) + part]


def _block(block: Block, room: int, indent: str, notes: _Known) -> Iterator[str]:
    match block:
        case Paragraph():
            yield from wrap(_words(block.words, notes), room, indent)
            return
        case Bullets():
            for place, item in enumerate(block.items, start=1):
                mark = f"{place}. " if block.is_numbered else "· "
                yield from wrap(_words(item, notes), room, indent + mark)
        case Facts():
            yield from _facts(block, room, indent, notes)
        case Table():
            yield from _table(block, room, indent, notes)
        case _:
            return
    if block.left_off is not None:
        yield from wrap(block.left_off, room, indent)


def _facts(block: Facts, room: int, indent: str, notes: _Known) -> Iterator[str]:
    if block.is_stacked:
        for fact in block.facts:
            yield from wrap(_words(fact.term, notes), room, indent, indent + "  ")
            for text in filter(None, (_words(w, notes) for w in (fact.says, *fact.remarks))):
                yield from wrap(text, room, indent + "    ")
        return
    space = room - columns(indent)
    left = _left(block, space, notes)
    for fact in block.facts:
        yield from _fact(fact, left, space, indent, notes)


def _left(block: Facts, space: int, notes: _Known) -> int:
    """Columns for the terms: as many as make the fewest lines, at most three fifths."""
    terms = [_words(fact.term, notes) for fact in block.facts]
    widest = max((columns(printable(term)) for term in terms), default=0)
    if widest <= LEAST:
        return widest

    def lines(left: int) -> int:
        return sum(1 for fact in block.facts for _ in _fact(fact, left, space, "", notes))

    def out_of_line(left: int) -> int:
        return sum(columns(printable(term)) > left for term in terms)

    tried = range(LEAST, min(widest, space * 3 // 5) + 1)
    return min(tried, key=lambda it: (lines(it), out_of_line(it), abs(it - space * 2 // 5)))


def _fact(fact: Fact, left: int, room: int, indent: str, notes: _Known) -> Iterator[str]:
    term = wrap(_words(fact.term, notes), left)
    if len(term) > 1 and not fact.remarks:
        # rather one line out of line than several
        beside = _words(fact.term, notes) + " " * GAP + _words(fact.says, notes)
        if columns(printable(beside)) <= room:
            yield indent + printable(beside)
            return
    says = [
        line
        for text in filter(None, (_words(words, notes) for words in (fact.says, *fact.remarks)))
        for line in wrap(text, room - left - GAP)
    ]
    for place in range(max(len(term), len(says))):
        first = pad(term[place] if place < len(term) else "", left)
        second = says[place] if place < len(says) else ""
        yield f"{indent}{first}{' ' * GAP}{second}".rstrip()


def _table(block: Table, room: int, indent: str, notes: _Known) -> Iterator[str]:
    if not block.rows:
        return
    texts = [[_words(cell.words, notes) for cell in row] for row in block.rows]
    heads = [column.short or column.title for column in block.columns]
    bars = _barred(block.rows)
    space = room - columns(indent)
    widths = _widths(block.columns, heads, texts, space - (BAR + GAP) * len(bars))
    if widths is None:
        yield from _stacked(heads, texts, room, indent)
        return
    if any(heads):
        cells = [
            wrap(head, width) if head else [""] for head, width in zip(heads, widths, strict=True)
        ]
        for line in _lines(cells, block.columns, widths, {place: [] for place in bars}):
            yield heading(indent + line)
    for row, written in zip(block.rows, texts, strict=True):
        cells = [
            wrap(text, width) if text else [""] for text, width in zip(written, widths, strict=True)
        ]
        drawn = {place: [bar(row[place].bar or 0, BAR)] for place in bars}
        for line in _lines(cells, block.columns, widths, drawn):
            yield indent + line


def _lines(
    cells: Sequence[Sequence[str]],
    spec: Sequence[Column],
    widths: Sequence[int],
    bars: Mapping[int, Sequence[str]],
) -> Iterator[str]:
    """Set the cells of one row beside one another, each on as many lines as it takes."""
    for number in range(max(map(len, cells))):
        parts = []
        for place, (cell, column, width) in enumerate(zip(cells, spec, widths, strict=True)):
            written = cell[number] if number < len(cell) else ""
            parts.append(pad(written, width, right=column.side == "right"))
            if place in bars:
                drawn = bars[place][number] if number < len(bars[place]) else ""
                parts.append(pad(drawn, BAR))
        yield (" " * GAP).join(parts).rstrip()


def _barred(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Which columns have bars."""
    return [
        place for place in range(len(rows[0])) if any(row[place].bar is not None for row in rows)
    ]


def _widths(
    spec: Sequence[Column], heads: Sequence[str], texts: Sequence[Sequence[str]], space: int
) -> list[int] | None:
    """How many columns each cell is given; None where a table would be too narrow to be read."""
    free = space - GAP * (len(spec) - 1)
    longest = [
        max(max(map(columns, (printable(row[place]) for row in texts)), default=0), _word(head))
        for place, head in enumerate(heads)
    ]
    # Short headings stand on one line, others on two, where there is room for it.
    roomy = [max(w, _roomy(head)) for w, head in zip(longest, heads, strict=True)]
    if sum(longest) <= free:
        return roomy if sum(roomy) <= free else longest
    wide = [
        place
        for place, column in enumerate(spec)
        if column.side == "left" and longest[place] > LEAST
    ]
    fixed = [0 if place in wide else width for place, width in enumerate(roomy)]
    left = free - sum(fixed)
    if left < 2 * LEAST * len(wide):
        fixed = [0 if place in wide else width for place, width in enumerate(longest)]
        left = free - sum(fixed)
    if not wide or left < LEAST * len(wide):
        return None
    widths = list(fixed)
    for count, place in enumerate(sorted(wide, key=lambda place: longest[place])):
        # What a short column does not need is left to the longer ones.
        widths[place] = min(longest[place], left // (len(wide) - count))
        left -= widths[place]
    return widths


def _roomy(head: str) -> int:
    return columns(head) if columns(head) <= LEAST else columns(head) // 2 + 2


def _word(head: str) -> int:
    return max((columns(word) for word in printable(head).split()), default=0)


def _stacked(
    heads: Sequence[str], texts: Sequence[Sequence[str]], room: int, indent: str
) -> Iterator[str]:
    """Show each row below its name, where its cells do not fit beside one another."""
    for row in texts:
        yield from wrap(row[0], room, indent)
        said = [
            f"{head}: {cell}" if head else cell
            for head, cell in zip(heads[1:], row[1:], strict=True)
            if cell
        ]
        for line in flow(said, room, indent + "  "):
            yield from [line] if columns(line) <= room else wrap(line, room, indent + "  ")


def _words(words: Prose, known: _Known) -> str:
    """Give the text, with how good the claims are that it rests on behind the words."""
    spans = words if known.has_ids else shown(words)
    return "".join(span.text + _marks(span, known) for span in spans)


def _marks(span: Span, known: _Known) -> str:
    """Say how good claims are, and where something is assumed; with ids, claims are named too.

    Claims of one grade stand together: ``[c28 c29, grade B; c07, grade E]``.
    """
    notes = [known.notes[key] for key in span.notes if key in known.notes]
    grades = dict.fromkeys(note.grade for note in notes if note.kind == "claim")
    if known.has_ids:
        told = [
            f"{' '.join(note.name for note in notes if note.grade == grade)}, grade {grade}"
            for grade in grades
        ]
    else:
        told = [f"grade {min(grade or '' for grade in grades)}"] if grades else []
    told += ["assumed"] if any(note.kind != "claim" for note in notes) else []
    # What the words say already is not said again.
    # Brackets that say how a demand stands say its grade too, which is not that of claims that say less than it.
    stands = span.voice == "soft" and span.text.startswith(" (")
    if not known.has_ids and (stands or any(one in span.text for one in told)):
        return ""
    return f" [{'; '.join(told)}]" if told else ""
