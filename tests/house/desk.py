"""The three documents of the tutorial on documents, as files; the page shows their words."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from tests.sources.documents.files import page, pdf, word

NEWS = (
    "Quarry and village still apart",
    "Nobody will blast at night beside a village that sleeps, said the mayor, Ida Holm, after the hearing on Tuesday.",
    "A wall against the dust is what the village hopes for, she added.",
    "The county has no money for it, a spokesman said.",
)
LETTER = (
    "Dear Ms Lund,",
    "by day alone the quarry does not pay, and then there will be no quarry.",
    "We would rather build no wall, and could live with a crown a truck for the road.",
    "Yours, O. Berg, director",
)
# The passage that each comment marks, and what it says.
COMMENTS = (
    (
        "by day alone the quarry does not pay, and then there will be no quarry.",
        "kind: condition, grade: A, about: quarry, bears_on: {hours: evenings | nights}, says: Not by day alone.",
    ),
    (
        "We would rather build no wall",
        "kind: position, grade: A, about: quarry, bears_on: {wall: none}, says: He would rather build no wall.",
    ),
    ("could live with a crown a truck", "Is this an offer? Ask Ms Lund."),
)
AGREEMENT = (
    "Agreement between the village and the quarry, 3 May 2019",
    "Article 1. The quarry works between six in the morning and ten in the evening, and at no other time.",
    "Article 2. For each truck that leaves it the quarry pays the village two crowns.",
    "Article 3. This agreement ends on 31 December 2025.",
)


def write_documents(folder: Path) -> None:
    """Write a saved page, a letter in Word with a colleague's comments, and a PDF."""
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in NEWS[1:])
    (folder / "news.html").write_text(
        '<!DOCTYPE html><html lang="en"><head><title>The Valley Courier</title>'
        f'<meta property="og:title" content="{NEWS[0]}"><meta property="og:site_name" content="The Valley Courier">'
        '<meta property="article:published_time" content="2025-05-07"></head><body><nav>Home Weather</nav>'
        f"<article><h1>{NEWS[0]}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>",
        "utf-8",
    )
    comments = [(str(n), "Ben", says) for n, (_, says) in enumerate(COMMENTS)]
    (folder / "letter.docx").write_bytes(word("".join(map(_marked, LETTER)), comments=comments))
    (folder / "agreement.pdf").write_bytes(pdf([page(AGREEMENT)]))


def _marked(paragraph: str) -> str:
    """Give a paragraph of Word, with the comments on what stands in it."""
    runs = [paragraph]
    for number, (passage, _) in enumerate(COMMENTS):
        if passage in runs[-1]:
            before, _, after = runs.pop().partition(passage)
            runs += [before, str(number), after]
    xml = ""
    for n, run in enumerate(runs):
        if n % 2:
            text = _run(COMMENTS[int(run)][0])
            xml += f'<w:commentRangeStart w:id="{run}"/>{text}<w:commentRangeEnd w:id="{run}"/>'
        elif run:
            xml += _run(run)
    return f"<w:p>{xml}</w:p>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
