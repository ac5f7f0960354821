"""A negotiating text: clean where every deal says the same, bracketed by who would have what, and nothing else."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

import negsim
from negsim.cli import main
from negsim.document.content import plain
from negsim.document.document import all_sections, spans
from negsim.document.markdown import markdown
from negsim.document.result import told
from negsim.questions.text import NegotiatingText
from negsim.questions.zone.result import Findings
from negsim.report.drafted import save_text, text_document
from negsim.study import Study


@pytest.fixture(scope="module")
def council() -> Study:
    return negsim.load("harbour_council")


@pytest.fixture(scope="module")
def opened(council: Study) -> tuple[Findings, NegotiatingText]:
    return council.run("no_council"), council.text(variant="no_council")


def words(found: NegotiatingText) -> str:
    return " ".join(span.text for span in spans(text_document(found)))


def test_clean_is_what_every_deal_holds_and_what_stands_is_in_some_deal(
    opened: tuple[Findings, NegotiatingText],
) -> None:
    found, draft = opened
    rows = found.to_frame()
    for article in draft.articles:
        values = set(rows[article.issue])
        held = {value if isinstance(value, str) else format(value, "g") for value in values}
        standing = [option for one in article.options for option in one.options]
        assert set(standing) == held
        assert len(standing) == len(held)
        assert (article.state == "bracketed") == (len(held) > 1)


def test_a_party_stands_at_what_it_scores_best_of_what_it_can_have(
    opened: tuple[Findings, NegotiatingText],
) -> None:
    _, draft = opened
    (mud,) = (one for one in draft.articles if one.issue == "mud")
    by = {option: one.by for one in mud.options for option in one.options}
    scores = {
        actor: one.scores["mud"]
        for actor, one in negsim.load("harbour_council").profile("port", "ships").actors.items()
        if "mud" in one.scores
    }
    assert scores
    for actor, worth in scores.items():
        best = max(worth[option] for option in by)
        least = min(worth[option] for option in by)
        liked = {option for option in by if actor in by[option]}
        assert liked == ({o for o in by if worth[o] == best} if best > least else set())


def test_the_text_of_a_package_is_clean_and_in_its_own_words(council: Study) -> None:
    draft = council.text("depth=twelve,fee=200,nights=none,mud=left_open")
    assert [one.state for one in draft.articles] == ["agreed", "agreed", "agreed", "open"]
    said = words(draft)
    assert "dredge the channel to twelve metres below chart datum." in said
    assert "200 EUR per call" in said
    assert "[" not in said
    assert draft.to_dict()["left_open"] == ["mud"]


def test_only_the_mediator_s_copy_says_whose_lines_and_what_they_rest_on(council: Study) -> None:
    for is_for_mediator in (False, True):
        draft = council.text(is_for_mediator=is_for_mediator)
        document = text_document(draft)
        assert ("Red line of" in words(draft)) is is_for_mediator
        assert bool(document.notes) is is_for_mediator


def test_where_there_is_no_deal_each_wording_is_one_that_somebody_can_have(council: Study) -> None:
    draft = council.text()
    found = council.run()
    assert not found.zone.is_open
    assert told(draft).said is not None
    assert told(draft).said.lead == "A TEXT WITHOUT A DEAL"  # type: ignore[union-attr]
    (stays,) = (one for one in all_sections(told(draft).sections) if one.id == "stays-open")
    assert "Where does the mud go?" in plain(stays.blocks[0].items[0])  # type: ignore[union-attr]


def test_it_is_written_as_its_name_ends_and_brackets_are_words_in_each(
    opened: tuple[Findings, NegotiatingText], tmp_path: Path
) -> None:
    _, draft = opened
    for name in ("draft.docx", "draft.html", "draft.md"):
        save_text(draft, tmp_path / name)
    file = docx.Document(str(tmp_path / "draft.docx"))
    assert any(paragraph.text.startswith("[") for paragraph in file.paragraphs)
    text = (tmp_path / "draft.md").read_text("utf-8")
    assert text == markdown(text_document(draft))
    assert "\n\\[" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["-o", "draft.txt"],
            "mend: let its name end in .docx (Word), .html, .md (Markdown) or .pdf",
        ),
        (["--package", "depth=ten", "--from", "nash"], "--package and --from each name a package"),
        (["-o", "a.md", "--format", "json"], "mend: leave --format out"),
    ],
)
def test_what_cannot_be_written_is_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["text", "harbour_council", *arguments]) == 2
    assert said in capsys.readouterr().err
