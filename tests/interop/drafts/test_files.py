"""Drafts of every kind of file, and what can be wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

import negsim
from negsim.errors import InputError
from negsim.interop.drafts import NamedDraft, read_drafts
from negsim.lesson.agreements import form

STUDY = negsim.load("harbour")
OURS = {"depth": "twelve", "fee": "200", "nights": "none", "mud": "sea"}
THEIRS = {"depth": "fifteen", "fee": "300", "nights": "quiet", "mud": "dyke"}
IN_YAML = "{depth: twelve, fee: 200, nights: none, mud: sea}"
IN_JSON = '{"depth": "twelve", "fee": 200, "nights": "no", "mud": "to the sea"}'
OTHER_JSON = '{"depth": "fifteen", "fee": 300, "nights": "quiet", "mud": "dyke"}'


def read(folder: Path, name: str, text: str) -> tuple[NamedDraft, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return read_drafts(str(folder / name), STUDY.scenario).drafts


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.yaml", IN_YAML),
        ("one.yml", "- " + IN_YAML),
        ("one.json", IN_JSON),
        ("one.json", f"[{IN_JSON}]"),
        ("one.json", f'{{"packages": [{IN_JSON}]}}'),
        ("one.json", f'{{"model": "m", "round": 3, "agreement": {IN_JSON}}}'),
        ("one.json", '["twelve", "fee=200", "nights=none", "sea"]'),
        ("one.json", '["twelve", 200, "no", "to the sea"]'),
        ("one.json", '["to the sea", "12 metres", "200 EUR per call", "no"]'),
        ("one.json", f'{{"bid": {{"issuevalues": {IN_JSON}}}}}'),
        ("one.json", IN_JSON.replace('"fee"', '"What does a ship pay?"')),
        ("one.yaml", "depth=twelve,fee=200,nights=none,mud=sea"),
        ("one.yaml", "deal: [depth=twelve, fee=200, nights=none, mud=sea]"),
        ("one.jsonl", f"\n{IN_JSON}\n\n"),
        ("one.csv", "depth,fee,nights,mud\ntwelve,200,no,sea\n"),
        ("one.csv", "depth;fee;nights;mud\ntwelve;200;no;sea\n;;;\n"),
    ],
)
def test_a_draft_is_read(tmp_path: Path, name: str, text: str) -> None:
    assert read(tmp_path, name, text) == (NamedDraft(OURS),)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("two.yaml", f"Ours: {IN_YAML}\nTheirs: {OTHER_JSON}"),
        ("two.yaml", f"- {{name: Ours, package: {IN_YAML}}}\n- {{id: Theirs, deal: {OTHER_JSON}}}"),
        (
            "two.jsonl",
            f'{{"group": "Ours", "deal": {IN_JSON}}}\n{{"id": "Theirs", "offer": {OTHER_JSON}}}',
        ),
        (
            "two.txt",
            f'{{"group": "Ours", "deal": {IN_JSON}}}\n{{"id": "Theirs", "offer": {OTHER_JSON}}}',
        ),
        (
            "two.csv",
            "name,depth,fee,nights,mud\nOurs,twelve,200,no,sea\nTheirs,fifteen,300,quiet,dyke\n",
        ),
        (
            "two.csv",
            (
                "Group,How deep is the channel dredged?,fee,nights,mud,Walked out,Remark\n"
                "Ours,12 metres,200,no,to the sea,,tired\n,,,,,Port authority,\nTheirs,fifteen,300,quiet,dyke,,\n"
            ),
        ),
        (
            "two.csv",
            ",Ours,Theirs\ndepth,twelve,fifteen\nfee,200,300\nnights,no,quiet\nmud,sea,dyke\n",
        ),
    ],
)
def test_drafts_keep_the_names_that_their_file_gives_them(
    tmp_path: Path, name: str, text: str
) -> None:
    assert read(tmp_path, name, text) == (NamedDraft(OURS, "Ours"), NamedDraft(THEIRS, "Theirs"))


def test_what_negsim_writes_is_read_back(tmp_path: Path) -> None:
    ranking = STUDY.rank(limit=3)
    wanted = [dict(one.package) for one in ranking.packages]
    for name, text in (("r.csv", ranking.to_csv()), ("r.json", ranking.to_json())):
        found = read(tmp_path, name, text)
        assert [STUDY.score(one.package).packages[0].package for one in found] == wanted
    scores = STUDY.score(OURS, THEIRS)
    for name, text in (("s.csv", scores.to_csv()), ("s.json", scores.to_json())):
        assert [one.package for one in read(tmp_path, name, text)] == [OURS, THEIRS]


def test_the_form_that_groups_fill_in_is_read(tmp_path: Path) -> None:
    import openpyxl

    path = tmp_path / "agreements.xlsx"
    path.write_bytes(form(STUDY.scenario))
    book = openpyxl.load_workbook(path)
    sheet = book["Agreements"]
    for column, text in enumerate(["12 metres", "200", "no", "to the sea"], start=2):
        sheet.cell(row=4, column=column, value=text)
    book.save(path)
    assert read_drafts(str(path), STUDY.scenario).drafts == (NamedDraft(OURS, "2"),)


ARTICLES = negsim.load("twenty_articles").scenario
IN_THE_DRAFT = {"a01", "a06"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one.jsonl", '{"articles": ["a01", "a06"], "turn": 3}'),
        ("one.jsonl", '["Article 6", "a01"]'),
        ("one.yaml", "a01, a06"),
        ("one.json", '["a01", "a06=in", "a02=out"]'),
        (
            "one.csv",
            "".join(
                ["article,draft\n", *(f"Article {k},{'x' * (k in (1, 6))}\n" for k in range(1, 21))]
            ),
        ),
    ],
)
def test_of_articles_those_that_are_named_are_in(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (draft,) = read_drafts(str(tmp_path / name), ARTICLES).drafts
    assert {issue for issue, option in draft.package.items() if option == "in"} == IN_THE_DRAFT
    assert len(draft.package) == 20


def test_talks_that_ended_without_a_deal_are_passed_over_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    lines = ['{"deal": null}', f'{{"deal": {IN_JSON}}}', '{"deal": "no deal"}', "null"]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read_drafts(str(path), STUDY.scenario)
    assert found.drafts == (NamedDraft(OURS),)
    assert found.notes == (f"{path}: passed over 3 entries that have no deal",)


def test_what_is_passed_over_is_said(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_text(f'{{"round": 3, "tokens": 12, "agreement": {IN_JSON}}}', encoding="utf-8")
    assert read_drafts(str(path), STUDY.scenario).notes == (
        f"{path}: passed over 'round', 'tokens'",
    )


FAULTS = [
    ("d.yaml", "- {depth: twelv, fee: 200, nights: none, mud: sea}", "1:11", "names no option of issue 'depth'"),
    ("d.yaml", "- {dpeth: twelve, fee: 200, nights: none, mud: sea}", "1:4", "names no issue: 'dpeth'"),
    ("d.yaml", "- {depth: twelve, fee: 200, nights: none}", "1:3", "leaves out mud"),
    ("d.yaml", "- {depth: [a], fee: 200, nights: none, mud: sea}", "1:4", "'a list'"),
    ("d.jsonl", IN_JSON + '\n{"depth": "ten"}', "2:1", "leaves out fee, nights, mud"),
    ("d.jsonl", IN_JSON + "\n{", "2:2", "a key in double quotes was expected here"),
    ("d.json", '["twelve", "quickly"]', "1:12", "has no ISSUE=OPTION in 'quickly'"),
    ("d.csv", "dept,fee,nights,mud\nten,0,none,sea", "1:1", "no issue: 'dept'"),
    ("d.csv", "depth,fee,nights\nten,0,none", "1:1", "no column for mud"),
    ("d.csv", "depth,fee,nights,mud,mud\nten,0,none,sea,sea", "1:5", "'mud' has a column already"),
    ("d.csv", "depth,fee,nights,mud\nten,0,none,see", "2:4", "names no option of issue 'mud': 'see'"),
    ("d.csv", ",A\ndepth,ten\nfee,0\nnights,none\nmud,see", "5:2", "names no option of issue 'mud'"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "place", "what"), FAULTS)
def test_a_fault_has_its_place(tmp_path: Path, name: str, text: str, place: str, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, name, text)
    (fault,) = caught.value.faults
    assert str(fault.where).endswith(f"{name}:{place}")
    assert what in fault.what
    assert fault.mend


@pytest.mark.parametrize(("name", "text"), [("d.yaml", "[]"), ("d.csv", "depth,fee,nights,mud\n")])
def test_a_file_without_a_draft_says_so(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(InputError, match="has no draft in it"):
        read(tmp_path, name, text)
