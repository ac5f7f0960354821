"""Variants from files of their own, named where variants are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import negsim
from negsim.cli.commands import compare, run
from negsim.errors import InputError
from negsim.language.load import load
from negsim.language.overlay.apply import apply
from negsim.language.overlay.files import file_of, with_variants_of_files
from negsim.language.shipped import locate

BOTH = """\
  calm:
    say: Everybody is quieter.
    read: {villages.sleep: no_noise}
    add:
      port.red_lines.never_landfill: {forbid: {mud: landfill}, from: [c2, "assumption [s1]: it is far"]}
  rich:
    set: {port.reservation_value: 0.8}
"""


@pytest.fixture
def both(tmp_path: Path) -> Path:
    """Write two variants into a file, indented as the page of `negsim explore` shows them."""
    file = tmp_path / "both.yaml"
    file.write_text(BOTH, encoding="utf-8")
    return file


def test_a_file_stands_for_its_variants_in_its_order(both: Path) -> None:
    scenario, names = with_variants_of_files(
        load(locate("harbour")), ["clean_sea", str(both), "rich_port"]
    )
    assert names == ("clean_sea", "calm", "rich", "rich_port")
    changed = apply(scenario, names)
    assert changed.applied == names
    [line] = [one for one in changed.actor["port"].red_lines if one.id == "never_landfill"]
    assert [source.silences for source in line.sources] == [(), ("harbour_minutes.s1",)]


def test_without_files_nothing_is_changed() -> None:
    scenario = load(locate("harbour"))
    assert with_variants_of_files(scenario, ["clean_sea"]) == (scenario, ("clean_sea",))


def test_the_command_takes_it(both: Path) -> None:
    done = CliRunner().invoke(
        run.command, ["harbour", "--variant", f"{both}+clean_sea", "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["variant"] == ["calm", "rich", "clean_sea"]
    wanted = negsim.load("harbour").run(
        "quiet_machines+clean_sea", {"port.reservation_value": "0.8"}
    )
    assert found["zone"]["red_line_size"] <= wanted.zone.red_line_size


def test_faults_of_a_file_are_told_with_their_places(tmp_path: Path) -> None:
    file = tmp_path / "faulty.yaml"
    file.write_text("calm:\n  read: {vilages.sleep: no_noise}\nclean_sea: {say: Twice.}\n")
    with pytest.raises(InputError) as raised:
        with_variants_of_files(load(locate("harbour")), [str(file)])
    told = str(raised.value).replace(str(file), "faulty.yaml")
    assert told == (
        "faulty.yaml:2:10: variant 'calm' names no actor: 'vilages'\n"
        "      read: {vilages.sleep: no_noise}\n"
        "             ^^^^^^^^^^^^^\n"
        "      mend: use one of port, ships, villages (did you mean villages?)\n"
        "faulty.yaml:3:1: variant 'clean_sea' is in 'harbour' too\n"
        "      clean_sea: {say: Twice.}\n"
        "      ^^^^^^^^^\n"
        "      mend: rename it here"
    )


def test_a_file_without_variants_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "list.yaml"
    file.write_text("- calm\n")
    with pytest.raises(InputError, match=r"list\.yaml' holds no variants"):
        with_variants_of_files(load(locate("harbour")), [str(file)])


def test_one_variant_of_a_file_is_asked_for_by_its_name(both: Path) -> None:
    scenario, names = with_variants_of_files(load(locate("harbour")), ["clean_sea", f"{both}:rich"])
    assert names == ("clean_sea", "rich")
    assert {"calm", "rich"} <= set(scenario.variant)
    assert file_of(scenario, "rich") == str(both)
    assert file_of(scenario, "clean_sea") is None


def test_a_file_is_read_once_however_often_it_is_named(both: Path) -> None:
    asked = [f"{both}:rich", f"{both}:calm", "calm"]
    scenario, names = with_variants_of_files(load(locate("harbour")), asked)
    assert names == ("rich", "calm", "calm")
    again, names = with_variants_of_files(scenario, [str(both)])
    assert names == ("calm", "rich")
    assert len(again.variants) == len(scenario.variants)


def test_a_variant_that_the_file_has_not_is_told_with_the_nearest(both: Path) -> None:
    with pytest.raises(InputError, match=r"has no variant 'ritch'(.|\n)*did you mean rich\?"):
        with_variants_of_files(load(locate("harbour")), [f"{both}:ritch"])


def test_a_variant_of_a_file_that_does_not_fit_is_told_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("odd:\n  set: {port.reach_twelve.firm: 0.5}\n", encoding="utf-8")
    newer = (locate("harbour")).read_text(encoding="utf-8").replace("negsim: 1\n", "negsim: 1.1\n")
    base = tmp_path / "harbour.yaml"
    base.write_text(newer.replace("../seeds", str(locate("harbour").parents[1] / "seeds")), "utf-8")
    scenario, names = with_variants_of_files(load(base), [str(file)])
    with pytest.raises(InputError, match=r"mine\.yaml:2:9: variant 'odd' sets port\.red_lines"):
        apply(scenario, names)


def test_rows_of_a_table_may_be_variants_of_files(both: Path) -> None:
    asked = ["harbour", "--variants", f"{both}:rich,clean_sea+{both}:calm", "--format", "json"]
    done = CliRunner().invoke(compare.command, asked)
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)["rows"]
    assert [row["variant"] for row in rows] == [[], ["rich"], ["clean_sea", "calm"]]


def test_what_to_type_next_names_the_file_that_a_variant_is_from(both: Path) -> None:
    done = CliRunner().invoke(run.command, ["harbour", "--variant", f"clean_sea+{both}:calm+rich"])
    assert done.exit_code == 0, done.output
    printed = "".join(done.stdout.split())  # a path longer than a line is broken somewhere
    assert f"--variantclean_sea+{both}:calm+rich" in printed
