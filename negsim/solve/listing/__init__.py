"""The enumerating engine: every package walked through, in blocks."""
