"""Each line of the tables in `docs/reference/formats.md` has a test that would fail if it were not so."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "formats.md"
HEADS = ("in the file", "row", "what else a file may hold", "in the project", "program")

# The first cells of a line that say something -> the test that holds it.
BACKED = {
    "discrete issue, `evaluation`": "genius_dialect.py::test_values_without_an_evaluation_score_0_and_are",
    "an issue without a `type`": "genius_dialect.py::test_an_issue_without_a_type_is_discrete_as_for_genius",
    "a value listed twice": "genius_dialect.py::test_a_value_listed_twice_is_one_value",
    "integer issue, `slope` and `offset`": "genius.py::test_orchard_has_the_utilities_that_genius_gives",
    "real issue": "genius.py::test_orchard_tells_what_it_loses_line_by_line",
    "linear law, `parameter0` and `parameter1`": "genius.py::test_orchard_has_the_utilities_that_genius",
    "constant, triangular law": "genius.py::test_orchard_has_the_utilities_that_genius_gives_every_package",
    "weights of issues": "genius.py::test_weights_that_do_not_sum_to_one_become_points",
    "utilities above 1": "genius.py::test_packages_too_many_to_be_cut_one_by_one_are_told",
    "`reservation`": "genius.py::test_every_package_has_the_utility_that_genius_gives_it",
    "`discount_factor`, `cost`": "genius_dialect.py::test_a_discount_is_left_out_whether_it_can_be_read",
    "names of `agent`": "genius.py::test_a_domain_is_found_by_any_of_its_files",
    "`CategoricalIssue`, `OrdinalIssue`": "negmas.py::test_a_continuous_issue_is_cut_into_steps_which_is",
    "`ContiguousIssue`": "negmas.py::test_tables_and_lines_score_every_package",
    "`ContinuousIssue`": "negmas.py::test_a_continuous_issue_is_cut_into_steps_which_is_told",
    "`LinearAdditiveUtilityFunction`": "negmas_folders.py::test_every_outcome_is_worth_what_negmas_says",
    "`AffineUtilityFunction`, `bias`": "negmas_folders.py::test_every_outcome_is_worth_what_negmas_says",
    "`ConstUtilityFunction`": "negmas_folders.py::test_every_outcome_is_worth_what_negmas_says_and_acc",
    "`MappingUtilityFunction`": "negmas_folders.py::test_every_outcome_is_worth_what_negmas_says_and_ac",
    "`ExpDiscountedUFun`, `LinDiscountedUFun`": "negmas_folders.py::test_what_is_not_carried_over_is_told",
    "`reserved_value`": "negmas_folders.py::test_a_reservation_value_that_nobody_set_is_none_in_whatev",
    "`reserved_outcome`": "negmas_folders.py::test_every_outcome_is_worth_what_negmas_says_and_accepted",
    "constraints": "negmas.py::test_what_has_no_counterpart_is_told",
    "first": "spreadsheet.py::test_a_filled_in_form_is_a_scenario",
    "before the first issue": "spreadsheet.py::test_a_filled_in_form_is_a_scenario",
    "`Reservation value`": "spreadsheet.py::test_a_filled_in_form_is_a_scenario",
    "`Scores run to`": "spreadsheet.py::test_a_filled_in_form_is_a_scenario",
    "`Points run from`": "spreadsheet.py::test_what_is_exported_comes_back_the_same_but_for_what_was",
    "an issue": "spreadsheet.py::test_a_filled_in_form_is_a_scenario",
    "below it": "spreadsheet.py::test_what_is_exported_comes_back_the_same_but_for_what_was_told",
    "`from 0 to 500 step 50 EUR`": "spreadsheet.py::test_a_filled_in_form_is_a_scenario",
    "below that, its options": "spreadsheet.py::test_a_filled_in_form_is_a_scenario",
    "`1.000`, `1,000`": "numerals.py::test_what_has_two_readings_is_read_on_some_ground_or_not_at_all",
    "`1 000`, `1'000`": "numerals.py::test_a_number_has_a_reading_for_each_sign",
    "a formula": "workbook.py::test_formulas_that_were_never_computed_are_no_empty_cells",
    "a date where a name": "workbook.py::test_a_date_where_a_name_should_stand_is_said_with_its_cell",
    "hidden columns and rows": "workbook.py::test_hidden_columns_and_rows_take_part_and_are_told",
    "other sheets, columns": "workbook.py::test_which_sheet_was_read_is_told_where_there_are_others",
    "a column or row called as": "workbook.py::test_a_column_of_sums_is_told_and_is_a_party_only_where",
    "a row of the form below": "layout.py::test_a_walk_away_row_is_one_wherever_it_stands",
    "a name that begins with": "layout.py::test_names_that_are_words_of_the_form_come_back_as_names",
    "an old `.xls`": "workbook.py::test_a_file_that_cannot_be_read_is_called_what_it_is",
    "passage": "qda/test_same_passage.py::test_the_same_passages_are_marked_whatever_a_program",
    "words stored beside a place": "qda/test_databases.py::test_a_passage_that_is_not_at_its_place_is_found_by_its",
    "place outside the text": "qda/test_refi.py::test_places_that_are_none_are_told",
    "code with a kind": "qda/test_codes.py::test_codes_of_the_same_passage_say_one_claim_together_and_two",
    "code `about`": "qda/test_codes.py::test_codes_of_the_same_passage_say_one_claim_together_and_two",
    "code of which nothing": "qda/test_codes.py::test_a_code_without_words_of_ours_is_a_proposal",
    "note on a passage": "qda/test_refi.py::test_notes_of_a_selection_say_what_is_claimed_wherever",
    "coder": "qda/test_refi.py::test_two_coders_of_one_selection_have_a_claim_each",
    "no grade": "qda/test_codes.py::test_a_table_says_what_codes_mean",
    "document without a coded passage": "qda/test_refi.py::test_what_has_no_counterpart_is_told",
    "variables of documents": "qda/test_refi.py::test_values_of_variables_say_what_a_document_is",
    "REFI-QDA, `.qdpx`": "qda/test_refi.py::test_what_has_no_counterpart_is_told",
    "REFI-QDA, `.qdc`": "qda/test_refi_written.py::test_a_code_book_keeps_the_rules_and_says_what",
    "QualCoder": "qda/test_databases.py::test_qualcoder_has_codes_below_categories_and_annotations",
    "Taguette": "qda/test_databases.py::test_taguette_tells_who_made_a_highlight_and_what_it_leaves_out",
    "Discourse Network Analyzer": "qda/test_databases.py::test_a_statement_is_an_actor_a_concept_and_yes_or_no",
    "doccano": "qda/test_annotations.py::test_doccano_is_read_in_each_of_its_layouts_and_out_of_its_zip",
    "Label Studio": "qda/test_annotations.py::test_label_studio_has_remarks_and_results_that_are_left_out",
    "Word": "qda/test_annotations.py::test_a_comment_may_be_written_as_codes_or_as_a_claim",
    "table": "qda/test_table.py::test_columns_go_by_the_names_of_other_programs",
}


def lines() -> list[str]:
    """Give the first cells of each line of the tables that say something."""
    rows = re.findall(r"^\|(?!-)(.*)\|$", PAGE.read_text("utf-8"), re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return [next(filter(None, row)) for row in cells if row[0] not in HEADS]


def test_every_line_of_the_tables_has_a_test() -> None:
    left = [line for line in lines() if not any(line.startswith(known) for known in BACKED)]
    assert left == []
    idle = [known for known in BACKED if not any(line.startswith(known) for line in lines())]
    assert idle == []


def test_the_tests_are_there() -> None:
    folder = Path(__file__).parent
    for known, test in BACKED.items():
        file, name = test.split("::")
        path = folder / (file if "/" in file else f"test_{file}")
        assert f"def {name}" in path.read_text("utf-8"), known
