"""What is said of an answer, whatever it is written in: sections, tables, facts; no question is known here."""
