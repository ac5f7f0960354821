"""Findings in sentences, written once for the terminal, the report and whatever else speaks to people."""
