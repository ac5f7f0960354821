"""The room of a workshop: sheets by code, packages on the table, a secret yes, rounds that can be taken back."""
