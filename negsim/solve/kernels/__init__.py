"""The arrays behind a question each."""
