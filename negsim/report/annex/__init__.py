"""The annex of a report, a module for each group of questions."""
