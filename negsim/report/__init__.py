"""The one-page report and the page to explore, made from findings."""
